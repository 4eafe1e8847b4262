import type { FastifyInstance, FastifyRequest } from "fastify";
import { indexFiles, sendFile } from "./static-files.ts";

/** Addresses of programs: one that is unknown there is an error, and never the page. */
const programAddress = /^\/(api|ws|health|metrics|events|job|internal|assets)(\/|$)/;

/** Styles may be inline, because libraries place popups by style attributes; scripts may not. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

function wantsPage(request: FastifyRequest, path: string): boolean {
  if (programAddress.test(path)) return false;
  const { accept } = request.headers;
  return accept === undefined || /text\/html|\*\/\*/.test(accept);
}

/** Serves the built web app: its files, and its page for every address that its router may know. */
export async function webAppRoutes(app: FastifyInstance, folder: string): Promise<void> {
  const files = await indexFiles(folder);
  const page = files.get("/index.html");
  app.get("/*", (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "/";
    const file = files.get(path) ?? (wantsPage(request, path) ? page : undefined);
    if (file === undefined) return reply.callNotFound();
    reply
      .header("content-security-policy", contentSecurityPolicy)
      .header("referrer-policy", "same-origin")
      .header("cross-origin-opener-policy", "same-origin");
    return sendFile(request, reply, file);
  });
}
