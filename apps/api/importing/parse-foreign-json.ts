import { isTooDeep } from "@pakaura/service/json-depth";
import { brokenJson, unreadable } from "./unreadable.ts";

/** Deeper than the export of any program: what has to be looked at again in its depth would end nowhere. */
const maxDepth = 200;

/**
 * The value of JSON, or of objects that stand one a line, as Taskwarrior writes them. Throws `invalid_json` for a text
 * that is none, `validation_failed` for one that is deeper than any export.
 */
export function parseForeignJson(text: string): unknown {
  if (isTooDeep(text, maxDepth))
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
