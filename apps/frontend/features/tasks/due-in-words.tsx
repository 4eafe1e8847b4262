import { useId, useRef, useState } from "react";
import { useLastMoment } from "../../lib/last-moment.ts";
import { m } from "../../messages/all-messages.ts";
import { WordsField } from "../quick-add/words-field.tsx";
import { readWhole, useReader, useReadLine } from "../quick-add/use-read-line.ts";
import { dueDoubt, understoodDueWords, type DueContext } from "./due-words.ts";

type DueInWordsProps = {
  context: DueContext;
  isFocused?: boolean;
  onPick: (dueDate: string) => void;
  /** Takes what is understood when the page ends before Enter. */
  onLastMoment?: (dueDate: string) => void;
};

/** A due date as a person says it: "fri 9am"; Enter takes what is shown to be understood. */
export function DueInWords({ context, isFocused = false, onPick, ...props }: DueInWordsProps) {
  const id = useId();
  const read = useReader(context);
  const reading = useReadLine(context);
  const { text } = reading.line;
  // What is left over was no part of a date.
  const dueDate = readWhole(reading.line, read)?.dueDate ?? null;
  const isDoubtful = dueDate !== null && dueDoubt(dueDate, context) !== null;
  const [isRefused, setIsRefused] = useState(false);
  const kept = useRef("");
  useLastMoment(() => {
    if (dueDate === null || text === kept.current) return;
    kept.current = text;
    props.onLastMoment?.(dueDate);
  });
  function submit(): void {
    if (dueDate === null) setIsRefused(text.trim() !== "");
    else onPick(dueDate);
  }

  return (
    <div className="mb-3">
      <WordsField
        reading={reading}
        place="due"
        label={m.dates.inWords}
        hint={m.dates.inWordsHint}
        describedBy={id}
        isInvalid={isRefused}
        isFocused={isFocused}
        onWrite={() => setIsRefused(false)}
        onSubmit={submit}
      />
      <p
        id={id}
        role="status"
        className={`px-1 text-sm ${isRefused || isDoubtful ? "text-danger" : "text-accent"} ${isRefused || dueDate ? "pt-1" : ""}`}
      >
        {isRefused ? m.dates.notUnderstood : dueDate ? understoodDueWords(dueDate, context) : ""}
      </p>
    </div>
  );
}
