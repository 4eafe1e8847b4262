import type { FastifyReply, FastifyRequest } from "fastify";

/** Headers that are about the connection, or that say in whose name: the server behind has no need of them. */
const withheld = new Set(["authorization", "cookie", "connection", "content-length", "host"]);

/** The request in the form that the MCP server takes. Its signal tells when the client has gone. */
export function toWebRequest(request: FastifyRequest, reply: FastifyReply): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || withheld.has(name)) continue;
    headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const { method } = request;
  const body = method === "POST" ? JSON.stringify(request.body ?? null) : null;
  const url = `${request.protocol}://${request.host || "localhost"}${request.url}`;
  return new Request(url, { method, headers, body, signal: gone.signal });
}
