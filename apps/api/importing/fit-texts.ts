import { limits } from "@pakaura/contract/task";
import type { ImportWarning } from "./imported-task.ts";

/** What is no part of a line of text, beside the blanks that it may be broken at. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * A title and notes as they can be kept: the title on one line, what it is too long for at the beginning of
 * the notes, and half characters replaced. `warnings` say what was cut.
 */
export function fitTexts(
  title: string,
  notes = "",
): { title: string; notes: string; warnings: ImportWarning[] } {
  const line = title.toWellFormed().replaceAll(/\s+/gu, " ").replaceAll(controls, " ").trim();
  const short = cut(line, limits.titleLength);
  const rest = line.slice(short.length).trim();
  const all = [rest, notes.toWellFormed().replaceAll("\0", "")]
    .filter((text) => text !== "")
    .join("\n\n");
  const kept = cut(all, limits.notesLength);
  const warnings: ImportWarning[] = [];
  if (rest !== "") {
    const message = `Its title is longer than ${limits.titleLength} characters: the rest is in the notes.`;
    warnings.push({ message, code: "title_cut", field: "title", value: String(line.length) });
  }
  if (kept.length < all.length) {
    const value = String(all.length - kept.length);
    const message = `Its notes are longer than ${limits.notesLength} characters: the last ${value} are left out.`;
    warnings.push({ message, code: "notes_cut", field: "notes", value });
  }
  return { title: short.trim(), notes: kept, warnings };
}

/** The first characters of a text, none of them in half. */
function cut(text: string, length: number): string {
  const part = text.slice(0, length);
  return part.isWellFormed() ? part : part.slice(0, -1);
}
