import { ToolError } from "./tool.ts";

/** The error for words that do not say how a task repeats. */
export function notARepeat(text: string, field: string): ToolError {
  return new ToolError(
    `Nothing was done: ${field} ${JSON.stringify(text)} is no recurrence that is understood. Give words such as ` +
      '"every day", "every 2 weeks on monday", "every month on the 15th", or a rule (FREQ=WEEKLY;BYDAY=MO).',
  );
}
