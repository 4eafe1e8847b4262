import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { sendJson } from "../http/send.ts";
import { docsStyle } from "./docs-style.ts";

/** Nothing but the page's own style is let in. */
const styleHash = createHash("sha256").update(docsStyle).digest("base64");
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`;

/**
 * The OpenAPI document for machines, and the same as a page for people. Each is made once, when it is asked for,
 * and what it takes is loaded then.
 */
export function openApiRoutes(app: FastifyInstance): void {
  let json: Promise<string> | undefined;
  let page: Promise<string> | undefined;
  app.get("/api/v1/openapi.json", async (_request, reply) => {
    json ??= import("./document.ts").then(({ openApiDocument }) =>
      JSON.stringify(openApiDocument()),
    );
    return sendJson(reply, await json);
  });
  app.get("/api/docs", async (_request, reply) => {
    page ??= Promise.all([import("./docs-page.ts"), import("./document.ts")]).then(
      ([{ docsPage }, { openApiDocument }]) => docsPage(openApiDocument()),
    );
    return reply
      .header("content-type", "text/html; charset=utf-8")
      .header("content-security-policy", contentSecurityPolicy)
      .send(await page);
  });
}
