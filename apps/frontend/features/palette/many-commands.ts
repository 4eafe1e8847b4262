import { CalendarDays, CalendarX2, Circle, CircleCheck, Flag, Hash, Trash2, X } from "lucide-react";
import { keyTable } from "../../app/key-table.ts";
import { m } from "../../messages/all-messages.ts";
import { moveToDay, setPriority, type BulkChange } from "../bulk/bulk-change.ts";
import { changeMany } from "../bulk/change-many.ts";
import { toggleMany } from "../bulk/change-selected.ts";
import { openBulkTool, type SelectedNow } from "../bulk/selected-now.ts";
import { dayFromNow, type DueContext } from "../tasks/due-words.ts";
import { priorityOrder } from "../../ui/priority.tsx";
import type { Command } from "./commands.ts";

/** What can be done with all the tasks that are selected, each as one step. */
export function manyCommands(
  { tasks, isTrash, done }: SelectedNow,
  context: DueContext,
): Command[] {
  const change = (what: BulkChange, message: string) => () => {
    changeMany(tasks, what, message);
    done();
  };
  const due = (days: number | null) =>
    change(
      moveToDay(days === null ? null : dayFromNow(days, context), context.timeZone),
      m.bulk.moved,
    );
  const clear = { id: "many-clear", words: m.bulk.clear, icon: X, keys: ["Escape"], run: done };
  if (isTrash) {
    const restore = change({ kind: "restore" }, m.bulk.restored);
    return [{ id: "many-restore", words: m.tasks.restore, icon: CircleCheck, run: restore }, clear];
  }
  const { palette, keyboard } = m;
  const { list } = keyboard.actions;
  const isReopening = tasks.every(({ completed }) => completed);
  return [
    {
      id: "many-toggle",
      words: isReopening ? m.tasks.reopen : m.tasks.complete,
      icon: isReopening ? Circle : CircleCheck,
      keys: keyTable.list.toggle,
      run: () => {
        toggleMany(tasks);
        done();
      },
    },
    {
      id: "many-due",
      words: list.due,
      icon: CalendarDays,
      keys: keyTable.list.due,
      run: () => openBulkTool("due"),
    },
    { id: "many-today", words: palette.dueToday, icon: CalendarDays, run: due(0) },
    { id: "many-tomorrow", words: palette.dueTomorrow, icon: CalendarDays, run: due(1) },
    { id: "many-no-date", words: palette.noDate, icon: CalendarX2, run: due(null) },
    {
      id: "many-priority",
      words: list.priority,
      icon: Flag,
      keys: keyTable.list.priority,
      run: () => openBulkTool("priority"),
    },
    ...priorityOrder.map((priority) => ({
      id: `many-priority-${priority}`,
      words: palette.priority(m.priorities[priority]),
      icon: Flag,
      run: change(setPriority(priority), m.bulk.prioritised),
    })),
    {
      id: "many-tags",
      words: list.tags,
      icon: Hash,
      keys: keyTable.list.tags,
      run: () => openBulkTool("tags"),
    },
    {
      id: "many-delete",
      words: m.tasks.moveToTrash,
      icon: Trash2,
      keys: keyTable.list.delete,
      run: change({ kind: "delete" }, m.tasks.movedToTrash),
    },
    clear,
  ];
}
