import { ArrowUp } from "lucide-react";
import { useState, type KeyboardEvent, type RefObject } from "react";
import { keepUnsaid, readUnsaid } from "../../app/assistant-state.ts";
import { m } from "../../messages/all-messages.ts";
import type { Answer, Words } from "./turn.ts";

/** The most that can be said at once. */
const mostCharacters = 2_000;

type SayFieldProps = {
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  /** What waits for an answer. */
  question: Answer | null;
  lastSaid: string;
  onSay: (words: Words) => void;
};

/** Where a person writes what is to be done. Enter says it; what is not said is kept. */
export function SayField({ fieldRef, question, lastSaid, onSay }: SayFieldProps) {
  const [text, setText] = useState(readUnsaid);

  function write(next: string): void {
    setText(next);
    keepUnsaid(next);
  }

  function say(): void {
    const words = text.trim();
    if (words === "") return;
    write("");
    onSay({ text: words });
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    const isEmpty = event.currentTarget.value === "";
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const confirm = question?.pendingId ?? null;
      const isSure = isEmpty && (event.ctrlKey || event.metaKey);
      if (isSure && confirm !== null) onSay({ text: m.assistant.yes, confirm });
      else say();
    } else if (event.key === "ArrowUp" && isEmpty) {
      event.preventDefault();
      goUp();
    }
  }

  /** To what can be answered, or else the last words come back. */
  function goUp(): void {
    const answers = document.querySelectorAll<HTMLElement>("[data-question] button");
    if (answers.length > 0) answers[0]?.focus();
    else write(lastSaid);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
      className="shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      <div className="flex items-end gap-1 rounded-xl border border-edge bg-surface p-1 focus-within:border-accent">
        <textarea
          ref={fieldRef}
          data-field="assistant"
          aria-label={m.assistant.field}
          placeholder={m.assistant.field}
          dir="auto"
          rows={1}
          maxLength={mostCharacters}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          className="field-sizing-content max-h-40 min-h-9 min-w-0 grow resize-none bg-transparent px-2.5 py-1.5 outline-none pointer-coarse:min-h-11 pointer-coarse:py-2.5"
        />
        <button
          type="submit"
          aria-label={m.assistant.send}
          disabled={text.trim() === ""}
          className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent text-on-accent transition-colors duration-(--quick) hover:bg-accent-strong disabled:bg-pressed disabled:text-ink-faint pointer-coarse:size-11"
        >
          <ArrowUp size={17} aria-hidden />
        </button>
      </div>
    </form>
  );
}
