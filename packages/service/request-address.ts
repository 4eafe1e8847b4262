import type { FastifyRequest } from "fastify";
import { Problem } from "./problem.ts";

const addressLimit = 8_192;

/** Empty and dot segments; what RFC 3986 allows in no path; and a second spelling of what needs none: letters, digits, `-._~`, slashes, control characters. */
const oddPath =
  /^[^/]|\/\/|\/\.{1,2}(?:\/|$)|[^\x21-\x7e]|[\\#]|%(?:[01][\da-f]|2[def]|3\d|4[1-9a-f]|5[\dacf]|6[1-9a-f]|7[\daef])/i;

/**
 * The path of a request as it came, which is its only spelling: whoever counts, routes or passes on by it
 * means the same place. Null for a path that another one could be meant by.
 */
export function plainPath(url: string): string | null {
  const query = url.indexOf("?");
  const path = query === -1 ? url : url.slice(0, query);
  return oddPath.test(path) ? null : path;
}

/** Refuses an address that is too long, or odd: a path with a second spelling is nowhere (404). */
export function refuseOddAddress(request: FastifyRequest): void {
  const url = request.raw.url ?? "";
  if (url.length > addressLimit) {
    throw new Problem("uri_too_long", `The address is longer than ${addressLimit} bytes`);
  }
  if (plainPath(url) === null) throw nothingAt(url);
  // PostgreSQL cannot store NUL, and nothing that people name contains it.
  if (url.includes("%00")) throw new Problem("bad_request", "The address contains a NUL character");
}

/** There is nothing at this address: 404. */
export function nothingAt(url: string): Problem {
  return new Problem("not_found", `There is nothing at ${url.slice(0, 200)}`);
}
