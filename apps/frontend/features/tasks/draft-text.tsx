import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useLastMoment } from "../../lib/last-moment.ts";

type DraftTextProps = {
  label: string;
  value: string;
  placeholder: string;
  maxLength: number;
  isOneLine?: boolean;
  isRequired?: boolean;
  error?: string | undefined;
  className: string;
  isFocusedAtFirst?: boolean;
  fieldRef?: RefObject<HTMLTextAreaElement | null>;
  /** Called with what is written, before it is saved. */
  onWrite?: (text: string) => void;
  onFocus?: () => void;
  onLeave?: () => void;
  /** `seen` is the text that was changed: another one may have come from elsewhere meanwhile. */
  onSave: (text: string, seen: string) => void;
};

const savePauseMs = 800;

/**
 * Text that grows with what is written and saves itself: after a pause, when it is left, and when the page
 * ends. What comes from elsewhere is shown only while nothing of one's own is unsaved.
 */
export function DraftText(props: DraftTextProps) {
  const { label, value, placeholder, maxLength, className, error, onSave } = props;
  const { isOneLine = false, isRequired = false, isFocusedAtFirst = false } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const ownArea = useRef<HTMLTextAreaElement>(null);
  const area = props.fieldRef ?? ownArea;
  const seen = useRef(value);
  const text = draft ?? value;

  function save(): void {
    const next = isOneLine ? (draft ?? "").trim() : draft;
    const isMissing = isRequired && next === "";
    const isSaved = next === value || next === seen.current;
    if (next === null || draft === null || isMissing || isSaved) return;
    onSave(next, seen.current);
    seen.current = next;
  }

  const latestSave = useRef(save);
  useLayoutEffect(() => {
    latestSave.current = save;
  });

  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => latestSave.current(), savePauseMs);
    return () => clearTimeout(timer);
  }, [draft]);

  // Closing the panel must not lose the last words.
  useEffect(() => () => latestSave.current(), []);
  useLastMoment(save);

  useLayoutEffect(() => {
    const node = area.current;
    if (!node) return;
    node.style.height = "0";
    node.style.height = `${node.scrollHeight}px`;
  }, [text, area]);

  return (
    <div>
      <textarea
        ref={area}
        rows={1}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        value={text}
        placeholder={placeholder}
        maxLength={maxLength}
        onChange={(event) => {
          const { value: written } = event.target;
          if (draft === null) seen.current = value;
          const next = isOneLine ? written.replace(/[\r\n]\s*/g, " ") : written;
          setDraft(next);
          props.onWrite?.(next);
        }}
        autoFocus={isFocusedAtFirst}
        onFocus={props.onFocus}
        onBlur={() => {
          save();
          setDraft(null);
          props.onLeave?.();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (isOneLine && event.key === "Enter") {
            event.preventDefault();
            event.currentTarget.blur();
          }
        }}
        className={`block w-full resize-none overflow-hidden rounded-lg bg-transparent outline-none ${className}`}
      />
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
