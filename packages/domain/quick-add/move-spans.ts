import type { Span } from "./phrase.ts";

/**
 * Spans of a text where they are after an edit of it: those before and behind the edit keep their
 * words, one that it touches grows or shrinks with it, and one that is gone is dropped.
 */
export function moveSpans(spans: readonly Span[], before: string, after: string): Span[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const editEnd = before.length - tail;
  const growth = after.length - before.length;
  const move = (at: number): number => {
    if (at <= head) return at;
    return at >= editEnd ? at + growth : Math.min(at, head + Math.max(0, growth));
  };
  return spans
    .map(({ start, end }) => ({ start: move(start), end: move(end) }))
    .filter(({ start, end }) => start < end);
}
