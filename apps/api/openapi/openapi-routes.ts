import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { sendJson } from "../http/send.ts";
import { docsPage } from "./docs-page.ts";
import { docsStyle } from "./docs-style.ts";
import { openApiDocument } from "./document.ts";

/** Nothing but the page's own style is let in. */
const styleHash = createHash("sha256").update(docsStyle).digest("base64");
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`;

/** The OpenAPI document for machines, and the same as a page for people. Each is made once, when asked for. */
export function openApiRoutes(app: FastifyInstance): void {
  let json: string | undefined;
  let page: string | undefined;
  app.get("/api/v1/openapi.json", (_request, reply) => {
    json ??= JSON.stringify(openApiDocument());
    return sendJson(reply, json);
  });
  app.get("/api/docs", (_request, reply) => {
    page ??= docsPage(openApiDocument());
    return reply
      .header("content-type", "text/html; charset=utf-8")
      .header("content-security-policy", contentSecurityPolicy)
      .send(page);
  });
}
