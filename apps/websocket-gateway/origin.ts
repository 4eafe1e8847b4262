import { isHost } from "@pakaura/service/request-host";

/**
 * Whether a request came from a page of ours: its Origin is the host that it was sent to, or one of
 * `origins`. A browser sends cookies along with a socket that any page opens, and the Origin is what
 * tells the pages apart (RFC 6455, section 10.2). A request without one is not from a page of ours.
 */
export function isOurOrigin(
  headers: { origin?: string | undefined; host?: string | undefined },
  origins: readonly string[],
): boolean {
  const { origin, host } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.protocol !== "http:" && url.protocol !== "https:") return false;
  if (origins.includes(url.origin)) return true;
  // Both in the form of a URL: without a default port, and in lower case.
  const own = `${url.protocol}//${host}`;
  return host !== undefined && isHost(host) && new URL(own).host === url.host;
}
