import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { SocketServer } from "./socket-server.ts";

/** The user in `/ws/:user_id`, "" for `/ws`, and null for any other address. */
export function socketPathUser(url: string | undefined): string | null {
  const path = url?.split("?", 1)[0] ?? "";
  const match = /^\/ws(?:\/([^/]*))?$/.exec(path);
  return match ? (match[1] ?? "").toLowerCase() : null;
}

function isForSocket(request: IncomingMessage): boolean {
  return (
    request.headers.upgrade?.toLowerCase() === "websocket" && socketPathUser(request.url) !== null
  );
}

function refuse(stream: Duplex): void {
  stream.on("error", () => stream.destroy());
  stream.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", () =>
    stream.destroy(),
  );
}

/** Sends upgrade requests for `/ws` to the socket server; a server that does not listen has none. */
export function attachSockets(app: FastifyInstance, sockets: SocketServer): void {
  // Node hands every upgrade to the listener below once there is one, also the `h2c` that some HTTP
  // clients offer with an ordinary request: what is not for a socket stays an ordinary request.
  Object.assign(app.server, { shouldUpgradeCallback: isForSocket });
  app.server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const user = socketPathUser(request.url);
    if (user === null) refuse(stream);
    else sockets.upgrade(request, stream, head, user === "" ? null : user);
  });
}
