import type { EditScope } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { useState } from "react";
import { m } from "../../messages/all-messages.ts";
import { ChoiceMenu, Popup } from "../../ui/popup.tsx";
import { chosenLead, leadOptions, leads, leadWords } from "../reminders/lead-words.ts";
import { DuePicker } from "./due-picker.tsx";
import type { DueContext } from "./due-words.ts";
import { DueText } from "./task-row.tsx";
import { valueLook } from "./value-look.ts";

const scopes = ["following", "this"] as const;

function scopeWords(scope: EditScope): string {
  return scope === "following" ? m.tasks.editsFollowing : m.tasks.editsThis;
}

type ScopeValueProps = { scope: EditScope; onChoose: (scope: EditScope) => void };

/** Which instances of a series an edit is for. */
export function ScopeValue({ scope, onChoose }: ScopeValueProps) {
  return (
    <ChoiceMenu
      trigger={
        <button type="button" className={valueLook}>
          {scopeWords(scope)}
        </button>
      }
      value={scope}
      options={scopes.map((one) => ({ value: one, label: scopeWords(one) }))}
      onChoose={onChoose}
    />
  );
}

type DueValueProps = { task: Task; context: DueContext; onPick: (dueDate: string | null) => void };

/** When a task is due. */
export function DueValue({ task, context, onPick }: DueValueProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popup
      label={m.dates.dueDate}
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button type="button" className={valueLook}>
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

/** How long before it is due a person is reminded. */
export function ReminderValue({ minutes, onChoose }: ReminderValueProps) {
  const known = [null, ...leads];
  const choices = known.some((lead) => lead === minutes) ? known : [...known, minutes];
  return (
    <ChoiceMenu
      trigger={
        <button
          type="button"
          className={`${valueLook} ${minutes === null ? "text-ink-faint" : ""}`}
        >
          {leadWords(minutes)}
        </button>
      }
      value={String(minutes)}
      options={leadOptions(choices)}
      onChoose={(chosen) => onChoose(chosenLead(chosen))}
    />
  );
}
