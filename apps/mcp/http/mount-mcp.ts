import { AsyncLocalStorage } from "node:async_hooks";
import {
  createMcpHandler,
  isInitializeRequest,
  isLegacyRequest,
  type McpServer,
} from "@modelcontextprotocol/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { refuseForeignPage } from "./refuse-foreign-page.ts";
import { Sessions } from "./sessions.ts";
import { toWebRequest } from "./web-request.ts";

/** Who asks, by a name that is theirs alone, and the server that is made for them. */
export type Guest = { owner: string; createServer: () => McpServer };

export type MountOptions = {
  /** Origins of pages that may ask, besides our own. */
  trustedOrigins: readonly string[];
  /** Lets somebody in. Throws the problem that is answered to everybody else. */
  admit: (request: FastifyRequest) => Promise<Guest>;
  /** Hears of what clients did wrong, which they are told. */
  onRefused: (error: Error) => void;
};

const path = "/mcp";
const sessionHeader = "mcp-session-id";

function noSuchSession(): Response {
  const error = { code: -32_001, message: "Session not found" };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 404 });
}

/**
 * Puts an MCP server on a listener, by Streamable HTTP: the revision 2026-07-28, where every request stands alone, and
 * those before, with sessions or without.
 */
export function mountMcp(app: FastifyInstance, options: MountOptions): void {
  const guests = new AsyncLocalStorage<Guest>();
  const sessions = new Sessions();
  const handler = createMcpHandler(
    () => {
      const guest = guests.getStore();
      if (guest === undefined) throw new Error("An MCP request came from nobody");
      return guest.createServer();
    },
    { onerror: options.onRefused },
  );

  async function answer(request: Request, body: unknown, guest: Guest): Promise<Response> {
    const id = request.headers.get(sessionHeader);
    const isOfSession = id !== null || isInitializeRequest(body);
    if (isOfSession && (await isLegacyRequest(request, body))) {
      const transport =
        id === null
          ? await sessions.begin(guest.owner, guest.createServer())
          : sessions.find(id, guest.owner);
      return transport === null
        ? noSuchSession()
        : transport.handleRequest(request, body === undefined ? {} : { parsedBody: body });
    }
    return guests.run(guest, () =>
      handler.fetch(request, body === undefined ? {} : { parsedBody: body }),
    );
  }

  app.route({
    method: ["GET", "POST", "DELETE"],
    url: path,
    onRequest: async (request, reply) => {
      reply.header("cache-control", "no-store");
      refuseForeignPage(request, options.trustedOrigins);
    },
    handler: async (request, reply) => {
      const guest = await options.admit(request);
      const body: unknown = request.method === "POST" ? request.body : undefined;
      return reply.send(await answer(toWebRequest(request, reply), body, guest));
    },
  });
  app.addHook("onClose", async () => {
    await handler.close();
    await sessions.close();
  });
}
