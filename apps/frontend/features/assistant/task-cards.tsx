import type { Task } from "@pakaura/contract/task";
import { Repeat } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../lib/clock.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { PriorityIcon } from "../../ui/priority.tsx";
import { useMe } from "../accounts/me.ts";
import { CheckCircle } from "../tasks/check-circle.tsx";
import { openTask } from "../tasks/open-task.ts";
import { toggleTask } from "../tasks/task-actions.ts";
import { useTask } from "../tasks/task-queries.ts";
import { DueText } from "../tasks/task-row.tsx";
import { leaveByCard } from "./focus.ts";

/** So many are shown at once. */
const shownAtFirst = 6;

/** The tasks that an answer speaks of, as they are now. */
export function TaskCards({ ids }: { ids: readonly string[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? ids : ids.slice(0, shownAtFirst);
  if (ids.length === 0) return null;
  return (
    <>
      <ul aria-label={m.assistant.tasks} className="flex w-full flex-col gap-1.5">
        {shown.map((id) => (
          <TaskCard key={id} id={id} />
        ))}
      </ul>
      {shown.length < ids.length && (
        <Button look="quiet" className="-ms-3.5" onClick={() => setIsWhole(true)}>
          {m.assistant.more(ids.length - shown.length)}
        </Button>
      )}
    </>
  );
}

/** A task that can be ticked and opened. One that is gone for good is not shown. */
function TaskCard({ id }: { id: string }) {
  const { task } = useTask(id);
  if (task === null) return null;
  const { title, completed, priority } = task;
  const isDeleted = task.deleted_at !== null;
  const isOver = completed || isDeleted;
  return (
    <li className="flex items-center gap-3 rounded-lg border border-line bg-canvas ps-3">
      {!isDeleted && (
        <CheckCircle
          checked={completed}
          priority={priority}
          label={(completed ? m.tasks.reopenTask : m.tasks.completeTask)(title)}
          onToggle={() => toggleTask(task)}
        />
      )}
      <button
        type="button"
        onClick={(event) => {
          leaveByCard(event.currentTarget);
          openTask(id);
        }}
        className="flex min-h-(--row) min-w-0 grow flex-wrap items-center gap-x-3 rounded-lg py-1.5 pe-3 text-start pointer-coarse:min-h-11"
      >
        <span
          dir="auto"
          className={`min-w-0 grow wrap-anywhere ${isOver ? "text-ink-faint line-through decoration-line-strong" : ""}`}
        >
          {title}
        </span>
        {isDeleted ? (
          <span className="text-sm text-ink-faint">{m.assistant.inTrash}</span>
        ) : (
          <TaskFacts task={task} />
        )}
      </button>
    </li>
  );
}

/** What tells a task from others of its name. */
export function TaskFacts({ task }: { task: Task }) {
  const { time_zone: timeZone } = useMe();
  const now = useNow();
  const { due_date: dueDate, priority, completed, tags, recurrence } = task;
  return (
    <span className="flex min-w-0 items-center gap-2.5 text-sm text-ink-faint">
      {tags.length > 0 && (
        <span className="truncate">{tags.map((tag) => `#${tag}`).join(" ")}</span>
      )}
      {recurrence?.active && (
        <span role="img" aria-label={m.tasks.repeats} className="shrink-0">
          <Repeat size={13} aria-hidden />
        </span>
      )}
      {dueDate !== null && (
        <DueText dueDate={dueDate} completed={completed} context={{ now, timeZone }} />
      )}
      {priority !== "none" && (
        <span
          role="img"
          aria-label={m.tasks.priorityIs(m.priorities[priority])}
          className="shrink-0"
        >
          <PriorityIcon priority={priority} size={14} />
        </span>
      )}
    </span>
  );
}
