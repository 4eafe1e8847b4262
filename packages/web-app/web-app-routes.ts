import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { listFiles } from "./list-files.ts";

/** Addresses of programs: one that is unknown there is an error, and never the page. */
const programAddress =
  /^\/(api|ws|mcp|\.well-known|health|metrics|events|job|internal|assets)(\/|$)/i;

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

/** Vite puts a hash of the content into the names below assets/, so those never change. */
function cacheControlOf(address: string): string {
  return address.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

/**
 * Serves the built web app: its files, in the smallest form that the client takes, and its page for every
 * address that its router may know.
 */
export async function webAppRoutes(app: FastifyInstance, folder: string): Promise<void> {
  const files = await listFiles(folder);
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    lastModified: false,
    acceptRanges: false,
  });
  app.get("/*", (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "/";
    const known = files.has(path) ? path : wantsPage(request, path) ? "/index.html" : null;
    if (known === null || !files.has(known)) return reply.callNotFound();
    return reply
      .headers({
        "content-security-policy": contentSecurityPolicy,
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cache-control": cacheControlOf(known),
      })
      .sendFile(known);
  });
}
