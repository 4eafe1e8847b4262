import type { Span } from "./phrase.ts";

/** The text without some pieces (in order, none over another), as one line without gaps. */
export function titleWithout(text: string, pieces: readonly Span[]): string {
  let title = "";
  let end = 0;
  for (const piece of pieces) {
    title = joined(title, text.slice(end, piece.start));
    end = piece.end;
  }
  return joined(title, text.slice(end))
    .replace(/\s+/gu, " ")
    .replace(/^ ?[,;:] /u, "")
    .trim();
}

/** "Bake a cake" and "." are "Bake a cake.", and brackets around nothing go as well. */
function joined(before: string, after: string): string {
  if (/[([]$/u.test(before) && /^[)\]]/u.test(after)) return before.slice(0, -1) + after.slice(1);
  return /^[,.;:!?)\]]/u.test(after) ? before.trimEnd() + after : before + after;
}
