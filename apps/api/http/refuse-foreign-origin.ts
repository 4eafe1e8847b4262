import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a request by which another site's page would change something with the visitor's cookie
 * (CSRF): its `Origin` is not ours, or `Sec-Fetch-Site` says so. Without both it is no browser.
 */
export function refuseForeignOrigin(request: FastifyRequest, trustedOrigins: string[]): void {
  if (safeMethods.has(request.method)) return;
  const { origin } = request.headers;
  if (origin !== undefined) {
    if (isOwn(origin, request.host) || trustedOrigins.includes(origin)) return;
    throw new Problem("forbidden", "Requests from another site are refused.");
  }
  if (request.headers["sec-fetch-site"] === "cross-site") {
    throw new Problem("forbidden", "Requests from another site are refused.");
  }
}

/** By host alone: behind a proxy that ends TLS, the scheme is not ours to know. */
function isOwn(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  // Through URL, which leaves out the scheme's own port, as browsers do in `Origin`.
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === originHost;
}
