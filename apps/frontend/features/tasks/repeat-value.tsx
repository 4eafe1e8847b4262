import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { describeRecurrence } from "@pakaura/domain/recurrence-words";
import { useState } from "react";
import { m } from "../../messages/messages.ts";
import { Popup } from "../../ui/popup.tsx";
import type { DueContext } from "./due-words.ts";
import { NextDates } from "./next-dates.tsx";
import { RecurrenceEditor } from "./recurrence-editor.tsx";
import { stopRecurrence } from "./task-actions.ts";
import { valueLook } from "./value-look.ts";

type RepeatValueProps = {
  task: Task;
  context: DueContext;
  onSave: (recurrence: NonNullable<UpdateTask["recurrence"]>) => void;
};

/** How a task repeats, in words, with its next dates. */
export function RepeatValue({ task, context, onSave }: RepeatValueProps) {
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
          <button type="button" className={valueLook}>
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
          dueDate={task.due_date}
          context={context}
          onSave={onSave}
          onDone={() => setIsOpen(false)}
          onStop={() => {
            stopRecurrence(task);
            setIsOpen(false);
          }}
        />
      </Popup>
      {recurrence?.active && recurrence.next_dates.length > 0 && (
        <NextDates dates={recurrence.next_dates} context={context} />
      )}
    </>
  );
}
