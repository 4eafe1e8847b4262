import type { Operation } from "../tasks/operation.ts";

/** The ids of reminders whose answers are on their way: the server still tells of them as if they were open. */
export function answeredReminders(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap((one) =>
      one.kind === "snooze-reminder" || one.kind === "dismiss-reminder" ? one.reminderId : [],
    ),
  );
}
