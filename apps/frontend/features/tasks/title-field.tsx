import type { Task } from "@pakaura/contract/task";
import { useRef, useState } from "react";
import { m } from "../../messages/all-messages.ts";
import { TitleOffer } from "../quick-add/title-offer.tsx";
import type { TitleReading } from "../quick-add/title-reading.ts";
import { DraftText } from "./draft-text.tsx";
import type { DueContext } from "./due-words.ts";

type TitleFieldProps = {
  task: Task;
  context: DueContext;
  error: string | undefined;
  isReadOnly: boolean;
  /** `seen` is the title that was changed. */
  onSave: (title: string, seen: string) => void;
  onTake: (reading: TitleReading, seen: string) => void;
};

/** The title of a task; what an edit of it says besides a title is offered to be set. */
export function TitleField({ task, context, error, isReadOnly, onSave, onTake }: TitleFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [edit, setEdit] = useState<{ before: string; text: string } | null>(null);
  const [isWriting, setIsWriting] = useState(false);
  // Otherwise it was changed elsewhere since.
  const isCurrent = edit !== null && (isWriting || edit.text.trim() === task.title);

  function take(reading: TitleReading): void {
    // Leaving the field saves what is written; what is set comes after that.
    field.current?.blur();
    onTake(reading, edit?.text.trim() ?? task.title);
    setEdit(null);
    // Where it is when all of this is drawn.
    requestAnimationFrame(() => field.current?.focus());
  }

  return (
    <>
      <DraftText
        label={m.tasks.title}
        value={task.title}
        placeholder={m.tasks.title}
        maxLength={500}
        isOneLine
        isRequired
        error={error}
        fieldRef={field}
        className={`text-lg font-semibold ${task.completed ? "text-ink-faint line-through decoration-line-strong" : ""}`}
        onSave={onSave}
        onWrite={(text) => {
          setIsWriting(true);
          setEdit({ before: edit?.before ?? task.title, text });
        }}
        onLeave={() => setIsWriting(false)}
      />
      {isCurrent && !isReadOnly && (
        <TitleOffer
          task={task}
          context={context}
          before={edit.before}
          text={edit.text}
          field={field}
          onTake={take}
        />
      )}
    </>
  );
}
