import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";

/**
 * Refuses with 412 when `If-Match` (RFC 9110, 13.1.1) does not name this version: `"3"`, a list, or
 * `*`. The comparison is strong, so `W/"3"` never matches. A bare `3` is taken for `"3"`.
 */
export function requireVersion(request: FastifyRequest, version: number): void {
  const header = request.headers["if-match"];
  if (header === undefined) return;
  const tags = header.split(",").map((tag) => tag.trim());
  if (tags.some((tag) => tag === "*" || tag === `"${version}"` || tag === String(version))) return;
  throw new Problem("stale_version", `The task is at version ${version} by now.`, {
    headers: { etag: etagOf(version) },
  });
}

/** The strong entity tag of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}
