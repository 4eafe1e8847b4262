import type { Priority } from "@pakaura/contract/task";
import { normaliseTag } from "../tags.ts";
import type { Cursor } from "./cursor.ts";
import type { Certainty } from "./phrase.ts";

export type Mark = Certainty & { priority: Priority };

const numbered: Record<string, Priority> = { 1: "urgent", 2: "high", 3: "medium", 4: "low" };

/** Priorities: "!high", "!!", "p1" to "p4", "with high priority". "!!" is high and "!!!" is urgent. */
export function readPriority(cursor: Cursor): Mark | null {
  return cursor.longest([readMarks, readLetter, readWords]);
}

function readMarks(cursor: Cursor): Mark | null {
  return cursor.attempt(() => {
    if (!cursor.sign("!")) return null;
    const level = cursor.peek()?.isGlued ? cursor.take(cursor.words.priorities) : undefined;
    if (level) return { priority: level };
    const digit = cursor.gluedDigits(1, 1);
    if (digit !== null) return levelOf(digit);
    let marks = 1;
    while (marks < 4 && cursor.gluedSign("!")) marks += 1;
    if (marks === 1 || marks === 4) return null;
    return { priority: marks === 2 ? ("high" as const) : ("urgent" as const) };
  });
}

function levelOf(digit: string): Mark | null {
  const priority = numbered[digit];
  return priority ? { priority } : null;
}

/** "P1" is as often a name, as in "the P1 incident", and "p2 of" is a page. */
function readLetter(cursor: Cursor): Mark | null {
  // Read once, in the language of the line.
  if (cursor.words.isBeside) return null;
  return cursor.attempt(() => {
    const isCapital = cursor.peek()?.isCapital === true;
    if (!cursor.sign("p")) return null;
    const mark = levelOf(cursor.gluedDigits(1, 1) ?? "");
    if (mark === null || cursor.sees(cursor.words.of)) return null;
    return isCapital ? { ...mark, caution: "edge" as const } : mark;
  });
}

/** "High priority", "priority: low", "mit hoher Priorität". */
function readWords(cursor: Cursor): Mark | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.with);
    const isFirst = cursor.has(words.priorityWord);
    if (isFirst) cursor.sign(":");
    const priority = cursor.take(words.priorities);
    if (priority === undefined) return null;
    if (isFirst) return { priority };
    cursor.sign("-");
    return cursor.has(words.priorityWord) ? { priority } : null;
  });
}

/** Longer than any tag is, so that what is cut there is none. */
const tag = /#(?<tag>[\p{L}\p{N}\p{M}-]{1,99})(?=$|[\s.,;:!?)\]}])/uy;

/** A tag: "#home". A `#` before a number is a number: "flat #4". */
export function readTag(text: string, start: number): { tag: string; end: number } | null {
  tag.lastIndex = start;
  const match = tag.exec(text);
  const name = match?.groups?.["tag"];
  if (!match || name === undefined || /^\p{N}+$/u.test(name)) return null;
  const normal = normaliseTag(name);
  return normal === null ? null : { tag: normal, end: start + match[0].length };
}
