import type { Me } from "@pakaura/contract/http";
import { parseQuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import { outbox, taskStore } from "../../app/client.ts";
import { currentLocale } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import { exampleIds, keepExamples } from "./example-ids.ts";
import { toTask } from "../quick-add/quick-add-line.ts";
import { removeTasks, toCreation, type NewTask } from "../tasks/task-actions.ts";
import type { DueContext } from "../tasks/due-words.ts";

/** Adds a few tasks that show what a task can be. */
export function addExamples(context: DueContext, weekStart: Me["week_start"]): void {
  const changes = exampleTasks(context, weekStart).map(toCreation);
  outbox.addAll(changes);
  keepExamples(changes.map(({ taskId }) => taskId));
}

/**
 * Takes the example tasks away, whatever has become of them: those that are here in one step, and those
 * that this page has yet to hear of as soon as it does.
 */
export function removeExamples(): void {
  const left = new Set(exampleIds.get());
  keepExamples([]);
  removeFound(left);
  if (left.size === 0) return;
  const stop = taskStore.subscribe(() => {
    removeFound(left);
    if (left.size === 0) stop();
  });
}

/** Removes the tasks that are here, and takes their ids out of the set. */
function removeFound(ids: Set<string>): void {
  const found = [...ids].flatMap((id) => taskStore.tasks.get(id) ?? []);
  for (const { id } of found) ids.delete(id);
  removeTasks(found.filter((task) => task.deleted_at === null));
}

/** The examples are lines as a person writes them, so that they show what is understood. */
function exampleTasks(context: DueContext, weekStart: Me["week_start"]): NewTask[] {
  const { exampleLines, exampleNotes } = m.firstRun;
  const nothingPicked = { dueDate: null, priority: "none", tags: [] } as const;
  return exampleLines.map((line, index) => ({
    ...toTask(
      parseQuickAdd(line, { ...context, weekStart, locale: currentLocale() }),
      nothingPicked,
    ),
    ...(index === 0 ? { notes: exampleNotes } : {}),
  }));
}
