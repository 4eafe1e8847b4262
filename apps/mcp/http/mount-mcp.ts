import type { FastifyInstance, FastifyRequest } from "fastify";
import type { McpAnswers } from "./answer-mcp.ts";
import type { Guest } from "./guest.ts";
import { refuseForeignPage } from "./refuse-foreign-page.ts";
import { toWebRequest } from "./web-request.ts";

export type MountOptions = {
  /** Origins of pages that may ask, besides our own. */
  trustedOrigins: readonly string[];
  /** Whether clients of older revisions get sessions. */
  hasSessions: boolean;
  /** Lets somebody in. Throws the problem that is answered to everybody else. */
  admit: (request: FastifyRequest) => Promise<Guest>;
  /** Hears of what clients did wrong, which they are told. */
  onRefused: (error: Error) => void;
};

/**
 * Puts an MCP server on a listener, by Streamable HTTP. What answers is loaded with the first request: it is slow to load,
 * and many never have a client.
 */
export function mountMcp(app: FastifyInstance, options: MountOptions): void {
  let loading: Promise<McpAnswers> | undefined;
  const load = (): Promise<McpAnswers> =>
    (loading ??= import("./answer-mcp.ts").then(({ createMcpAnswers }) =>
      createMcpAnswers(options),
    ));
  app.route({
    method: ["GET", "POST", "DELETE"],
    url: "/mcp",
    onRequest: async (request, reply) => {
      reply.header("cache-control", "no-store");
      refuseForeignPage(request, options.trustedOrigins);
    },
    handler: async (request, reply) => {
      const guest = await options.admit(request);
      const body: unknown = request.method === "POST" ? request.body : undefined;
      const { answer } = await load();
      return reply.send(await answer(toWebRequest(request, reply), body, guest));
    },
  });
  app.addHook("onClose", async () => {
    await (await loading)?.close();
  });
}
