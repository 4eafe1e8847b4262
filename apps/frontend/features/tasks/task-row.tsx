import type { Task } from "@pakaura/contract/task";
import { CalendarDays, Check, GripVertical, Repeat, RotateCcw, Text } from "lucide-react";
import { isAllDay, isOverdue, toDueAt } from "@pakaura/domain/due-date";
import { memo, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from "react";
import type { Swipe } from "../bulk/touch-row.ts";
import { Piece } from "../../app/piece.tsx";
import { lazyPart } from "../../lib/lazy-part.tsx";
import { Button } from "../../ui/button.tsx";
import { PriorityIcon } from "../../ui/priority.tsx";
import { CheckCircle } from "./check-circle.tsx";
import { dueDay, dueWords, dayFromNow, timeWords, type DueContext } from "./due-words.ts";
import { toggleTask } from "./task-actions.ts";
import { m } from "../../messages/messages.ts";

const RowTitle = lazyPart(async () => (await import("./row-title.tsx")).RowTitle, {
  isLoadedWhenIdle: true,
});

type TaskRowProps = {
  /** Takes the height of the row. */
  measure: (node: HTMLElement | null) => void;
  /** Its place in the list. */
  index: number;
  /** Where it begins, in pixels from the top of the list. */
  start: number;
  task: Task;
  /** The day that it stands under. */
  day: string | null;
  context: DueContext;
  isUnderDay: boolean;
  isTrash: boolean;
  isOpen: boolean;
  isChosen: boolean;
  /** Some rows are selected: a tap selects more. */
  isChoosing: boolean;
  /** It can be carried to another day by its handle. */
  isMovable: boolean;
  swipe: Swipe | null;
  isEditing: boolean;
  isTabStop: boolean;
  actions: RefObject<RowActions>;
};

/** What a row asks its list for. */
export type RowActions = {
  focus: (task: Task) => void;
  press: (event: KeyboardEvent, task: Task, index: number) => void;
  open: (task: Task) => void;
  choose: (task: Task, isRange: boolean) => void;
  edit: (task: Task, isEditing: boolean) => void;
  restore: (task: Task) => void;
};

/**
 * One task of a list. A click opens it; another one on its title edits that in place. With shift,
 * ctrl or cmd, or a long press, it is selected.
 */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const {
    measure,
    index,
    start,
    task,
    day,
    context,
    isUnderDay,
    isTrash,
    isOpen,
    isChosen,
    isChoosing,
  } = props;
  const { isMovable, swipe, isEditing, isTabStop, actions } = props;

  function click(event: MouseEvent): void {
    const isTap = "pointerType" in event.nativeEvent && event.nativeEvent.pointerType === "touch";
    const isTitle = event.target instanceof HTMLElement && "title" in event.target.dataset;
    if (isEditing) return;
    if (event.shiftKey) actions.current.choose(task, true);
    else if (event.ctrlKey || event.metaKey || (isTap && isChoosing))
      actions.current.choose(task, false);
    else if (isOpen && isTitle && !isTrash) actions.current.edit(task, true);
    else actions.current.open(task);
  }
  return (
    <div
      ref={measure}
      data-index={index}
      style={{ transform: `translateY(${start}px)` }}
      role="presentation"
      data-day={day ?? ""}
      // What is offered for a title lies over the rows below.
      className={`absolute inset-x-1 top-0 sm:inset-x-6 ${isEditing ? "z-10" : ""}`}
    >
      {swipe && <SwipeCue swipe={swipe} />}
      <div
        data-task={task.id}
        role="row"
        aria-label={task.title}
        aria-selected={isChosen}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={() => actions.current.focus(task)}
        onKeyDown={(event) => {
          if (event.target === event.currentTarget) actions.current.press(event, task, index);
        }}
        onClick={click}
        // A long press selects here, and shift does not mark text.
        onContextMenu={(event) => {
          if ("pointerType" in event.nativeEvent && event.nativeEvent.pointerType === "touch") {
            event.preventDefault();
          }
        }}
        className={`group bleed-focus relative flex min-h-(--row-touch) cursor-default touch-pan-y items-center gap-3 rounded-lg px-3 py-1 select-none sm:min-h-(--row) ${rowLook(
          { isOpen, isChosen, isSwiped: swipe !== null },
        )} after:absolute after:inset-x-3 after:-bottom-px after:h-px after:bg-line/70`}
      >
        {isMovable && (
          <span
            data-grip
            aria-hidden
            title={m.bulk.carry}
            className="absolute inset-y-0 -start-3 flex w-6 cursor-grab items-center justify-center text-ink-faint opacity-0 group-hover:opacity-100 pointer-coarse:hidden"
          >
            <GripVertical size={14} />
          </span>
        )}
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
            <Piece fallback={<span className="grow truncate">{task.title}</span>}>
              <RowTitle
                task={task}
                context={context}
                onDone={() => actions.current.edit(task, false)}
              />
            </Piece>
          ) : (
            <span
              data-title
              dir="auto"
              className={`max-w-full min-w-0 self-start truncate transition-colors sm:self-auto duration-(--calm) ${
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
                actions.current.restore(task);
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
});

type RowState = { isOpen: boolean; isChosen: boolean; isSwiped: boolean };

function rowLook({ isOpen, isChosen, isSwiped }: RowState): string {
  if (isChosen) {
    return "bg-accent-soft before:absolute before:inset-y-1.5 before:start-0 before:w-[3px] before:rounded-full before:bg-accent";
  }
  if (isOpen) return "bg-accent-soft";
  return isSwiped ? "bg-canvas" : "hover:bg-hover";
}

/** What lies under a row that is drawn aside: what letting go will do, in full colour once it will. */
function SwipeCue({ swipe: { to, isSure } }: { swipe: Swipe }) {
  const isCompleting = to === "complete";
  return (
    <div
      aria-hidden
      className={`absolute inset-0 flex items-center gap-2 rounded-lg px-5 text-sm font-medium ${
        isCompleting ? "justify-start" : "flex-row-reverse justify-start"
      } ${isSure ? "bg-accent text-on-accent" : "bg-accent-soft text-accent"}`}
      style={{ direction: "ltr" }}
    >
      {isCompleting ? <Check size={18} /> : <CalendarDays size={18} />}
      {isCompleting ? m.tasks.complete : m.bulk.date}
    </div>
  );
}

type TaskFactsProps = { task: Task; context: DueContext; isUnderDay: boolean };

/** Kept between renders: to work out days takes most of the time of a row, and scrolling shows it again and again. */
const TaskFacts = memo(function TaskFacts({ task, context, isUnderDay }: TaskFactsProps) {
  const hasDue = task.due_date !== null && !(isUnderDay && isAllDay(task.due_date));
  const hasFacts =
    hasDue ||
    task.tags.length > 0 ||
    task.notes !== "" ||
    task.priority !== "none" ||
    task.recurrence;
  if (!hasFacts) return null;
  return (
    <span className="flex min-w-0 shrink-0 items-center gap-3 text-sm text-ink-faint sm:ms-auto sm:max-w-[55%]">
      {task.notes !== "" && (
        <Fact label={m.tasks.hasNotes}>
          <Text size={14} aria-hidden />
        </Fact>
      )}
      {task.tags.length > 0 && (
        // What has no room on the line goes to the next, which is not shown: whole words, not crumbs.
        <span className="flex h-lh min-w-0 flex-wrap gap-x-2 overflow-hidden max-sm:order-last">
          {task.tags.slice(0, 3).map((tag) => (
            <span key={tag} className="max-w-full truncate">
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
});

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span role="img" aria-label={label} title={label} className="shrink-0">
      {children}
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
