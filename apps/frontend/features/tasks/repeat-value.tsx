import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { describeRecurrence } from "@pakaura/domain/recurrence-words";
import { useRef, useState } from "react";
import { m } from "../../messages/all-messages.ts";
import { Popup } from "../../ui/popup.tsx";
import type { DueContext } from "./due-words.ts";
import { NextDates } from "./next-dates.tsx";
import { RecurrenceEditor } from "./recurrence-editor.tsx";
import { stopRecurrence } from "./task-actions.ts";
import { valueLook } from "./value-look.ts";

type RepeatValueProps = {
  task: Task;
  context: DueContext;
  /** `seen` is the recurrence that was changed: another one may have come from elsewhere meanwhile. */
  onSave: (recurrence: NonNullable<UpdateTask["recurrence"]>, seen: Task["recurrence"]) => void;
};

/** How a task repeats, in words, with its next dates. */
export function RepeatValue({ task, context, onSave }: RepeatValueProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { recurrence } = task;
  const seen = useRef(recurrence);
  const words = recurrence ? describeRecurrence(recurrence, m.recurrence.words) : "";
  return (
    <>
      <Popup
        label={m.tasks.repeat}
        open={isOpen}
        onOpenChange={(isWanted) => {
          if (isWanted) seen.current = recurrence;
          setIsOpen(isWanted);
        }}
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
          onSave={(wanted) => onSave(wanted, seen.current)}
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
