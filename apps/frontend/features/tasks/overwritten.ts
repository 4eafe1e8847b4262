import type { StreamEvent } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";
import { bodyBefore } from "./body-before.ts";
import { updateFields, valueOf, type UpdateField } from "./field-values.ts";
import type { Conflict } from "./merge-update.ts";

/**
 * How long what was written here is watched over, in milliseconds between two events. Whoever changes it after
 * that has had the time to see it.
 */
const watchedMs = 5 * 60_000;
/** So many tasks are watched over at once. */
const mostWatched = 200;

type Written = { task: Task; at: number; fields: ReadonlySet<UpdateField> };

/** Finds what was written in this browser and is replaced by somebody else who may not have seen it. */
export type OverwrittenWatch = (events: readonly StreamEvent[]) => readonly Conflict[];

/** Watches the user's stream; `isOwn` tells whether a correlation id is of a request of this browser. */
export function watchOverwritten(isOwn: (correlationId: string) => boolean): OverwrittenWatch {
  const written = new Map<string, Written>();

  function remember(task: Task, at: number, fields: readonly UpdateField[]): void {
    const before = written.get(task.id)?.fields ?? new Set();
    written.delete(task.id);
    written.set(task.id, { task, at, fields: before.union(new Set(fields)) });
    const [oldest] = written.keys();
    if (written.size > mostWatched && oldest !== undefined) written.delete(oldest);
  }

  function meet(task: Task, at: number, fields: readonly UpdateField[]): Conflict[] {
    const own = written.get(task.id);
    if (!own || at - own.at > watchedMs) return [];
    const replaced = fields.filter(
      (field) => own.fields.has(field) && valueOf(own.task, field) !== valueOf(task, field),
    );
    written.set(task.id, { ...own, fields: own.fields.difference(new Set(replaced)) });
    return replaced.map((field) => ({
      taskId: task.id,
      title: task.title,
      field,
      kept: "elsewhere",
      lost: bodyBefore(own.task, { [field]: task[field] }),
    }));
  }

  return (events) =>
    events.flatMap((event) => {
      if (event.type !== "task.updated" || event.data.payload.actor !== "user") return [];
      const { task, changed_fields: changed } = event.data.payload;
      const fields = updateFields.filter((field) => field in changed);
      const at = Date.parse(event.time);
      if (!isOwn(event.data.correlation_id)) return meet(task, at, fields);
      remember(task, at, fields);
      return [];
    });
}
