import type { FastifyRequest } from "fastify";
import { Problem } from "./problem.ts";

/** A name or an IPv4 address, or an IPv6 address in brackets; then a port. */
const hostForm = /^(?:[a-z\d._-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{0,5})?$/i;

/** Whether a text is a host with at most a port: no user before it, no path behind it, nothing to decode in it. */
export function isHost(text: string): boolean {
  return hostForm.test(text) && URL.canParse(`http://${text}`);
}

function hasSeveralHosts(rawHeaders: string[]): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === "host") count += 1;
  }
  return count > 1;
}

/**
 * Refuses a request that does not say in one way for which host it is (400, RFC 9112 section 3.2), or for
 * which a proxy of ours says something that is no host or no scheme.
 */
export function refuseOddHost(request: FastifyRequest): void {
  const { host } = request.headers;
  if (host === undefined && request.raw.httpVersion === "1.1") {
    throw new Problem("bad_request", "The Host header is missing");
  }
  if (host !== undefined && (!isHost(host) || hasSeveralHosts(request.raw.rawHeaders))) {
    throw new Problem("bad_request", "The Host header is not valid");
  }
  if (request.host !== (host ?? "") && !isHost(request.host)) {
    throw new Problem("bad_request", "The X-Forwarded-Host header is not valid");
  }
  if (request.protocol !== "http" && request.protocol !== "https") {
    throw new Problem("bad_request", "The X-Forwarded-Proto header is not valid");
  }
}
