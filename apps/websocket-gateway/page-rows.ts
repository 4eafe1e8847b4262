import type { Message } from "./message.ts";

/** Enough for most catch-ups; even of the largest tasks it is a few megabytes. */
export const firstPageRows = 100;
const mostRows = 500;
const pageBytes = 524_288;

/** How many rows to read after this page, so that a page stays near half a megabyte. */
export function nextPageRows(page: readonly Message[]): number {
  const bytes = page.reduce((sum, { json }) => sum + json.length, 0);
  if (bytes === 0) return mostRows;
  return Math.max(1, Math.min(mostRows, Math.floor((pageBytes * page.length) / bytes)));
}
