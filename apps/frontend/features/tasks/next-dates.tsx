import { m } from "../../messages/all-messages.ts";
import { exactDueWords, type DueContext } from "./due-words.ts";

type NextDatesProps = { dates: readonly string[]; context: DueContext };

/** The dates that follow in a series. */
export function NextDates({ dates, context }: NextDatesProps) {
  return (
    <div className="pt-0.5 pb-2 text-xs text-ink-faint">
      <p aria-hidden className="mb-0.5">
        {m.recurrence.nextDates}
      </p>
      <ol aria-label={m.recurrence.nextDates} className="text-sm text-ink-soft tabular-nums">
        {dates.map((date) => (
          <li key={date} className="leading-6">
            {exactDueWords(date, context)}
          </li>
        ))}
      </ol>
    </div>
  );
}
