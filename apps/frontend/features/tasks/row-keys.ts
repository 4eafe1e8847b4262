import type { Task } from "@pakaura/contract/task";
import type { KeyboardEvent } from "react";
import { isSecondKey } from "../../app/hotkeys.ts";
import { createKeyReader, type KeyAction } from "../../app/key-table.ts";
import { moveByDays } from "../bulk/bulk-change.ts";
import { changeMany } from "../bulk/change-many.ts";
import { keysOfSelected } from "../bulk/change-selected.ts";
import type { SelectedNow } from "../bulk/selected-now.ts";
import type { Choosing } from "../bulk/use-chosen.ts";
import { m } from "../../messages/messages.ts";
import { openTaskPart } from "./open-task.ts";
import { deleteTask, toggleTask } from "./task-actions.ts";
import type { RowFocus } from "./use-row-focus.ts";

type RowKeys = {
  task: Task;
  index: number;
  lastIndex: number;
  focus: RowFocus;
  choosing: Choosing;
  selected: SelectedNow | null;
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

const readKey = createKeyReader("list");

function actionOf(event: KeyboardEvent, keys: RowKeys): (() => void) | undefined {
  if (isSecondKey(event)) return undefined;
  const wanted = readKey(event, event.timeStamp);
  if (wanted === null || wanted === "begun") return undefined;
  const { index, lastIndex, focus, choosing, task } = keys;
  const down = () => focus.moveTo(index + 1, 1);
  const up = () => focus.moveTo(index - 1, -1);
  const moves: Partial<Record<typeof wanted, () => void>> = {
    next: down,
    previous: up,
    first: () => focus.moveTo(0, 1),
    last: () => focus.moveTo(lastIndex, -1),
    open: keys.onOpen,
    select: () => choosing.toggle(task.id),
    selectNext: () => extend(keys, down),
    selectPrevious: () => extend(keys, up),
  };
  return moves[wanted] ?? (keys.isTrash ? undefined : changesOf(keys)[wanted]);
}

/** What changes the task, or those that are selected; nothing of it can be done in the trash. */
function changesOf(keys: RowKeys): Partial<Record<KeyAction<"list">, () => void>> {
  const { task, selected } = keys;
  return {
    toggle: () => toggleTask(task),
    edit: keys.onEdit,
    due: () => openTaskPart(task.id, "due"),
    priority: () => openTaskPart(task.id, "priority"),
    tags: () => openTaskPart(task.id, "tags"),
    reminder: () => openTaskPart(task.id, "reminder"),
    delete: () => deleteTask(task),
    ...(keys.isByDay
      ? { dayLater: () => moveDays(keys, 1), dayEarlier: () => moveDays(keys, -1) }
      : {}),
    ...(selected ? keysOfSelected(selected) : {}),
  };
}

function extend({ choosing, task }: RowKeys, step: () => string | null): void {
  const next = step();
  if (next !== null) choosing.extend(next, task.id);
}

function moveDays({ task, selected, timeZone, focus }: RowKeys, days: 1 | -1): void {
  const message = days > 0 ? m.bulk.dayLater : m.bulk.dayEarlier;
  changeMany(selected?.tasks ?? [task], moveByDays(days, timeZone), message);
  focus.want(task.id);
}
