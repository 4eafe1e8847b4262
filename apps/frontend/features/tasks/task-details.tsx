import type { EditScope, UpdateTask } from "@pakaura/contract/http";
import type { Priority, Task } from "@pakaura/contract/task";
import { describeRecurrence } from "@pakaura/domain/recurrence-words";
import {
  Bell,
  Calendar,
  Flag,
  Hash,
  Layers,
  type LucideIcon,
  Repeat,
  RotateCcw,
  Trash2,
} from "lucide-react";
import { useState, type ReactNode } from "react";
import { fieldMessage } from "../../lib/api.ts";
import { useStore } from "../../lib/store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ActionMenu, ChoiceMenu, MenuEntry, Popup } from "../../ui/popup.tsx";
import { PriorityIcon } from "../../ui/priority.tsx";
import { leads, leadWords } from "../reminders/lead-words.ts";
import { MoreReminders } from "../reminders/more-reminders.tsx";
import { TaskActivity } from "../activity/task-activity.tsx";
import { CheckCircle } from "./check-circle.tsx";
import { DraftText } from "./draft-text.tsx";
import { DuePicker } from "./due-picker.tsx";
import { dueWords, type DueContext } from "./due-words.ts";
import { RecurrenceEditor } from "./recurrence-editor.tsx";
import { TagInput } from "./tag-input.tsx";
import {
  deleteSeries,
  deleteTask,
  restoreTask,
  stopRecurrence,
  toggleTask,
  updateTask,
} from "./task-actions.ts";
import { DueText } from "./task-row.tsx";
import { lastRefusal } from "./tell-refused.ts";
import { m } from "../../messages/messages.ts";

const priorities: readonly Priority[] = ["urgent", "high", "medium", "low", "none"];

const value =
  "-ms-2 inline-flex min-h-9 max-w-full items-center gap-2 rounded-lg px-2 py-1 text-start text-sm transition-colors duration-(--quick) hover:bg-hover pointer-coarse:min-h-11";

type TaskDetailsProps = { task: Task; context: DueContext; close: ReactNode; onClose: () => void };

/** Everything about one task, each part changed where it stands. */
export function TaskDetails({ task, context, close, onClose }: TaskDetailsProps) {
  const refusal = useStore(lastRefusal);
  const isDeleted = task.deleted_at !== null;
  const [scope, setScope] = useState<EditScope>("following");
  const update = (body: UpdateTask): void => updateTask(task, body, scope);
  const errorOf = (field: string): string | undefined =>
    refusal?.operation.taskId === task.id ? fieldMessage(refusal.error, field) : undefined;

  return (
    <>
      <div className="sticky top-0 z-10 flex items-center gap-1 bg-inherit px-3 pt-3 pb-1">
        <span className="grow" />
        {!isDeleted && <DeleteButton task={task} onDone={onClose} />}
        {close}
      </div>
      <div className="flex grow flex-col px-6 pb-8">
        {isDeleted && (
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
            <DraftText
              label={m.tasks.title}
              value={task.title}
              placeholder={m.tasks.title}
              maxLength={500}
              isOneLine
              isRequired
              error={errorOf("title")}
              className={`text-lg font-semibold ${task.completed ? "text-ink-faint line-through decoration-line-strong" : ""}`}
              onSave={(title) => update({ title })}
            />
            <DraftText
              label={m.tasks.notes}
              value={task.notes}
              placeholder={m.tasks.notes}
              maxLength={20_000}
              error={errorOf("notes")}
              className="mt-2 min-h-16 text-base"
              onSave={(notes) => update({ notes })}
            />
          </div>
        </div>
        <dl className="mt-5 border-t border-line pt-3">
          <Property icon={Calendar} name={m.tasks.due} error={errorOf("due_date")}>
            <DueValue task={task} context={context} onPick={(due_date) => update({ due_date })} />
          </Property>
          <Property icon={Flag} name={m.tasks.priority} error={errorOf("priority")}>
            <ChoiceMenu
              trigger={
                <button type="button" className={value}>
                  <PriorityIcon priority={task.priority} />
                  {m.priorities[task.priority]}
                </button>
              }
              value={task.priority}
              options={priorities.map((priority) => ({
                value: priority,
                label: m.priorities[priority],
                icon: <PriorityIcon priority={priority} />,
              }))}
              onChoose={(priority) => update({ priority })}
            />
          </Property>
          <Property icon={Hash} name={m.tags.tags}>
            <TagInput
              tags={task.tags}
              error={errorOf("tags")}
              onChange={(tags) => update({ tags })}
            />
          </Property>
          <Property icon={Bell} name={m.tasks.reminder} error={errorOf("reminder_lead_minutes")}>
            <ReminderValue
              minutes={task.reminder_lead_minutes}
              onChoose={(minutes) => update({ reminder_lead_minutes: minutes })}
            />
            {task.due_date === null && task.reminder_lead_minutes !== null && (
              <p className="pb-1 text-xs text-ink-faint">{m.tasks.needsDueDate}</p>
            )}
            <MoreReminders task={task} context={context} />
          </Property>
          <Property icon={Repeat} name={m.tasks.repeat} error={errorOf("recurrence")}>
            <RepeatValue
              task={task}
              context={context}
              onSave={(recurrence) => updateTask(task, { recurrence })}
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
    </>
  );
}

/** Moves a task to the trash; of a series, asks whether only this instance is meant. */
function DeleteButton({ task, onDone }: { task: Task; onDone: () => void }) {
  const run = (action: (task: Task) => void) => () => {
    action(task);
    onDone();
  };
  const icon = <Trash2 size={16} aria-hidden />;
  if (!task.recurrence?.active) {
    return (
      <IconButton label={m.tasks.moveToTrash} onClick={run(deleteTask)}>
        {icon}
      </IconButton>
    );
  }
  return (
    <ActionMenu trigger={<IconButton label={m.tasks.moveToTrash}>{icon}</IconButton>}>
      <MenuEntry onClick={run(deleteTask)}>{m.tasks.onlyThis}</MenuEntry>
      <MenuEntry onClick={run(deleteSeries)}>{m.tasks.wholeSeries}</MenuEntry>
    </ActionMenu>
  );
}

const scopes = ["following", "this"] as const;

function scopeWords(scope: EditScope): string {
  return scope === "following" ? m.tasks.editsFollowing : m.tasks.editsThis;
}

type ScopeValueProps = { scope: EditScope; onChoose: (scope: EditScope) => void };

function ScopeValue({ scope, onChoose }: ScopeValueProps) {
  return (
    <ChoiceMenu
      trigger={
        <button type="button" className={value}>
          {scopeWords(scope)}
        </button>
      }
      value={scope}
      options={scopes.map((one) => ({ value: one, label: scopeWords(one) }))}
      onChoose={onChoose}
    />
  );
}

type PropertyProps = {
  icon: LucideIcon;
  name: string;
  error?: string | undefined;
  children: ReactNode;
};

function Property({ icon: Icon, name, error, children }: PropertyProps) {
  return (
    <div className="grid grid-cols-[7.25rem_minmax(0,1fr)] items-start">
      <dt className="flex h-9 items-center gap-2.5 text-sm text-ink-faint pointer-coarse:h-11">
        <Icon size={15} strokeWidth={1.85} aria-hidden />
        {name}
      </dt>
      <dd>
        {children}
        {error && (
          <p role="alert" className="pb-1 text-sm text-danger">
            {error}
          </p>
        )}
      </dd>
    </div>
  );
}

type DueValueProps = { task: Task; context: DueContext; onPick: (dueDate: string | null) => void };

function DueValue({ task, context, onPick }: DueValueProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popup
      label={m.dates.dueDate}
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button type="button" className={value}>
          {task.due_date === null ? (
            <span className="text-ink-faint">{m.dates.noDate}</span>
          ) : (
            <DueText dueDate={task.due_date} completed={task.completed} context={context} />
          )}
        </button>
      }
    >
      <DuePicker
        value={task.due_date}
        context={context}
        onPick={onPick}
        onDone={() => setIsOpen(false)}
      />
    </Popup>
  );
}

type ReminderValueProps = { minutes: number | null; onChoose: (minutes: number | null) => void };

function ReminderValue({ minutes, onChoose }: ReminderValueProps) {
  const known = [null, ...leads];
  const choices = known.some((lead) => lead === minutes) ? known : [...known, minutes];
  return (
    <ChoiceMenu
      trigger={
        <button type="button" className={`${value} ${minutes === null ? "text-ink-faint" : ""}`}>
          {leadWords(minutes)}
        </button>
      }
      value={String(minutes)}
      options={choices.map((lead) => ({ value: String(lead), label: leadWords(lead) }))}
      onChoose={(chosen) => onChoose(chosen === "null" ? null : Number(chosen))}
    />
  );
}

type RepeatValueProps = {
  task: Task;
  context: DueContext;
  onSave: (recurrence: NonNullable<UpdateTask["recurrence"]>) => void;
};

function RepeatValue({ task, context, onSave }: RepeatValueProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { recurrence } = task;
  const words = recurrence ? describeRecurrence(recurrence, m.recurrence.words) : "";
  return (
    <>
      <Popup
        label={m.tasks.repeat}
        open={isOpen}
        onOpenChange={setIsOpen}
        trigger={
          <button type="button" className={value}>
            {recurrence?.active ? (
              <span className="first-letter:uppercase">{words}</span>
            ) : (
              <span className="text-ink-faint">
                {recurrence ? m.recurrence.stopped : m.recurrence.none}
              </span>
            )}
          </button>
        }
      >
        <RecurrenceEditor
          recurrence={recurrence}
          onSave={(input) => {
            onSave(input);
            setIsOpen(false);
          }}
          onStop={() => {
            stopRecurrence(task);
            setIsOpen(false);
          }}
        />
      </Popup>
      {recurrence?.active && recurrence.next_dates.length > 0 && (
        <div className="pt-0.5 pb-2 text-xs text-ink-faint">
          <p aria-hidden className="mb-0.5">
            {m.recurrence.nextDates}
          </p>
          <ol aria-label={m.recurrence.nextDates} className="text-sm text-ink-soft tabular-nums">
            {recurrence.next_dates.map((date) => (
              <li key={date} className="leading-6">
                {dueWords(date, context)}
              </li>
            ))}
          </ol>
        </div>
      )}
    </>
  );
}
