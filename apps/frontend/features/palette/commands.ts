import {
  ArrowRight,
  Bell,
  Circle,
  CircleCheck,
  CalendarDays,
  CalendarX2,
  Hash,
  Keyboard,
  MessageCircle,
  type LucideIcon,
  Moon,
  Plus,
  Search,
  Sun,
  SunMoon,
  Trash2,
  Undo2,
  Flag,
  PanelRight,
} from "lucide-react";
import type { Task } from "@pakaura/contract/task";
import type { KeyAction } from "../../app/key-table.ts";
import { keyTable } from "../../app/key-table.ts";
import { appearances, chooseAppearance } from "../../lib/appearance.ts";
import { priorityOrder } from "../../ui/priority.tsx";
import { m } from "../../messages/all-messages.ts";
import { dayFromNow, dueTime, toDueDate, type DueContext } from "../tasks/due-words.ts";
import { deleteSeries, deleteTask, toggleTask, updateTask } from "../tasks/task-actions.ts";
import type { TaskPart } from "../tasks/wanted-part.ts";
import type { Findable } from "./rank.ts";

/** Something that the palette does. */
export type Command = Findable & {
  icon: LucideIcon;
  keys?: readonly string[];
  run: () => void;
};

type Actions = Record<KeyAction<"everywhere">, () => void>;

const icons: Partial<Record<KeyAction<"everywhere">, LucideIcon>> = {
  add: Plus,
  assistant: MessageCircle,
  undo: Undo2,
  search: Search,
  help: Keyboard,
};

/** What can be done from anywhere: all that has a key, and the themes. */
export function pageCommands(actions: Actions): Command[] {
  const ids = Object.keys(keyTable.everywhere) as KeyAction<"everywhere">[];
  const themeIcons = { system: SunMoon, light: Sun, dark: Moon };
  return [
    ...ids
      .filter((id) => id !== "palette")
      .map((id) => ({
        id,
        words: m.keyboard.actions.everywhere[id],
        icon: icons[id] ?? ArrowRight,
        keys: keyTable.everywhere[id],
        run: actions[id],
      })),
    ...appearances.theme.map((theme) => ({
      id: `theme-${theme}`,
      words: m.palette.theme(m.settings.appearance.themes[theme]),
      icon: themeIcons[theme],
      run: () => chooseAppearance("theme", theme),
    })),
  ];
}

/** A command for each tag: its view. */
export function tagCommands(names: readonly string[], go: (path: string) => void): Command[] {
  return names.map((name) => ({
    id: `tag-${name}`,
    words: `#${name}`,
    icon: Hash,
    run: () => go(`/tags/${encodeURIComponent(name)}`),
  }));
}

const partIcons = { due: CalendarDays, priority: Flag, tags: Hash, reminder: Bell };

/** What can be done with the task that the focus is on, or that is open. */
export function taskCommands(
  task: Task,
  context: DueContext,
  { open, openPart }: { open: () => void; openPart: (part: TaskPart) => void },
): Command[] {
  if (task.deleted_at !== null) return [];
  const time = task.due_date === null ? null : dueTime(task.due_date, context.timeZone);
  const due = (days: number): void =>
    updateTask(task, {
      due_date: toDueDate(dayFromNow(days, context), time, context.timeZone),
    });
  const { palette, keyboard } = m;
  return [
    {
      id: "task-toggle",
      words: task.completed ? m.tasks.reopen : m.tasks.complete,
      icon: task.completed ? Circle : CircleCheck,
      keys: keyTable.list.toggle,
      run: () => toggleTask(task),
    },
    {
      id: "task-open",
      words: keyboard.actions.list.open,
      icon: PanelRight,
      keys: keyTable.list.open,
      run: open,
    },
    ...(["due", "priority", "tags", "reminder"] as const).map((part) => ({
      id: `task-${part}`,
      words: keyboard.actions.list[part],
      icon: partIcons[part],
      keys: keyTable.list[part],
      run: () => openPart(part),
    })),
    { id: "task-today", words: palette.dueToday, icon: CalendarDays, run: () => due(0) },
    { id: "task-tomorrow", words: palette.dueTomorrow, icon: CalendarDays, run: () => due(1) },
    {
      id: "task-no-date",
      words: palette.noDate,
      icon: CalendarX2,
      run: () => updateTask(task, { due_date: null }),
    },
    ...priorityOrder
      .filter((priority) => priority !== task.priority)
      .map((priority) => ({
        id: `task-priority-${priority}`,
        words: palette.priority(m.priorities[priority]),
        icon: Flag,
        run: () => updateTask(task, { priority }),
      })),
    {
      id: "task-delete",
      words: m.tasks.moveToTrash,
      icon: Trash2,
      keys: keyTable.list.delete,
      run: () => deleteTask(task),
    },
    ...(task.recurrence?.active
      ? [
          {
            id: "task-delete-series",
            words: m.tasks.deleteSeries(1),
            icon: Trash2,
            run: () => deleteSeries(task),
          },
        ]
      : []),
  ];
}
