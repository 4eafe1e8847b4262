import type { RecurrenceInput } from "@pakaura/contract/http";
import { parseQuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import { currentLocale } from "../../messages/format.ts";
import { m } from "../../messages/messages.ts";
import { inputLook } from "../../ui/field.tsx";
import { useMe } from "../accounts/me.ts";
import type { DueContext } from "./due-words.ts";

/** A recurrence in a person's words, and what they come to; null while they come to nothing. */
export type Said = { text: string; input: RecurrenceInput | null };

type RepeatInWordsProps = {
  said: Said;
  isMisunderstood: boolean;
  context: DueContext;
  onSay: (said: Said) => void;
};

/** A recurrence as a person says it: "every other friday until 1 March". */
export function RepeatInWords({ said, isMisunderstood, context, onSay }: RepeatInWordsProps) {
  const { week_start: weekStart } = useMe();

  function say(text: string): void {
    const options = { ...context, weekStart, locale: currentLocale() };
    const { title, recurrence } = parseQuickAdd(text, options);
    onSay({ text, input: title === "" ? recurrence : null });
  }

  return (
    <div>
      <input
        aria-label={m.recurrence.inWords}
        aria-invalid={isMisunderstood || undefined}
        aria-describedby="repeat-in-words"
        placeholder={m.recurrence.inWordsHint}
        autoComplete="off"
        data-field="repeat"
        value={said.text}
        onChange={(event) => say(event.target.value)}
        className={`${inputLook} h-9 text-sm`}
      />
      <p id="repeat-in-words" className="text-sm text-ink-soft">
        {isMisunderstood && <span className="mt-1 block">{m.recurrence.notUnderstood}</span>}
      </p>
    </div>
  );
}
