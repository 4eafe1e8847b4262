import type { ActivityRow } from "../activity/activity-row.ts";
import type { Change } from "../tasks/change.ts";

/** What the log will tell of some changes, as far as taking them back needs it: the log is written a moment later. */
export function stepOf(changes: readonly Change[]): ActivityRow[] {
  return changes.map(({ type, task, changedFields }, index) => ({
    id: task.id,
    time: new Date(0),
    action: type,
    actor: "user",
    actor_detail: "assistant",
    task_id: task.id,
    task_title: task.title,
    changes: changedFields,
    sentence: "",
    event_id: task.id,
    sequence: index,
    correlation_id: "",
  }));
}
