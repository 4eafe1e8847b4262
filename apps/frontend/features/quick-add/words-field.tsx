import { HighlightedField } from "./highlighted-field.tsx";
import { takeBackByKey, type ReadLine } from "./use-read-line.ts";

type WordsFieldProps = {
  reading: ReadLine;
  /** What it is for whatever is typed before it is there. */
  place: string;
  label: string;
  hint: string;
  describedBy: string;
  isInvalid: boolean;
  isFocused?: boolean;
  onWrite?: (text: string) => void;
  onSubmit: () => void;
};

const mostWords = 200;

/** A line for words that are only there to be read: lights up what is understood, Backspace takes it back. */
export function WordsField(props: WordsFieldProps) {
  const { reading, place, label, hint, describedBy, isInvalid, isFocused, onWrite } = props;
  return (
    <HighlightedField
      size="small"
      className={`w-full cursor-text rounded-lg border bg-surface px-2.5 py-[7px] transition-colors duration-(--quick) focus-within:border-accent focus-within:outline-1 focus-within:-outline-offset-1 focus-within:outline-accent pointer-coarse:py-[11px] ${isInvalid ? "border-danger" : "border-edge hover:border-ink-soft"}`}
      value={reading.line.text}
      spans={reading.parsed.found}
      data-field={place}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      placeholder={hint}
      maxLength={mostWords}
      autoComplete="off"
      autoFocus={isFocused}
      enterKeyHint="done"
      onChange={(event) => {
        const text = event.target.value.replace(/[\r\n]+/gu, " ");
        reading.write(text);
        onWrite?.(text);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (takeBackByKey(event, reading)) event.preventDefault();
        else if (event.key === "Enter") {
          event.preventDefault();
          props.onSubmit();
        }
      }}
    />
  );
}
