import { WordsField } from "../quick-add/words-field.tsx";
import type { ReadLine } from "../quick-add/use-read-line.ts";
import { m } from "../../messages/all-messages.ts";

type RepeatInWordsProps = {
  reading: ReadLine;
  isMisunderstood: boolean;
  onSubmit: () => void;
};

/** A recurrence as a person says it: "every other friday until 1 March". */
export function RepeatInWords({ reading, isMisunderstood, onSubmit }: RepeatInWordsProps) {
  return (
    <div>
      <WordsField
        reading={reading}
        place="repeat"
        label={m.recurrence.inWords}
        hint={m.recurrence.inWordsHint}
        describedBy="repeat-in-words"
        isInvalid={isMisunderstood}
        onSubmit={onSubmit}
      />
      <p id="repeat-in-words" className="text-sm text-ink-soft">
        {isMisunderstood && <span className="mt-1 block">{m.recurrence.notUnderstood}</span>}
      </p>
    </div>
  );
}
