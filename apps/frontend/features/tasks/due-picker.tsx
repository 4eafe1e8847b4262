import { CalendarX2, ChevronLeft, ChevronRight, Clock } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { IconButton } from "../../ui/button.tsx";
import { useMe } from "../accounts/me.ts";
import { DueInWords } from "./due-in-words.tsx";
import { dayFromNow, dueDay, dueTime, toDueDate, type DueContext } from "./due-words.ts";
import { monthGrid, weekStartNumber } from "./month-grid.ts";
import { formatDate, formatWeekday } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";

type DuePickerProps = {
  value: string | null;
  context: DueContext;
  onPick: (dueDate: string | null) => void;
  /** Called when a day was picked with nothing left to choose. */
  onDone: () => void;
};

/** A due date: near days at once, any day in the month, and a time if one is wanted. */
export function DuePicker({ value, context, onPick, onDone }: DuePickerProps) {
  const { week_start: weekStart } = useMe();
  const today = dayFromNow(0, context);
  const chosenDay = value === null ? null : dueDay(value, context.timeZone);
  const time = value === null ? null : dueTime(value, context.timeZone);
  const [cursor, setCursor] = useState(chosenDay ?? today);
  const grid = useRef<HTMLDivElement>(null);
  const month = Temporal.PlainDate.from(cursor);
  const first = weekStartNumber(weekStart);

  function pick(day: string): void {
    onPick(toDueDate(day, time, context.timeZone));
    setCursor(day);
    if (time === null) onDone();
  }

  function step(duration: Temporal.DurationLike): void {
    setCursor(month.add(duration).toString());
  }

  function press(event: KeyboardEvent): void {
    const steps: Record<string, Temporal.DurationLike> = {
      ArrowLeft: { days: -1 },
      ArrowRight: { days: 1 },
      ArrowUp: { days: -7 },
      ArrowDown: { days: 7 },
      PageUp: { months: -1 },
      PageDown: { months: 1 },
    };
    const duration = steps[event.key];
    if (!duration) return;
    event.preventDefault();
    step(duration);
    requestAnimationFrame(() => {
      grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    });
  }

  const names = Array.from({ length: 7 }, (_, index) =>
    formatWeekday(((first - 1 + index) % 7) + 1, "narrow"),
  );

  return (
    <div className="w-72 p-3 pointer-coarse:w-[min(21.5rem,calc(100vw-1.5rem))]">
      <DueInWords
        context={context}
        onPick={(dueDate) => {
          onPick(dueDate);
          onDone();
        }}
        onLastMoment={onPick}
      />
      <div className="mb-3 grid grid-cols-[auto_auto_auto] gap-1.5">
        {quickDays(today, first).map(([name, day]) => (
          <button
            key={name}
            type="button"
            onClick={() => pick(day)}
            className="h-8 rounded-lg border border-line px-2 text-sm whitespace-nowrap transition-colors duration-(--quick) hover:bg-hover pointer-coarse:h-11"
          >
            {name}
          </button>
        ))}
      </div>
      <div className="mb-1 flex items-center justify-between ps-2">
        <span className="text-sm font-medium" aria-live="polite">
          {formatDate(Date.UTC(month.year, month.month - 1, 1), {
            month: "long",
            year: "numeric",
            timeZone: "UTC",
          })}
        </span>
        <span className="flex">
          <IconButton label={m.dates.previousMonth} onClick={() => step({ months: -1 })}>
            <ChevronLeft size={16} className="rtl:rotate-180" aria-hidden />
          </IconButton>
          <IconButton label={m.dates.nextMonth} onClick={() => step({ months: 1 })}>
            <ChevronRight size={16} className="rtl:rotate-180" aria-hidden />
          </IconButton>
        </span>
      </div>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={m.dates.days}
        onKeyDown={press}
        className="text-center text-sm"
      >
        <div role="row" className="grid grid-cols-7 text-xs text-ink-faint">
          {names.map((name, index) => (
            <span key={index} role="columnheader" className="flex h-7 items-center justify-center">
              {name}
            </span>
          ))}
        </div>
        {monthGrid(cursor, first).map((week) => (
          <div key={week[0]} role="row" className="grid grid-cols-7">
            {week.map((day) => (
              <span key={day} role="gridcell" aria-selected={day === chosenDay}>
                <button
                  type="button"
                  tabIndex={day === cursor ? 0 : -1}
                  aria-label={longDay(day)}
                  aria-current={day === today ? "date" : undefined}
                  onClick={() => pick(day)}
                  className={`mx-auto flex size-8 items-center justify-center rounded-full tabular-nums transition-colors duration-(--quick) pointer-coarse:h-11 pointer-coarse:w-full ${dayLook(day, { chosenDay, today, cursor })}`}
                >
                  {Number(day.slice(8))}
                </button>
              </span>
            ))}
          </div>
        ))}
      </div>
      <div className="mt-2 flex items-center gap-2 border-t border-line pt-3">
        <Clock size={15} className="ms-1 shrink-0 text-ink-faint" aria-hidden />
        <input
          type="time"
          aria-label={m.dates.time}
          value={time ?? ""}
          onChange={(event) =>
            onPick(toDueDate(chosenDay ?? today, event.target.value || null, context.timeZone))
          }
          className="h-8 grow rounded-md bg-transparent px-1 text-sm pointer-coarse:h-11"
        />
        {value !== null && (
          <button
            type="button"
            onClick={() => {
              onPick(null);
              onDone();
            }}
            className="flex h-8 items-center gap-1.5 rounded-lg px-2 text-sm text-ink-soft hover:bg-hover pointer-coarse:h-11"
          >
            <CalendarX2 size={15} aria-hidden />
            {m.dates.noDate}
          </button>
        )}
      </div>
    </div>
  );
}

type Days = { chosenDay: string | null; today: string; cursor: string };

function dayLook(day: string, { chosenDay, today, cursor }: Days): string {
  if (day === chosenDay) return "bg-accent font-medium text-on-accent";
  if (day === today) return "font-semibold text-accent hover:bg-hover";
  return day.slice(0, 7) === cursor.slice(0, 7)
    ? "hover:bg-hover"
    : "text-ink-faint hover:bg-hover";
}

function quickDays(today: string, first: number): [string, string][] {
  const date = Temporal.PlainDate.from(today);
  return [
    [m.dates.today, today],
    [m.dates.tomorrow, date.add({ days: 1 }).toString()],
    [m.dates.nextWeek, date.add({ days: ((first - date.dayOfWeek + 6) % 7) + 1 }).toString()],
  ];
}

function longDay(day: string): string {
  const { year, month, day: number } = Temporal.PlainDate.from(day);
  return formatDate(Date.UTC(year, month - 1, number), { dateStyle: "full", timeZone: "UTC" });
}
