import type { Task } from "@pakaura/contract/task";
import {
  Bell,
  CalendarDays,
  Circle,
  CircleCheck,
  Flag,
  Hash,
  RotateCcw,
  Trash2,
  X,
} from "lucide-react";
import { useEffect, type ReactElement, type ReactNode } from "react";
import { useStore } from "../../lib/store.ts";
import { m } from "../../messages/all-messages.ts";
import { ChoiceMenu, Popup } from "../../ui/popup.tsx";
import { PriorityIcon, priorityOrder } from "../../ui/priority.tsx";
import { chosenLead, leadOptions, leads } from "../reminders/lead-words.ts";
import type { DueContext } from "../tasks/due-words.ts";
import { TagInput } from "../tasks/tag-input.tsx";
import {
  changeTag,
  commonTags,
  moveTo,
  setLead,
  setPriority,
  type BulkChange,
} from "./bulk-change.ts";
import { changeMany } from "./change-many.ts";
import { toggleMany } from "./change-selected.ts";
import { DateForMany } from "./date-for-many.tsx";
import { openTool, type BulkTool } from "./selected-now.ts";

type BulkBarProps = {
  tasks: readonly Task[];
  context: DueContext;
  isTrash: boolean;
  onClear: () => void;
};

/** What can be done to the selected tasks, at the foot of their list. */
export function BulkBar({ tasks, context, isTrash, onClear }: BulkBarProps) {
  const isReopening = tasks.every((task) => task.completed);
  const tool = useStore(openTool);
  useEffect(() => () => openTool.set(null), []);

  const opening = (own: BulkTool) => ({
    isOpen: tool === own,
    onOpenChange: (isOpen: boolean) => openTool.set(isOpen ? own : null),
  });

  function change(what: BulkChange, message: string): void {
    changeMany(tasks, what, message);
    onClear();
  }

  return (
    <div
      role="toolbar"
      data-bulk-bar
      aria-label={m.bulk.toolbar(tasks.length)}
      className="rise absolute inset-x-0 bottom-3 z-30 mx-auto flex w-max max-w-[calc(100%-1rem)] items-center overflow-x-auto gap-0.5 rounded-2xl border border-line bg-surface p-1.5 shadow-popup"
    >
      <span
        role="status"
        className="ps-2.5 pe-1.5 text-sm font-medium whitespace-nowrap tabular-nums"
      >
        {tasks.length}
        <span className="max-sm:sr-only"> {m.bulk.selected}</span>
      </span>
      {isTrash ? (
        <Tool
          icon={<RotateCcw size={16} aria-hidden />}
          label={m.tasks.restore}
          onClick={() => change({ kind: "restore" }, m.bulk.restored)}
        />
      ) : (
        <>
          <Tool
            icon={
              isReopening ? <Circle size={16} aria-hidden /> : <CircleCheck size={16} aria-hidden />
            }
            label={isReopening ? m.tasks.reopen : m.tasks.complete}
            onClick={() => {
              toggleMany(tasks);
              onClear();
            }}
          />
          <DateForMany
            {...opening("due")}
            tasks={tasks}
            context={context}
            trigger={
              <ToolButton icon={<CalendarDays size={16} aria-hidden />} label={m.bulk.date} />
            }
            onPick={(dueDate) => change(moveTo(dueDate, context.timeZone), m.bulk.moved)}
          />
          <ChoiceMenu
            open={tool === "priority"}
            onOpenChange={opening("priority").onOpenChange}
            trigger={<ToolButton icon={<Flag size={16} aria-hidden />} label={m.tasks.priority} />}
            value={sharedBy(tasks, (task) => task.priority)}
            options={priorityOrder.map((value) => ({
              value,
              label: m.priorities[value],
              icon: <PriorityIcon priority={value} />,
            }))}
            onChoose={(value) => {
              const priority = priorityOrder.find((one) => one === value);
              if (priority) change(setPriority(priority), m.bulk.prioritised);
            }}
          />
          <TagTool {...opening("tags")} tasks={tasks} />
          <ChoiceMenu
            open={tool === "reminder"}
            onOpenChange={opening("reminder").onOpenChange}
            trigger={
              <ToolButton icon={<Bell size={16} aria-hidden />} label={m.reminders.reminder} />
            }
            value={sharedBy(tasks, (task) => String(task.reminder_lead_minutes))}
            options={leadOptions([null, ...leads])}
            onChoose={(value) => {
              const lead = chosenLead(value);
              change(setLead(lead), lead === null ? m.bulk.notReminded : m.bulk.reminded);
            }}
          />
          <Tool
            icon={<Trash2 size={16} aria-hidden />}
            label={m.bulk.delete}
            onClick={() => change({ kind: "delete" }, m.tasks.movedToTrash)}
          />
        </>
      )}
      <button
        type="button"
        aria-label={m.bulk.clear}
        title={m.bulk.clear}
        onClick={onClear}
        className="flex size-9 shrink-0 items-center justify-center rounded-lg text-ink-soft hover:bg-hover pointer-coarse:size-11"
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}

/** What all of the tasks have, or nothing. */
function sharedBy(tasks: readonly Task[], valueOf: (task: Task) => string): string {
  const [first = "", ...others] = new Set(tasks.map(valueOf));
  return others.length === 0 ? first : "";
}

type TagToolProps = {
  tasks: readonly Task[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

function TagTool({ tasks, isOpen, onOpenChange }: TagToolProps) {
  const tags = commonTags(tasks);
  return (
    <Popup
      open={isOpen}
      onOpenChange={onOpenChange}
      label={m.tags.tags}
      trigger={<ToolButton icon={<Hash size={16} aria-hidden />} label={m.bulk.tag} />}
    >
      <div className="w-72 p-4">
        <TagInput
          isInWindow
          tags={tags}
          onChange={(next) => {
            for (const tag of next.filter((one) => !tags.includes(one))) {
              changeMany(tasks, changeTag(tag, true), m.bulk.tagged(tag));
            }
            for (const tag of tags.filter((one) => !next.includes(one))) {
              changeMany(tasks, changeTag(tag, false), m.bulk.untagged(tag));
            }
          }}
        />
      </div>
    </Popup>
  );
}

type ToolProps = { icon: ReactElement; label: string; onClick: () => void };

function Tool({ icon, label, onClick }: ToolProps) {
  return <ToolButton icon={icon} label={label} onClick={onClick} />;
}

type ToolButtonProps = React.ComponentProps<"button"> & { icon: ReactNode; label: string };

function ToolButton({ icon, label, ...rest }: ToolButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      className="flex h-9 min-w-9 shrink-0 items-center justify-center gap-1.5 rounded-lg px-2.5 text-sm text-ink-soft transition-colors duration-(--quick) hover:bg-hover hover:text-ink pointer-coarse:h-11 pointer-coarse:min-w-11"
    >
      {icon}
      <span className="max-sm:sr-only">{label}</span>
    </button>
  );
}
