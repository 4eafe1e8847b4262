import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import proxyAddr from "@fastify/proxy-addr";

/**
 * Which `X-Forwarded-*` to believe: false for none, else whether the sender at this place in front of us is a
 * proxy of ours (hop 0 is whoever holds the connection).
 */
export type TrustProxy = false | ((address: string, hop: number) => boolean);

/** Ranges that have a name: `127.0.0.0/8` and `::1`; link-local; and private ones. */
const networkNames = new Set(["loopback", "linklocal", "uniquelocal"]);

/**
 * `true` is one hop, a number that many, anything else the addresses and networks of the proxies. Throws a
 * TypeError for what is none of these, and for a network of everybody.
 */
export function readTrustProxy(text: string): TrustProxy {
  if (text === "false") return false;
  if (text === "true") return trustHops(1);
  if (/^\d{1,2}$/.test(text)) return trustHops(Number(text));
  return proxyAddr.compile(text.split(",").map((network) => requireNetwork(network.trim())));
}

/** The library also takes short forms of addresses, such as 10.1, which here are typing errors. */
function requireNetwork(text: string): string {
  if (networkNames.has(text) || isIP(text.split("/", 1)[0] ?? "") !== 0) return text;
  throw new TypeError(`${text} is no network`);
}

/** The proxies are counted from here: what the last one of them was told by its client is not believed. */
function trustHops(count: number): TrustProxy {
  return count === 0 ? false : (_address, hop) => hop < count;
}

/** The address of the client that a connection was made for, as far as proxies in between are trusted. */
export function clientAddress(request: IncomingMessage, trust: TrustProxy): string {
  return trust === false ? (request.socket.remoteAddress ?? "") : proxyAddr(request, trust);
}
