import type { Task } from "@pakaura/contract/task";
import type { KeyboardEvent } from "react";
import { moveByDays } from "../bulk/bulk-change.ts";
import { changeMany } from "../bulk/change-many.ts";
import type { Choosing } from "../bulk/use-chosen.ts";
import { m } from "../../messages/messages.ts";
import { deleteTask, toggleTask } from "./task-actions.ts";
import type { RowFocus } from "./use-row-focus.ts";

type RowKeys = {
  task: Task;
  index: number;
  lastIndex: number;
  focus: RowFocus;
  choosing: Choosing;
  /** The tasks that are selected, in their order. */
  chosen: () => readonly Task[];
  isTrash: boolean;
  /** Tasks can be moved from day to day. */
  isByDay: boolean;
  timeZone: string;
  onOpen: () => void;
  onEdit: () => void;
};

/** Carries out what a key means on the row that has the focus. What it means nothing to is left to others. */
export function pressRowKey(event: KeyboardEvent, keys: RowKeys): void {
  const action = actionOf(event, keys);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionOf(event: KeyboardEvent, keys: RowKeys): (() => void) | undefined {
  const { key, shiftKey, altKey } = event;
  const { task, index, lastIndex, focus, choosing, isTrash } = keys;
  const down = () => focus.moveTo(index + 1, 1);
  const up = () => focus.moveTo(index - 1, -1);
  if (event.ctrlKey || event.metaKey) return undefined;
  if (altKey) return keys.isByDay ? dayActionOf(key, keys) : undefined;
  if (shiftKey) return extendAction(key, keys, { down, up });
  const moves: Record<string, () => void> = {
    ArrowDown: down,
    j: down,
    ArrowUp: up,
    k: up,
    Home: () => focus.moveTo(0, 1),
    End: () => focus.moveTo(lastIndex, -1),
    Enter: keys.onOpen,
    x: () => choosing.toggle(task.id),
  };
  const changes: Record<string, () => void> = {
    " ": () => complete(keys),
    e: keys.onEdit,
    Delete: () => remove(keys),
    Backspace: () => remove(keys),
  };
  return moves[key] ?? (isTrash ? undefined : changes[key]);
}

function extendAction(
  key: string,
  { task, choosing }: RowKeys,
  { down, up }: { down: () => string | null; up: () => string | null },
): (() => void) | undefined {
  const step = { ArrowDown: down, J: down, ArrowUp: up, K: up }[key];
  if (!step) return undefined;
  return () => {
    const next = step();
    if (next !== null) choosing.extend(next, task.id);
  };
}

function dayActionOf(key: string, keys: RowKeys): (() => void) | undefined {
  const days = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (days === undefined) return undefined;
  return () => {
    const message = days > 0 ? m.bulk.dayLater : m.bulk.dayEarlier;
    changeMany(chosenOr(keys), moveByDays(days, keys.timeZone), message);
    keys.focus.want(keys.task.id);
  };
}

function complete(keys: RowKeys): void {
  const { task, choosing } = keys;
  const chosen = keys.chosen();
  if (chosen.length === 0) return toggleTask(task);
  const isReopening = chosen.every(({ completed }) => completed);
  if (isReopening) changeMany(chosen, { kind: "uncomplete" }, m.bulk.reopened);
  else changeMany(chosen, { kind: "complete" }, m.bulk.completed);
  return choosing.clear();
}

function remove(keys: RowKeys): void {
  const chosen = keys.chosen();
  if (chosen.length === 0) return deleteTask(keys.task);
  changeMany(chosen, { kind: "delete" }, m.tasks.movedToTrash);
  return keys.choosing.clear();
}

function chosenOr({ chosen, task }: RowKeys): readonly Task[] {
  const tasks = chosen();
  return tasks.length > 0 ? tasks : [task];
}
