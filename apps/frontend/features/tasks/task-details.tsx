import type { EditScope, UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { Bell, Calendar, Flag, Hash, Layers, Repeat, RotateCcw } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { fieldMessage } from "../../lib/api.ts";
import { useStore } from "../../lib/store.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceMenu } from "../../ui/popup.tsx";
import { PriorityIcon, priorityOrder } from "../../ui/priority.tsx";
import { TaskActivity } from "../activity/task-activity.tsx";
import { Notes } from "../notes/notes.tsx";
import { offerNotifications } from "../reminders/offer-notifications.ts";
import { MoreReminders } from "../reminders/more-reminders.tsx";
import { CheckCircle } from "./check-circle.tsx";
import { DeleteButton } from "./delete-button.tsx";
import type { DueContext } from "./due-words.ts";
import { Property } from "./property.tsx";
import { RepeatValue } from "./repeat-value.tsx";
import { TagInput } from "./tag-input.tsx";
import { takeReading } from "./take-reading.ts";
import { restoreTask, toggleTask, updateTask } from "./task-actions.ts";
import { DueValue, ReminderValue, ScopeValue } from "./task-values.tsx";
import { TitleField } from "./title-field.tsx";
import { lastRefusal } from "./refusals.ts";
import { useWantedPart } from "./use-wanted-part.ts";
import { valueLook } from "./value-look.ts";

type TaskDetailsProps = { task: Task; context: DueContext; close: ReactNode; onClose: () => void };

/** Everything about one task, each part changed where it stands. */
export function TaskDetails({ task, context, close, onClose }: TaskDetailsProps) {
  const root = useRef<HTMLDivElement>(null);
  useWantedPart(task.id, root);
  const refusal = useStore(lastRefusal);
  const isDeleted = task.deleted_at !== null;
  const [scope, setScope] = useState<EditScope>("following");
  const update = (body: UpdateTask, seen: Partial<Task> = {}): void =>
    updateTask(task, body, scope, { ...task, ...seen });
  const errorOf = (field: string): string | undefined =>
    refusal?.operation.taskId === task.id ? fieldMessage(refusal.error, field) : undefined;

  return (
    <div ref={root} className="contents">
      <div className="sticky top-0 z-10 flex items-center gap-1 bg-inherit px-3 pt-3 pb-1">
        <span className="grow" />
        {!isDeleted && <DeleteButton task={task} onDone={onClose} />}
        {close}
      </div>
      <div className="flex grow flex-col px-6 pb-8">
        {isDeleted && !task.taken_back && (
          <div className="mb-4 flex items-center justify-between gap-3 rounded-xl bg-hover py-2 pe-2 ps-4 text-sm text-ink-soft">
            {m.tasks.inTrash}
            <Button onClick={() => restoreTask(task)}>
              <RotateCcw size={14} aria-hidden />
              {m.tasks.restore}
            </Button>
          </div>
        )}
        <div className="flex items-start gap-3.5">
          <span className="mt-[5px]">
            <CheckCircle
              checked={task.completed}
              priority={task.priority}
              label={task.completed ? m.tasks.reopen : m.tasks.complete}
              onToggle={() => toggleTask(task)}
            />
          </span>
          <div className="min-w-0 grow">
            <TitleField
              task={task}
              context={context}
              error={errorOf("title")}
              isReadOnly={isDeleted}
              onSave={(title, seen) => update({ title }, { title: seen })}
              onTake={(reading, seen) => takeReading({ ...task, title: seen }, reading, scope)}
            />
            <Notes
              value={task.notes}
              error={errorOf("notes")}
              isReadOnly={isDeleted}
              onSave={(notes, seen) => update({ notes }, { notes: seen })}
            />
          </div>
        </div>
        <dl className="mt-5 border-t border-line pt-3">
          <Property icon={Calendar} name={m.tasks.due} part="due" error={errorOf("due_date")}>
            <DueValue task={task} context={context} onPick={(due_date) => update({ due_date })} />
          </Property>
          <Property icon={Flag} name={m.tasks.priority} part="priority" error={errorOf("priority")}>
            <ChoiceMenu
              trigger={
                <button type="button" className={valueLook}>
                  <PriorityIcon priority={task.priority} />
                  {m.priorities[task.priority]}
                </button>
              }
              value={task.priority}
              options={priorityOrder.map((priority) => ({
                value: priority,
                label: m.priorities[priority],
                icon: <PriorityIcon priority={priority} />,
              }))}
              onChoose={(priority) => update({ priority })}
            />
          </Property>
          <Property icon={Hash} name={m.tags.tags} part="tags">
            <TagInput
              tags={task.tags}
              error={errorOf("tags")}
              onChange={(tags) => update({ tags })}
            />
          </Property>
          <Property
            icon={Bell}
            name={m.tasks.reminder}
            part="reminder"
            error={errorOf("reminder_lead_minutes")}
          >
            <ReminderValue
              minutes={task.reminder_lead_minutes}
              onChoose={(minutes) => {
                update({ reminder_lead_minutes: minutes });
                if (minutes !== null) offerNotifications();
              }}
            />
            {task.due_date === null && task.reminder_lead_minutes !== null && (
              <p className="pb-1 text-xs text-ink-faint">{m.tasks.needsDueDate}</p>
            )}
            <MoreReminders task={task} context={context} />
          </Property>
          <Property icon={Repeat} name={m.tasks.repeat} part="repeat" error={errorOf("recurrence")}>
            <RepeatValue
              task={task}
              context={context}
              onSave={(recurrence, seen) =>
                updateTask(task, { recurrence }, "following", { ...task, recurrence: seen })
              }
            />
          </Property>
          {task.recurrence?.active && (
            <Property icon={Layers} name={m.tasks.edits}>
              <ScopeValue scope={scope} onChoose={setScope} />
            </Property>
          )}
        </dl>
        <TaskActivity taskId={task.id} version={task.version} context={context} />
      </div>
    </div>
  );
}
