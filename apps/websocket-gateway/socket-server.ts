import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Principal } from "@pakaura/accounts/authenticate";
import { closeCodes } from "@pakaura/contract/websocket";
import { metrics } from "@pakaura/service/metrics";
import { WebSocketServer } from "ws";
import { closeCodeLabel } from "./close-code.ts";
import { GatewaySocket } from "./gateway-socket.ts";
import { openSession, type Gateway } from "./gateway.ts";
import { hasSessionCookie } from "./has-session-cookie.ts";
import { isOurOrigin } from "./origin.ts";
import { SocketConnection, type SignIn } from "./socket-connection.ts";
import { tryAgainLater } from "./stream-session.ts";

type Headers = { authorization?: string | undefined; cookie?: string | undefined };

/**
 * Accepts sockets and signs their clients in. Whoever may not stay is accepted too, and then closed
 * with the code that says why: a browser shows a page the close code, but not the status of an upgrade.
 */
export function createSocketServer(gateway: Gateway) {
  const { authenticator, connections, registry, limits, origins, log } = gateway;
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
    closeTimeout: limits.closeTimeoutMs,
    WebSocket: GatewaySocket,
  };
  const server = new WebSocketServer(options);

  async function signIn(
    connection: SocketConnection,
    requestedUser: string | null,
    identify: () => Promise<Principal | null>,
  ): Promise<void> {
    try {
      const principal = await identify();
      if (!connection.isOpen) return;
      if (!principal) return connection.close(closeCodes.unauthenticated, "not signed in");
      if (requestedUser !== null && requestedUser !== principal.userId) {
        return connection.close(closeCodes.forbidden, "the socket of another user");
      }
      const session = openSession(gateway, principal, connection, { canGiveReceipts: true });
      if (!session) return connection.close(tryAgainLater, "too many connections");
      connection.session = session;
      await session.start();
      connection.begin(session);
    } catch (error) {
      log.warn({ error }, "a socket could not be opened");
      connection.close(tryAgainLater, "the database cannot be reached");
    }
  }

  function listen(socket: GatewaySocket, connection: SocketConnection): void {
    connections.add(connection);
    metrics.webSocketConnections.inc();
    socket.on("message", (data, isBinary) => connection.receive(data, isBinary));
    socket.on("pong", () => connection.pong());
    // A close always follows an error, and tells what there is to tell.
    socket.on("error", () => {});
    socket.on("close", (code) => {
      connections.remove(connection);
      metrics.webSocketConnections.dec();
      metrics.webSocketsClosed.inc({ code: closeCodeLabel(code) });
      connection.session?.ended();
      if (connection.session) registry.remove(connection.session);
    });
  }

  function accept(
    socket: GatewaySocket,
    stream: Duplex,
    headers: Headers,
    isOurs: boolean,
    requestedUser: string | null,
  ): void {
    const hasHeader = headers.authorization !== undefined;
    const hasCookie = hasSessionCookie(headers.cookie);
    const byMessage: SignIn = (waiting, token) =>
      signIn(waiting, requestedUser, () => authenticator.authenticateToken(token));
    const isByMessage = !hasHeader && !hasCookie;
    const connection = new SocketConnection(socket, stream, limits, isByMessage ? byMessage : null);
    listen(socket, connection);
    if (hasHeader || (hasCookie && isOurs)) {
      void signIn(connection, requestedUser, () => authenticator.authenticate(headers));
    } else if (hasCookie) {
      connection.close(closeCodes.unauthenticated, "a cookie from a page that is not ours");
    }
  }

  return {
    /** Takes an upgrade request for `/ws` or `/ws/:user_id`. */
    upgrade(
      request: IncomingMessage,
      stream: Duplex,
      head: Buffer,
      requestedUser: string | null,
    ): void {
      if (connections.isStopped) {
        stream.destroy();
        return;
      }
      const { authorization, cookie } = request.headers;
      const isOurs = isOurOrigin(request.headers, origins);
      server.handleUpgrade(request, stream, head, (socket) =>
        accept(socket, stream, { authorization, cookie }, isOurs, requestedUser),
      );
    },
  };
}
export type SocketServer = ReturnType<typeof createSocketServer>;
