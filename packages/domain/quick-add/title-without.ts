import type { Span } from "./phrase.ts";

/** The text without some pieces (in order, none over another), as one line without gaps. */
export function titleWithout(text: string, pieces: readonly Span[]): string {
  let title = "";
  let end = 0;
  for (const piece of pieces) {
    title = joined(title, text.slice(end, piece.start));
    end = piece.end;
  }
  const rest = text.slice(end);
  const line = joined(title, rest)
    .replace(/\s+/gu, " ")
    .replace(/^ ?[,;:] /u, "")
    .trim();
  return end > 0 && rest.trim() === "" ? withoutLink(line) : line;
}

/** The line without what led to a piece that stood at its end: "Call bank - ", "Dentist: ". */
function withoutLink(line: string): string {
  const link = /(?<=\S) ?[,;:]$|(?<=\S) [-–—]$/u.exec(line);
  return link ? line.slice(0, link.index) : line;
}

/** "Bake a cake" and "." are "Bake a cake.", and brackets around nothing go as well. */
function joined(before: string, after: string): string {
  const open = before.trimEnd();
  if (/[([]$/u.test(open) && /^[)\]]/u.test(after)) return open.slice(0, -1) + after.slice(1);
  return /^[,.;:!?)\]]/u.test(after) ? before.trimEnd() + after : before + after;
}
