import { parseQuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import { useId, useRef, useState } from "react";
import { useLastMoment } from "../../lib/last-moment.ts";
import { currentLocale } from "../../messages/format.ts";
import { m } from "../../messages/messages.ts";
import { useMe } from "../accounts/me.ts";
import { exactDueWords, type DueContext } from "./due-words.ts";

type DueInWordsProps = {
  context: DueContext;
  isFocused?: boolean;
  onPick: (dueDate: string) => void;
  /** Takes what is understood when the page ends before Enter. */
  onLastMoment?: (dueDate: string) => void;
};

/** A due date as a person says it: "fri 9am"; Enter takes what is shown to be understood. */
export function DueInWords({ context, isFocused = false, onPick, ...props }: DueInWordsProps) {
  const { week_start: weekStart } = useMe();
  const id = useId();
  const [text, setText] = useState("");
  const parsed = parseQuickAdd(text, { ...context, weekStart, locale: currentLocale() });
  // What is left over was no part of a date.
  const dueDate = parsed.title === "" ? parsed.dueDate : null;
  const [isRefused, setIsRefused] = useState(false);
  const kept = useRef("");
  useLastMoment(() => {
    if (dueDate === null || text === kept.current) return;
    kept.current = text;
    props.onLastMoment?.(dueDate);
  });
  return (
    <form
      className="mb-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (dueDate === null) setIsRefused(text.trim() !== "");
        else onPick(dueDate);
      }}
    >
      <input
        aria-label={m.dates.inWords}
        aria-describedby={id}
        aria-invalid={isRefused || undefined}
        placeholder={m.dates.inWordsHint}
        autoComplete="off"
        autoFocus={isFocused}
        data-field="due"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setIsRefused(false);
        }}
        className="h-9 w-full rounded-lg border border-line bg-transparent px-2.5 text-sm outline-none placeholder:text-ink-faint focus:border-accent pointer-coarse:h-11"
      />
      <p
        id={id}
        role="status"
        className={`px-1 text-sm ${isRefused ? "pt-1 text-danger" : "text-accent"} ${dueDate ? "pt-1" : ""}`}
      >
        {isRefused ? m.dates.notUnderstood : dueDate ? exactDueWords(dueDate, context) : ""}
      </p>
    </form>
  );
}
