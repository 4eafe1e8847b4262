import { brokenJson, unreadable } from "./unreadable.ts";

/** Deeper than the export of any program: what has to be looked at again in its depth would end nowhere. */
const maxDepth = 200;
const sign = /[[\]{}"]/gu;
/** A sign in a string that ends it, or that takes the next one with it. */
const signInString = /["\\]/gu;

/**
 * The value of JSON, or of objects that stand one a line, as Taskwarrior writes them. Throws `invalid_json` for a text
 * that is none, `validation_failed` for one that is deeper than any export.
 */
export function parseForeignJson(text: string): unknown {
  if (isTooDeep(text))
    throw unreadable({
      reason: "json_too_deep",
      message: `This JSON is nested deeper than ${maxDepth} levels, as no export is.`,
    });
  try {
    return JSON.parse(text);
  } catch {
    const lines = objectsByLine(text);
    if (lines === null) throw brokenJson(text);
    return lines;
  }
}

/** Counts brackets outside strings, and stops at the first that is too deep. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  sign.lastIndex = 0;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    if (found[0] === '"') sign.lastIndex = afterString(text, found.index + 1);
    else depth += found[0] === "{" || found[0] === "[" ? 1 : -1;
    if (depth > maxDepth) return true;
  }
  return false;
}

function afterString(text: string, from: number): number {
  signInString.lastIndex = from;
  for (let found = signInString.exec(text); found !== null; found = signInString.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    signInString.lastIndex = found.index + 2;
  }
  return text.length;
}

/** Objects that stand one a line, with or without a comma behind each; null where a line is none. */
function objectsByLine(text: string): unknown[] | null {
  const lines = text.split(/\r\n|\r|\n/u).filter((line) => !/^[\s[\]]*$/u.test(line));
  if (lines.length === 0 || !lines.every((line) => /^\s*\{.*\},?\s*$/u.test(line))) return null;
  try {
    return lines.map((line): unknown => JSON.parse(line.trim().replace(/,$/u, "")));
  } catch {
    return null;
  }
}
