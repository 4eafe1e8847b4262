import type { Caller } from "../caller.ts";
import { readBound } from "../reading/read-past.ts";
import { ToolError } from "./tool.ts";

/** A bound of a range of dates as the API takes it. Throws `ToolError` for what is no date. */
export function boundOf(
  text: string | undefined,
  field: string,
  { me, now }: Caller,
): string | undefined {
  if (text === undefined) return undefined;
  const bound = readBound(text, { me, now: now() });
  if (bound === null) throw notADate(text, field);
  return bound;
}

/** The error for words that no date was found in. */
export function notADate(text: string, field: string): ToolError {
  return new ToolError(
    `Nothing was done: ${field} ${JSON.stringify(text)} is no date that is understood. ` +
      'Give 2026-12-04, 2026-12-04T17:00+01:00, or words such as "tomorrow", "next friday 5pm", "in 3 days".',
  );
}
