import { normaliseTag, tagLimits } from "@pakaura/domain/tags";
import { Hash, X } from "lucide-react";
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTags } from "./task-queries.ts";
import { useLastMoment } from "../../lib/last-moment.ts";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";

type TagInputProps = {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  error?: string | undefined;
  /** In a window of its own, which grows with the suggestions instead of being covered by them. */
  isInWindow?: boolean;
};

/** Tags as chips, with suggestions while typing (an ARIA combobox). */
export function TagInput({ tags, onChange, error, isInWindow = false }: TagInputProps) {
  const id = useId();
  const [text, setText] = useState("");
  /** What is no tag yet, known at once: the page may end before it is drawn again. */
  const unsaved = useRef("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [complaint, setComplaint] = useState<string>();
  const prefix = normaliseTag(text.replace(/^#/, "")) ?? "";
  const known = useTags(prefix)
    .map((tag) => tag.name)
    .filter((name) => !tags.includes(name));
  const isNew = prefix !== "" && !known.includes(prefix) && !tags.includes(prefix);
  const options = [...known.slice(0, 7), ...(isNew ? [prefix] : [])];
  const note = complaint ?? error;

  function write(next: string): void {
    unsaved.current = next;
    setText(next);
    setActive(0);
    setComplaint(undefined);
  }

  function add(name: string | undefined): void {
    const tag = normaliseTag((name ?? unsaved.current).replace(/^#/, ""));
    if (tag === null) {
      if (unsaved.current.trim() !== "") {
        setComplaint(m.tags.invalid(tagLimits.tagLength));
      }
      return;
    }
    if (tags.length >= tagLimits.tagsPerTask) {
      setComplaint(m.tags.tooMany(tagLimits.tagsPerTask));
      return;
    }
    write("");
    if (!tags.includes(tag)) onChange([...tags, tag]);
  }

  const latestAdd = useRef(add);
  useLayoutEffect(() => {
    latestAdd.current = add;
  });
  useLastMoment(() => add(undefined));
  // Closing the panel must not lose the last tag.
  useEffect(() => () => latestAdd.current(undefined), []);

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const count = Math.max(options.length, 1);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setIsOpen(true);
      setActive((active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" || event.key === "," || (event.key === " " && text !== "")) {
      event.preventDefault();
      add(event.key === "Enter" && (text !== "" || isOpen) ? options[active] : undefined);
    } else if (event.key === "Backspace" && text === "" && tags.length > 0) {
      onChange(tags.slice(0, -1));
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      setIsOpen(false);
    }
  }

  return (
    <div className="relative">
      <label
        htmlFor={`${id}-input`}
        className="-mx-2 flex min-h-9 cursor-text flex-wrap items-center gap-1.5 rounded-lg px-2 py-1 focus-within:bg-hover hover:bg-hover pointer-coarse:min-h-11"
      >
        {tags.map((tag) => (
          <span
            key={tag}
            ref={passFocusOn}
            className="inline-flex h-6 max-w-full items-center rounded-full bg-pressed pe-1 ps-2.5 text-sm pointer-coarse:h-9"
          >
            <span className="truncate">{tag}</span>
            <button
              type="button"
              aria-label={m.tags.removeTag(tag)}
              onClick={() => onChange(tags.filter((other) => other !== tag))}
              className="ms-0.5 flex size-5 items-center justify-center rounded-full text-ink-faint hover:text-ink pointer-coarse:size-9"
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={`${id}-input`}
          role="combobox"
          data-field="tags"
          aria-label={m.tags.addOne}
          aria-expanded={isOpen && options.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && options[active] ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-invalid={note ? true : undefined}
          value={text}
          placeholder={tags.length === 0 ? m.tags.add : ""}
          autoComplete="off"
          onFocus={() => setIsOpen(true)}
          onBlur={() => {
            setIsOpen(false);
            add(undefined);
          }}
          onChange={(event) => {
            write(event.target.value);
            setIsOpen(true);
          }}
          onKeyDown={press}
          className="h-6 w-16 grow bg-transparent text-sm outline-none"
        />
      </label>
      {note && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {note}
        </p>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={m.tags.tags}
        hidden={!isOpen || options.length === 0}
        className={
          isInWindow
            ? "-mx-2 mt-1 max-h-60 overflow-y-auto"
            : "rise absolute top-full end-0 start-0 z-50 mt-1 max-h-60 overflow-y-auto rounded-xl border border-line bg-surface p-1 shadow-popup"
        }
      >
        {options.map((name, index) => (
          <div
            key={name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => {
              event.preventDefault();
              add(name);
            }}
            onPointerEnter={() => setActive(index)}
            className={`flex h-8 items-center gap-2 rounded-lg px-2 text-sm pointer-coarse:h-11 ${index === active ? "bg-hover" : ""}`}
          >
            <Hash size={13} className="text-ink-faint" aria-hidden />
            {name}
            {isNew && name === prefix && (
              <span className="ms-auto text-xs text-ink-faint">{m.tags.isNew}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
