import type { Findings } from "./icalendar-findings.ts";
import { type Moment, readMoment, type MomentContext } from "./icalendar-moment.ts";
import { firstOf, type Todo } from "./icalendar-todo.ts";

type Status = { isDone: boolean; completedAt: string | null };

/**
 * Whether a task is done, and since when. STATUS decides (RFC 5545 section 3.8.1.11): a task that was opened
 * again may still have the time at which it was done. Without it a time, or all of 100 per cent, says so.
 */
export function readStatus(
  todo: Todo,
  completed: Moment | null,
  context: MomentContext & { now: number; findings: Findings },
): Status {
  const { findings } = context;
  const status = firstOf(todo, "STATUS");
  const word = status?.value.trim().toUpperCase() ?? "";
  const share = shareOf(todo, findings);
  const time = firstOf(todo, "COMPLETED");
  switch (word) {
    case "COMPLETED":
      break;
    case "NEEDS-ACTION":
      if (time !== undefined && completed !== null)
        findings.keptInNotes(time, "Was completed", completed.dueDate);
      return open(share, todo, findings);
    case "IN-PROCESS":
    case "CANCELLED":
      if (status !== undefined)
        findings.keptInNotes(status, "Status", word === "CANCELLED" ? "cancelled" : "in process");
      return open(share, todo, findings);
    default:
      if (status !== undefined) findings.notUnderstood(status, "is no status of a task");
      if (time === undefined && share !== 100) return open(share, todo, findings);
  }
  const changed = firstOf(todo, "LAST-MODIFIED");
  const read = completed === null && changed !== undefined ? readMoment(changed, context) : null;
  const since = completed ?? (read !== null && "moment" in read ? read.moment : null);
  const epochMs = Math.min(since?.epochMs ?? context.now, context.now);
  return { isDone: true, completedAt: new Date(epochMs).toISOString() };
}

function open(share: number | null, todo: Todo, findings: Findings): Status {
  const property = firstOf(todo, "PERCENT-COMPLETE");
  if (property !== undefined && share !== null && share > 0)
    findings.keptInNotes(property, "Done so far", `${share} %`);
  return { isDone: false, completedAt: null };
}

function shareOf(todo: Todo, findings: Findings): number | null {
  const property = firstOf(todo, "PERCENT-COMPLETE");
  if (property === undefined) return null;
  const share = Number(property.value.trim().replace(/%$/u, ""));
  if (share >= 0 && share <= 100) return share;
  findings.notUnderstood(property, "is no number from 0 to 100");
  return null;
}
