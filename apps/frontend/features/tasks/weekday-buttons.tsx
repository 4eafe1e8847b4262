import type { Me } from "@pakaura/contract/http";
import type { Weekday } from "@pakaura/contract/task";
import { formatWeekday } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import { weekStartNumber } from "./month-grid.ts";

const weekdays: readonly Weekday[] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

type WeekdayButtonsProps = {
  days: readonly Weekday[];
  weekStart: Me["week_start"];
  onChange: (days: Weekday[]) => void;
};

/** Days of the week, of which any can be on; they begin where the person's week does. */
export function WeekdayButtons({ days, weekStart, onChange }: WeekdayButtonsProps) {
  const first = weekStartNumber(weekStart) - 1;
  const shown = [...weekdays.slice(first), ...weekdays.slice(0, first)];
  return (
    <div role="group" aria-label={m.recurrence.onTheseDays} className="flex justify-between">
      {shown.map((day) => {
        const isOn = days.includes(day);
        const number = weekdays.indexOf(day) + 1;
        return (
          <button
            key={day}
            type="button"
            aria-pressed={isOn}
            aria-label={formatWeekday(number, "long")}
            onClick={() =>
              onChange(weekdays.filter((other) => (other === day ? !isOn : days.includes(other))))
            }
            className={`size-9 rounded-full border text-xs font-medium transition-colors duration-(--quick) pointer-coarse:size-11 ${
              isOn ? "border-accent bg-accent text-on-accent" : "border-edge hover:border-ink-soft"
            }`}
          >
            {formatWeekday(number, "short").slice(0, 2)}
          </button>
        );
      })}
    </div>
  );
}
