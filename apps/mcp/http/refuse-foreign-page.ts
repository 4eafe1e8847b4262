import { isOwnHost } from "@pakaura/service/own-host";
import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";

/**
 * Refuses the page of another site: a browser says by `Origin` whose page asks. Of a listener that only this machine
 * has, a name that somebody else made to lead here is none of ours either (DNS rebinding). The specification of the
 * transport demands it; without an `Origin` it is no browser.
 */
export function refuseForeignPage(
  request: FastifyRequest,
  trustedOrigins: readonly string[],
): void {
  const { origin } = request.headers;
  if (origin === undefined || trustedOrigins.includes(origin)) return;
  const isHere = URL.canParse(origin) && new URL(origin).host === hostOf(request);
  if (isHere && isOwnHost(request.host, request.socket)) return;
  throw new Problem("forbidden", "Requests from the page of another site are refused.");
}

/** The host that was asked, in the form of a URL. */
function hostOf({ protocol, host }: FastifyRequest): string | null {
  const url = `${protocol}://${host}`;
  return URL.canParse(url) ? new URL(url).host : null;
}
