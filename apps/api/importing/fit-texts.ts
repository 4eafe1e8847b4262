import { limits } from "@pakaura/contract/task";

/** What is no part of a line of text, beside the blanks that it may be broken at. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * A title and notes as they can be kept: the title on one line, what it is too long for at the beginning of
 * the notes, and half characters replaced. `warnings` say what was cut.
 */
export function fitTexts(
  title: string,
  notes = "",
): { title: string; notes: string; warnings: string[] } {
  const line = title.toWellFormed().replaceAll(/\s+/gu, " ").replaceAll(controls, " ").trim();
  const short = cut(line, limits.titleLength);
  const rest = line.slice(short.length).trim();
  const all = [rest, notes.toWellFormed().replaceAll("\0", "")]
    .filter((text) => text !== "")
    .join("\n\n");
  const kept = cut(all, limits.notesLength);
  const warnings: string[] = [];
  if (rest !== "")
    warnings.push(
      `Its title is longer than ${limits.titleLength} characters: the rest is in the notes.`,
    );
  if (kept.length < all.length)
    warnings.push(
      `Its notes are longer than ${limits.notesLength} characters: the last ${all.length - kept.length} are left out.`,
    );
  return { title: short.trim(), notes: kept, warnings };
}

/** The first characters of a text, none of them in half. */
function cut(text: string, length: number): string {
  const part = text.slice(0, length);
  return part.isWellFormed() ? part : part.slice(0, -1);
}
