import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { connect as connectTo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { clientAddress, type TrustProxy } from "@pakaura/service/trust-proxy";
import type { FastifyInstance } from "fastify";
import { ProxyServer } from "httpxy";
import { connectMs } from "./agent.ts";
import type { Upstreams } from "./upstreams.ts";

const nobodyAnswers =
  "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
const upgradeTimeoutMs = 5_000;

function isForSocket({ url, headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket" && /^\/ws(?:[/?]|$)/.test(url ?? "");
}

async function listens(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const fallback = protocol === "https:" ? 443 : 80;
  const probe = connectTo({ host: hostname, port: Number(port) || fallback, timeout: connectMs });
  probe.on("timeout", () => probe.destroy(new Error("timeout")));
  try {
    await once(probe, "connect");
    return true;
  } catch {
    return false;
  } finally {
    probe.destroy();
  }
}

/** Passes WebSockets on to a replica, byte by byte: frames are neither read nor held back. */
export function passSockets(
  app: FastifyInstance,
  { upstreams, trustProxy }: { upstreams: Upstreams; trustProxy: TrustProxy },
): void {
  const proxy = new ProxyServer({ upgradeTimeout: upgradeTimeoutMs });
  const open = new Set<Duplex>();
  // Only what is for a socket is upgraded; anything else stays an ordinary request.
  Object.assign(app.server, { shouldUpgradeCallback: isForSocket });

  async function connect(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    for (const target of upstreams.inOrder()) {
      // Asked first, because a connection that fails takes the client's socket with it.
      if (await listens(target)) {
        const headers = { "x-forwarded-for": clientAddress(request, trustProxy) };
        await proxy.ws(request, socket, { target, headers }, head);
        return;
      }
      upstreams.failed(target);
    }
    socket.end(nobodyAnswers);
  }

  app.server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!(stream instanceof Socket)) return stream.destroy();
    open.add(stream);
    stream.on("close", () => open.delete(stream));
    stream.on("error", () => stream.destroy());
    connect(request, stream, head).catch((error: unknown) => {
      app.log.warn({ error }, "a socket was not passed on");
      stream.destroy();
    });
  });
  // A server closes when its last connection has, and these do not end by themselves.
  app.addHook("preClose", async () => {
    for (const stream of open) stream.destroy();
  });
}
