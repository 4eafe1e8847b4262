import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

export type Answer = { status?: number; headers?: Record<string, string>; body?: string };
type Request = { method: string; path: string; headers: IncomingMessage["headers"]; body: string };

/** A server on loopback that answers as it is told, for as long as `use` takes. */
export async function withServer(
  answer: (request: Request) => Answer,
  use: (host: string) => Promise<void>,
): Promise<void> {
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url: path = "", headers } = request;
    const content = await text(request);
    const {
      status = 200,
      headers: own = {},
      body,
    } = answer({ method, path, headers, body: content });
    response.writeHead(status, own).end(method === "HEAD" ? undefined : body);
  }
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  try {
    await use(`127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
