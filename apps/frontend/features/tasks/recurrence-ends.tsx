import { inputLook } from "../../ui/field.tsx";
import { m } from "../../messages/all-messages.ts";
import type { Ends } from "./recurrence-form.ts";

const mostTimes = 10_000;

type RecurrenceEndsProps = {
  ends: Ends;
  /** Offered as the last day. */
  laterDay: string;
  firstDay: string;
  onChange: (ends: Ends) => void;
};

/** When a series ends: never, on a day, or after so many times. */
export function RecurrenceEnds({ ends, laterDay, firstDay, onChange }: RecurrenceEndsProps) {
  const choices: Record<Ends["kind"], () => Ends> = {
    never: () => ({ kind: "never" }),
    on: () => ({ kind: "on", date: laterDay }),
    after: () => ({ kind: "after", count: 10 }),
  };
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <label className="flex min-w-36 grow basis-0 items-center gap-2 whitespace-nowrap">
        {m.recurrence.ends}
        <select
          value={ends.kind}
          onChange={(event) => {
            const { value } = event.target;
            if (value === "never" || value === "on" || value === "after")
              onChange(choices[value]());
          }}
          className={`${inputLook} h-9 text-sm`}
        >
          <option value="never">{m.recurrence.endsNever}</option>
          <option value="on">{m.recurrence.endsOn}</option>
          <option value="after">{m.recurrence.endsAfter}</option>
        </select>
      </label>
      {ends.kind === "on" && (
        <span className="w-36">
          <input
            type="date"
            aria-label={m.recurrence.lastDate}
            required
            min={firstDay}
            value={ends.date}
            onChange={(event) => onChange({ kind: "on", date: event.target.value })}
            className={`${inputLook} h-9 text-sm tabular-nums`}
          />
        </span>
      )}
      {ends.kind === "after" && (
        <>
          <span className="w-18">
            <input
              type="number"
              aria-label={m.recurrence.times}
              min={1}
              max={mostTimes}
              value={ends.count}
              onChange={(event) => {
                const count = Math.trunc(event.target.valueAsNumber || 1);
                onChange({ kind: "after", count: Math.min(mostTimes, Math.max(1, count)) });
              }}
              className={`${inputLook} h-9 text-sm tabular-nums`}
            />
          </span>
          <span aria-hidden>{m.recurrence.timesUnit(ends.count)}</span>
        </>
      )}
    </div>
  );
}
