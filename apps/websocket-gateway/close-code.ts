import { closeCodes } from "@pakaura/contract/websocket";
import { tryAgainLater } from "./stream-session.ts";

/** What browsers say themselves (RFC 6455, 7.4.1): done, going away, nothing said, connection lost. */
const ofBrowsers = [1000, 1001, 1005, 1006];
const known = new Set<number>([...ofBrowsers, ...Object.values(closeCodes), tryAgainLater]);

/** A close code as metrics have it: clients may choose any of some thousand, each of which would be a series of its own. */
export function closeCodeLabel(code: number): string {
  return known.has(code) ? String(code) : "other";
}
