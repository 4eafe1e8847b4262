import type { Task } from "@pakaura/contract/task";
import type { AssistantEntry, World } from "@pakaura/domain/assistant/world";
import { entrySentence } from "@pakaura/domain/entry-sentence";
import type { LogWords } from "@pakaura/domain/log-words";
import type { Fired } from "../reminders/fired-reminders.ts";

/** What this browser knows: its tasks, and the reminders that it shows. The log is on the server. */
export function worldHere(known: Iterable<Task>, fired: readonly Fired[], words: LogWords): World {
  const all = [...known];
  const { tasks = [], trash = [] } = Object.groupBy(all, ({ deleted_at: deletedAt }) =>
    deletedAt === null ? "tasks" : "trash",
  );
  return {
    tasks,
    trash,
    reminders: fired.map(({ reminderId, taskId }) => ({
      id: reminderId,
      task_id: taskId,
      state: "fired",
    })),
    entries: all
      .flatMap((task) => entriesOf(task, words))
      .toSorted((left, right) => right.time.localeCompare(left.time)),
    // How a reminder was before is known on the server alone.
    isSnoozeFinal: true,
  };
}

/** What a task tells of itself. None of it is by the person: to take the newest change back, the log is needed. */
function entriesOf(task: Task, words: LogWords): AssistantEntry[] {
  const { id, title } = task;
  const times = {
    "task.created": task.created_at,
    "task.completed": task.completed_at,
    "task.deleted": task.deleted_at,
  };
  return Object.entries(times).flatMap(([action, time]): AssistantEntry[] => {
    if (time === null) return [];
    const told = { action, actor: "system", task_title: title, changes: {} } as const;
    const sentence = entrySentence(told, words) ?? title;
    return [{ ...told, id: `${action} ${id}`, time, task_id: id, sentence }];
  });
}
