import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Recurrence } from "@pakaura/contract/task";
import { describeRecurrence } from "@pakaura/domain/recurrence-words";
import { useRef, useState } from "react";
import { useLastMoment } from "../../lib/last-moment.ts";
import { Button } from "../../ui/button.tsx";
import { inputLook } from "../../ui/field.tsx";
import { answeredRecurrence } from "../quick-add/repeat-words.ts";
import { emptyLine, readWhole, useReader, useReadLine } from "../quick-add/use-read-line.ts";
import { dayFromNow, dueDay, type DueContext } from "./due-words.ts";
import { NextDates } from "./next-dates.tsx";
import { previewRecurrence } from "./preview-recurrence.ts";
import { RecurrenceEnds } from "./recurrence-ends.tsx";
import { RepeatInWords } from "./repeat-in-words.tsx";
import { emptyForm, fromForm, toForm, units, type RecurrenceForm } from "./recurrence-form.ts";
import { m } from "../../messages/all-messages.ts";
import { useMe } from "../accounts/me.ts";
import { WeekdayButtons } from "./weekday-buttons.tsx";

const select = `${inputLook} h-9 w-auto text-sm`;

/** The same for recurrences that come to the same. */
const nameOf = ({ rrule, from }: Recurrence): string => `${rrule} ${from}`;

type RecurrenceEditorProps = {
  recurrence: Recurrence | null;
  dueDate: string | null;
  context: DueContext;
  onSave: (input: RecurrenceInput) => void;
  /** Called when it was saved by its button. */
  onDone: () => void;
  onStop: () => void;
};

/** How a task repeats, as a sentence to fill in. */
export function RecurrenceEditor(props: RecurrenceEditorProps) {
  const { recurrence, dueDate, context, onSave, onDone, onStop } = props;
  const { week_start: weekStart } = useMe();
  const [chosen, setChosen] = useState<RecurrenceForm>(
    () => (recurrence ? toForm(recurrence) : null) ?? emptyForm,
  );
  const isRuleOnly = recurrence !== null && toForm(recurrence) === null;
  const read = useReader(context);
  const reading = useReadLine(context);
  const { text } = reading.line;
  const said = readWhole(reading.line, read)?.recurrence ?? null;
  const form = (said && toForm(previewRecurrence(said))) ?? chosen;
  const isMisunderstood = text.trim() !== "" && said === null;
  const isChosen = useRef(false);
  const set = (patch: Partial<RecurrenceForm>): void => {
    isChosen.current = true;
    setChosen({ ...form, ...patch });
    reading.begin(emptyLine);
  };
  const input = said ?? fromForm(form);
  const answer = answeredRecurrence(input, { ...context, dueDate, firstWeekday: weekStart });
  const isRefused = answer === null && !isMisunderstood && form.ends.kind === "on";
  // A series that goes on has had some of its times: the server knows how many.
  const isAsBefore =
    recurrence?.active && answer?.rrule === recurrence.rrule && answer.from === recurrence.from;
  const firstDay = dueDate === null ? dayFromNow(0, context) : dueDay(dueDate, context.timeZone);

  const saved = useRef<string>(null);
  function save(): boolean {
    if (isMisunderstood || !answer) return false;
    saved.current = nameOf(answer);
    onSave(input);
    return true;
  }
  useLastMoment(() => {
    const isNew = answer !== null && !isAsBefore && nameOf(answer) !== saved.current;
    if (isNew && (said !== null || isChosen.current)) save();
  });
  function submit(): void {
    if (save()) onDone();
  }

  return (
    <form
      className="grid w-84 max-w-full gap-3.5 p-4 pointer-coarse:w-88"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <RepeatInWords reading={reading} isMisunderstood={isMisunderstood} onSubmit={submit} />
      {isRuleOnly && (
        <p className="text-sm text-ink-soft">
          {m.recurrence.ownRule}{" "}
          <code className="font-mono text-xs break-all">{recurrence.rrule}</code>
        </p>
      )}
      <div className="flex items-center gap-2 text-sm">
        {m.recurrence.every}
        <input
          type="number"
          aria-label={m.recurrence.interval}
          min={1}
          max={1000}
          value={form.interval}
          onChange={(event) =>
            set({
              interval: Math.min(1000, Math.max(1, Math.trunc(event.target.valueAsNumber || 1))),
            })
          }
          className={`${inputLook} h-9 w-16 text-sm tabular-nums`}
        />
        <select
          aria-label={m.recurrence.unit}
          value={form.unit}
          onChange={(event) =>
            set({ unit: units.find((unit) => unit === event.target.value) ?? "week" })
          }
          className={`${select} grow`}
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {m.recurrence.units[unit](form.interval)}
            </option>
          ))}
        </select>
      </div>
      {form.unit === "week" && (
        <WeekdayButtons days={form.days} weekStart={weekStart} onChange={(days) => set({ days })} />
      )}
      {form.unit === "month" && (
        <label className="flex items-center gap-2 text-sm">
          {m.recurrence.on}
          <select
            value={form.dayOfMonth ?? ""}
            onChange={(event) =>
              set({ dayOfMonth: event.target.value === "" ? null : Number(event.target.value) })
            }
            className={`${select} grow`}
          >
            <option value="">{m.recurrence.dayOfDueDate}</option>
            <option value={-1}>{m.recurrence.lastDay}</option>
            {Array.from({ length: 31 }, (_, index) => (
              <option key={index} value={index + 1}>
                {m.recurrence.day(index + 1)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="flex items-center gap-2 text-sm whitespace-nowrap">
        {m.recurrence.countedFrom}
        <select
          value={form.from}
          onChange={(event) =>
            set({ from: event.target.value === "completion" ? "completion" : "due_date" })
          }
          className={`${select} grow`}
        >
          <option value="due_date">{m.recurrence.itsDueDate}</option>
          <option value="completion">{m.recurrence.itsCompletion}</option>
        </select>
      </label>
      <RecurrenceEnds
        ends={form.ends}
        firstDay={firstDay}
        laterDay={Temporal.PlainDate.from(firstDay).add({ months: 3 }).toString()}
        onChange={(ends) => set({ ends })}
      />
      {isRefused && (
        <p role="alert" className="text-sm text-danger">
          {m.recurrence.endsTooEarly}
        </p>
      )}
      {answer && !isMisunderstood && (
        <div className="border-t border-line pt-3">
          {said && (
            <p className="mb-1 text-sm first-letter:uppercase">
              {describeRecurrence(answer, m.recurrence.words)}
            </p>
          )}
          <NextDates
            dates={isAsBefore ? recurrence.next_dates : answer.next_dates}
            context={context}
          />
        </div>
      )}
      <div className="flex justify-between gap-2">
        {recurrence?.active ? (
          <Button look="danger" onClick={onStop}>
            {m.recurrence.stop}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" look="primary">
          {m.recurrence.save}
        </Button>
      </div>
    </form>
  );
}
