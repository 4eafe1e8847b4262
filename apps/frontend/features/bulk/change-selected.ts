import type { Task } from "@pakaura/contract/task";
import type { KeyAction } from "../../app/key-table.ts";
import { m } from "../../messages/messages.ts";
import { changeMany } from "./change-many.ts";
import { openBulkTool, type SelectedNow } from "./selected-now.ts";

/** Completes tasks, or reopens them when all are completed already. */
export function toggleMany(tasks: readonly Task[]): void {
  const isReopening = tasks.every(({ completed }) => completed);
  if (isReopening) changeMany(tasks, { kind: "uncomplete" }, m.bulk.reopened);
  else changeMany(tasks, { kind: "complete" }, m.bulk.completed);
}

/** What the keys of a list do with all that is selected. */
export function keysOfSelected({
  tasks,
  isTrash,
  done,
}: SelectedNow): Partial<Record<KeyAction<"list">, () => void>> {
  if (isTrash) return {};
  return {
    toggle: () => {
      toggleMany(tasks);
      done();
    },
    due: () => openBulkTool("due"),
    priority: () => openBulkTool("priority"),
    tags: () => openBulkTool("tags"),
    reminder: () => openBulkTool("reminder"),
    delete: () => {
      changeMany(tasks, { kind: "delete" }, m.tasks.movedToTrash);
      done();
    },
  };
}
