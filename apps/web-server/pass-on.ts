import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Drain } from "@pakaura/service/drain";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ProxyServer } from "httpxy";
import { ConnectingAgent, notConnectedCode } from "./agent.ts";
import type { Upstreams } from "./upstreams.ts";

/** A larger body, such as an import, is passed on as it arrives, and so can be sent to one replica only. */
const keptBytes = 1_048_576;
/** RFC 9110, 9.2.2: methods that come to the same however often they arrive. */
const idempotent = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);
/** Nothing of the request has arrived anywhere. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  notConnectedCode,
]);

function mayGoElsewhere(error: unknown, request: FastifyRequest): boolean {
  if (request.body instanceof Readable) return false;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const hasKey = request.headers["idempotency-key"] !== undefined;
  return neverConnected.has(code) || hasKey || idempotent.has(request.method);
}

/** Sooner than a replica that ends closes what nobody uses (DRAIN_SECONDS): a request would go by it and be lost. */
const idleMs = 1_500;

/** What the service is told of the client: of what proxies said, what we believe, and nothing else; and what our lines go by. */
function forwardedHeaders(request: FastifyRequest): Record<string, string> {
  const { ip, protocol, host, correlationId, traceparent } = request;
  return {
    "x-forwarded-for": ip,
    "x-forwarded-proto": protocol,
    "x-forwarded-host": host,
    "x-correlation-id": correlationId,
    traceparent,
  };
}

/** Takes bodies as they are. */
function readAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (request: FastifyRequest, payload: Readable) => {
    const length = Number(request.headers["content-length"] ?? Infinity);
    return length > keptBytes ? payload : buffer(payload);
  });
}

type PassOnOptions = { prefixes: string[]; upstreams: Upstreams; name: string; drain: Drain };

/**
 * Passes every request below `prefixes` on to a replica. One that does not answer is skipped, as long as
 * the request cannot have had an effect there; when none answers the client hears 503.
 */
export async function passOn(
  app: FastifyInstance,
  { prefixes, upstreams, name, drain }: PassOnOptions,
): Promise<void> {
  const agent = new ConnectingAgent({ keepAlive: true, timeout: idleMs });
  const proxy = new ProxyServer({ agent });
  // Whether a connection is kept is between its two ends (RFC 9110, 7.6.1), whatever the replica does with its own.
  proxy.on("proxyRes", ({ headers }) => {
    headers.connection = drain.isDraining() ? "close" : "keep-alive";
  });

  async function send(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    for (const target of upstreams.inOrder()) {
      const body = Buffer.isBuffer(request.body) ? { buffer: Readable.from([request.body]) } : {};
      try {
        const headers = forwardedHeaders(request);
        await proxy.web(request.raw, reply.raw, { target, headers, ...body });
        reply.hijack();
        return;
      } catch (error) {
        if (reply.raw.headersSent || request.raw.socket.destroyed) {
          reply.hijack();
          reply.raw.destroy();
          return;
        }
        upstreams.failed(target);
        request.log.warn({ error, target }, "a replica did not answer");
        if (!mayGoElsewhere(error, request)) break;
      }
    }
    const headers = { "retry-after": "1" };
    throw new Problem("unavailable", `The ${name} does not answer now`, { headers });
  }

  await app.register(async (scope) => {
    readAnyBody(scope);
    for (const prefix of prefixes) scope.all(prefix, send);
  });
}
