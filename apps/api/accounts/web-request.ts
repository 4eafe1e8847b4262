import { isIP } from "node:net";
import { addressHeader } from "@pakaura/accounts/address-header";
import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";

/** Headers of the connection or of the body as it arrived, which the new request has its own of. */
const dropped = new Set([
  "connection",
  "content-length",
  "transfer-encoding",
  "content-type",
  "expect",
]);
/** What proxies say is in the address, as far as they are believed. */
const ofProxies = /^(?:x-)?forwarded/;

/** The request in the form of the Fetch standard, with the client's address in a header of ours. */
export function toWebRequest(request: FastifyRequest): Request {
  if (request.host === "") throw new Problem("bad_request", "The Host header is missing");
  const address = `${request.protocol}://${request.host}${request.url}`;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (dropped.has(name) || ofProxies.test(name) || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  // What a proxy says of its client need not be an address.
  headers.set(addressHeader, isIP(request.ip) === 0 ? "" : request.ip);
  const hasBody = request.method !== "GET" && request.body !== undefined;
  if (hasBody) headers.set("content-type", "application/json");
  const body = hasBody ? { body: JSON.stringify(request.body) } : {};
  return new Request(address, { method: request.method, headers, ...body });
}
