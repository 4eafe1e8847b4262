import type { Task } from "@pakaura/contract/task";
import { Repeat, RotateCcw, Text } from "lucide-react";
import { isAllDay, isOverdue, toDueAt } from "@pakaura/domain/due-date";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { PriorityIcon } from "../../ui/priority.tsx";
import { CheckCircle } from "./check-circle.tsx";
import { dueDay, dueWords, dayFromNow, timeWords, type DueContext } from "./due-words.ts";
import { toggleTask, updateTask } from "./task-actions.ts";
import { m } from "../../messages/messages.ts";

type TaskRowProps = {
  place: { ref: (node: HTMLElement | null) => void; "data-index": number; style: object };
  task: Task;
  context: DueContext;
  isUnderDay: boolean;
  isTrash: boolean;
  isOpen: boolean;
  isEditing: boolean;
  isTabStop: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: () => void;
  onEdit: (isEditing: boolean) => void;
  onRestore: () => void;
};

/** One task of a list. A click opens it; another one on its title edits that in place. */
export function TaskRow(props: TaskRowProps) {
  const { place, task, context, isUnderDay, isTrash, isOpen, isEditing, isTabStop } = props;
  const { onFocus, onKeyDown, onOpen, onEdit, onRestore } = props;
  return (
    <div {...place} role="presentation" className="absolute inset-x-1 top-0 sm:inset-x-6">
      <div
        data-task={task.id}
        role="row"
        aria-label={task.title}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const isTitle = event.target instanceof HTMLElement && "title" in event.target.dataset;
          if (isOpen && isTitle && !isTrash) onEdit(true);
          else if (!isEditing) onOpen();
        }}
        className={`group bleed-focus relative flex min-h-(--row-touch) cursor-default items-center gap-3 rounded-lg px-3 py-1 sm:min-h-(--row) ${
          isOpen ? "bg-accent-soft" : "hover:bg-hover"
        } after:absolute after:inset-x-3 after:-bottom-px after:h-px after:bg-line/70`}
      >
        {!isTrash && (
          <span role="gridcell" className="flex">
            <CheckCircle
              checked={task.completed}
              priority={task.priority}
              isTabStop={false}
              label={(task.completed ? m.tasks.reopenTask : m.tasks.completeTask)(task.title)}
              onToggle={() => toggleTask(task)}
            />
          </span>
        )}
        <div
          role="gridcell"
          className="flex min-w-0 grow flex-col gap-x-4 gap-y-0.5 sm:flex-row sm:items-center"
        >
          {isEditing ? (
            <TitleInput task={task} onDone={() => onEdit(false)} />
          ) : (
            <span
              data-title
              className={`min-w-0 grow truncate transition-colors duration-(--calm) ${
                task.completed ? "text-ink-faint line-through decoration-line-strong" : ""
              }`}
            >
              {task.title}
            </span>
          )}
          <TaskFacts task={task} context={context} isUnderDay={isUnderDay} />
        </div>
        {isTrash && (
          <span role="gridcell">
            <Button
              onClick={(event) => {
                event.stopPropagation();
                onRestore();
              }}
            >
              <RotateCcw size={14} aria-hidden />
              {m.tasks.restore}
              <span className="sr-only"> {task.title}</span>
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}

type TaskFactsProps = { task: Task; context: DueContext; isUnderDay: boolean };

function TaskFacts({ task, context, isUnderDay }: TaskFactsProps) {
  const hasDue = task.due_date !== null && !(isUnderDay && isAllDay(task.due_date));
  const hasFacts =
    hasDue ||
    task.tags.length > 0 ||
    task.notes !== "" ||
    task.priority !== "none" ||
    task.recurrence;
  if (!hasFacts) return null;
  return (
    <span className="flex min-w-0 shrink-0 items-center gap-3 text-sm text-ink-faint sm:max-w-[55%]">
      {task.notes !== "" && (
        <Fact label={m.tasks.hasNotes}>
          <Text size={14} aria-hidden />
        </Fact>
      )}
      {task.tags.length > 0 && (
        <span className="flex min-w-0 gap-2 overflow-hidden max-sm:order-last">
          {task.tags.slice(0, 3).map((tag) => (
            <span key={tag} className="truncate">
              #{tag}
            </span>
          ))}
          {task.tags.length > 3 && <span className="shrink-0">+{task.tags.length - 3}</span>}
        </span>
      )}
      {task.recurrence?.active && (
        <Fact label={m.tasks.repeats}>
          <Repeat size={13} aria-hidden />
        </Fact>
      )}
      {hasDue && task.due_date !== null && (
        <DueText
          dueDate={task.due_date}
          completed={task.completed}
          context={context}
          isTimeOnly={isUnderDay}
        />
      )}
      {task.priority !== "none" && (
        <Fact label={m.tasks.priorityIs(m.priorities[task.priority])}>
          <PriorityIcon priority={task.priority} size={14} />
        </Fact>
      )}
    </span>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span title={label} className="shrink-0">
      {children}
      <span className="sr-only">{label}</span>
    </span>
  );
}

type DueTextProps = {
  dueDate: string;
  completed: boolean;
  context: DueContext;
  isTimeOnly?: boolean;
};

/** A due date in the colour of its urgency; "overdue" is also said. */
export function DueText({ dueDate, completed, context, isTimeOnly = false }: DueTextProps) {
  const dueAt = toDueAt(dueDate, context.timeZone);
  const isLate = isOverdue({ dueAt, completed }, context.now);
  const isToday = !completed && dueDay(dueDate, context.timeZone) === dayFromNow(0, context);
  const colour = isLate ? "text-danger" : isToday ? "text-today" : "";
  return (
    <time dateTime={dueDate} className={`shrink-0 whitespace-nowrap tabular-nums ${colour}`}>
      {isLate && <span className="sr-only">{m.dates.overduePrefix} </span>}
      {isTimeOnly ? timeWords(dueDate, context) : dueWords(dueDate, context)}
    </time>
  );
}

function TitleInput({ task, onDone }: { task: Task; onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const isCancelled = useRef(false);
  useEffect(() => input.current?.select(), []);

  function finish(): void {
    const title = input.current?.value.trim() ?? "";
    if (!isCancelled.current && title !== "" && title !== task.title) updateTask(task, { title });
    onDone();
  }

  return (
    <input
      ref={input}
      aria-label={m.tasks.title}
      defaultValue={task.title}
      maxLength={500}
      onClick={(event) => event.stopPropagation()}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") isCancelled.current = true;
        if (event.key === "Enter" || event.key === "Escape") input.current?.blur();
      }}
      className="-mx-1.5 h-8 min-w-0 grow rounded-md bg-surface px-1.5"
    />
  );
}
