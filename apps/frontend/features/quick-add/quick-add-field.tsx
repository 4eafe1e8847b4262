import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from "react";
import { m } from "../../messages/all-messages.ts";
import { completeWord, openWord, type OpenWord } from "./completion.ts";
import { CompletionList, useCompletions } from "./completion-list.tsx";
import { HighlightedField } from "./highlighted-field.tsx";
import { pastedLines } from "./pasted-lines.ts";
import type { QuickAddState } from "./use-quick-add.ts";
import { takeBackByKey } from "./use-read-line.ts";

type QuickAddFieldProps = {
  state: QuickAddState;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  error: string | undefined;
  errorId: string;
  onSubmit: () => void;
  onPasteLines: (lines: string[]) => void;
  onEscape?: () => void;
};

/** Longer lines are cut: a title has 500 characters, and the rest is for what is understood. */
const lineLimit = 1_000;

/** The line of a quick add: lights up what is understood, and completes tags and priorities. */
export function QuickAddField(props: QuickAddFieldProps) {
  const { state, fieldRef, error, errorId, onSubmit, onPasteLines, onEscape } = props;
  const { text } = state.line;
  const listId = useId();
  const [word, setWord] = useState<OpenWord | null>(null);
  const [active, setActive] = useState(0);
  const completions = useCompletions(word);
  const isOpen = completions.length > 0;
  const wantedCursor = useRef<number | null>(text.length);

  useLayoutEffect(() => {
    if (wantedCursor.current === null) return;
    fieldRef.current?.setSelectionRange(wantedCursor.current, wantedCursor.current);
    wantedCursor.current = null;
  });

  function write(next: string, cursor: number): void {
    state.write(next);
    setWord(openWord(next, cursor));
    setActive(0);
  }

  function choose(name: string): void {
    if (word === null) return;
    const completed = completeWord(text, word, name);
    state.write(completed.text);
    wantedCursor.current = completed.cursor;
    setWord(null);
  }

  /** Enter behind a word that is complete already adds the task. */
  function isWritten(name: string): boolean {
    return word?.prefix.toLowerCase() === name;
  }

  function pressInList(event: KeyboardEvent): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = completions[active];
    if (step !== undefined) setActive((active + step + completions.length) % completions.length);
    else if (event.key === "Enter" && chosen && !isWritten(chosen.name)) choose(chosen.name);
    else if (event.key === "Tab" && chosen) choose(chosen.name);
    else if (event.key === "Escape") setWord(null);
    else return false;
    return true;
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    if ((isOpen && pressInList(event)) || takeBackByKey(event, state)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter") {
      event.preventDefault();
      setWord(null);
      onSubmit();
    } else if (event.key === "Escape" && onEscape) {
      event.preventDefault();
      event.stopPropagation();
      onEscape();
    }
  }

  return (
    <div className="relative">
      <HighlightedField
        ref={fieldRef}
        value={text}
        spans={state.parsed.found}
        aria-label={m.quickAdd.newTitle}
        aria-invalid={error ? true : undefined}
        aria-describedby={errorId}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
        placeholder={m.quickAdd.placeholder}
        maxLength={lineLimit}
        autoComplete="off"
        enterKeyHint="done"
        data-field="quick-add"
        onBlur={() => setWord(null)}
        onChange={(event) =>
          write(event.target.value.replace(/[\r\n]+/gu, " "), event.target.selectionStart)
        }
        onKeyDown={press}
        onPaste={(event) => {
          const lines = pastedLines(event.clipboardData.getData("text/plain"));
          if (lines.length < 2) return;
          event.preventDefault();
          onPasteLines(lines);
        }}
      />
      {isOpen && (
        <CompletionList
          id={listId}
          completions={completions}
          active={active}
          onChoose={choose}
          onPoint={setActive}
        />
      )}
    </div>
  );
}
