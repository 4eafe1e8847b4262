import { completeFilter, type Candidate } from "@pakaura/domain/filter/complete-filter";
import type { FilterProblem } from "@pakaura/domain/filter/filter-problem";
import { ListFilter } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { m } from "../../messages/all-messages.ts";
import { FilterMistake } from "./filter-mistake.tsx";

type FilterEditorProps = {
  text: string;
  problem: FilterProblem | null;
  tags: readonly string[];
  onChange: (text: string) => void;
};

/** The query of a filter, with what could come next (an ARIA combobox) and what is wrong with it. */
export function FilterEditor({ text, problem, tags, onChange }: FilterEditorProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useState(text.length);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const wantedCursor = useRef<number | null>(null);
  const { start, end, candidates } = completeFilter(text, Math.min(cursor, text.length), tags);
  const isShown = isOpen && candidates.length > 0;
  // While a word is being written it is no mistake yet.
  const isMistake = problem !== null && text !== "" && !(isShown && problem.end >= cursor);

  useEffect(() => {
    if (wantedCursor.current === null) return;
    input.current?.setSelectionRange(wantedCursor.current, wantedCursor.current);
    wantedCursor.current = null;
  });

  function write(next: string, place: number): void {
    wantedCursor.current = place;
    setCursor(place);
    setActive(-1);
    onChange(next);
  }

  function choose({ text: chosen }: Candidate): void {
    const rest = text.slice(end);
    const isOpening = chosen === "-" || chosen === "(";
    const gap = isOpening || /^[\s,):]/.test(rest) ? "" : " ";
    write(text.slice(0, start) + chosen + gap + rest, start + chosen.length + gap.length);
    setIsOpen(true);
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const count = candidates.length;
    const candidate = isShown ? candidates[active] : undefined;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isShown) setIsOpen(true);
      else
        setActive(
          event.key === "ArrowDown"
            ? (active + 1) % count
            : (Math.max(active, 0) + count - 1) % count,
        );
    } else if ((event.key === "Enter" || event.key === "Tab") && candidate) {
      event.preventDefault();
      choose(candidate);
    } else if (event.key === "Enter") {
      setIsOpen(false);
    } else if (event.key === "Escape") {
      if (isShown) event.preventDefault();
      if (isShown) setIsOpen(false);
      else input.current?.blur();
    }
  }

  return (
    <div className="relative mt-3">
      <ListFilter
        size={16}
        aria-hidden
        className="pointer-events-none absolute start-3 top-3 text-ink-faint pointer-coarse:top-3.5"
      />
      <input
        ref={input}
        role="combobox"
        aria-label={m.filters.query}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-invalid={isMistake ? true : undefined}
        aria-describedby={isMistake ? `${id}-mistake` : undefined}
        value={text}
        maxLength={500}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={m.filters.queryPlaceholder}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? text.length)}
        onChange={(event) => {
          setIsOpen(true);
          write(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onKeyDown={press}
        className="h-10 w-full rounded-lg border border-line-strong/70 bg-surface ps-9 pe-3 font-mono text-sm focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent aria-invalid:border-danger pointer-coarse:h-11 pointer-coarse:text-base"
      />
      {isMistake && problem && (
        <FilterMistake
          id={`${id}-mistake`}
          text={text}
          problem={problem}
          onRepair={(suggestion) => {
            const next = text.slice(0, problem.start) + suggestion + text.slice(problem.end);
            write(next, problem.start + suggestion.length);
            input.current?.focus();
          }}
        />
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={m.filters.suggestions}
        hidden={!isShown}
        className="rise absolute inset-x-0 top-full z-40 mt-1 max-h-72 overflow-y-auto rounded-xl border border-line bg-surface p-1 shadow-popup"
      >
        {candidates.map((candidate, index) => (
          <div
            key={`${candidate.kind} ${candidate.text}`}
            id={`${id}-${index}`}
            ref={index === active ? scrollIntoView : undefined}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(candidate);
            }}
            onPointerEnter={() => setActive(index)}
            className={`flex min-h-8 items-center gap-3 rounded-lg px-2.5 text-sm pointer-coarse:min-h-11 ${index === active ? "bg-hover" : ""}`}
          >
            <code className="font-mono">{candidate.text}</code>
            <span className="ms-auto truncate text-ink-faint">{meaningOf(candidate)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function scrollIntoView(node: HTMLElement | null): void {
  node?.scrollIntoView({ block: "nearest" });
}

function meaningOf({ kind, text }: Candidate): string {
  const { meanings, kinds } = m.filters;
  return meanings[text] ?? kinds[kind];
}
