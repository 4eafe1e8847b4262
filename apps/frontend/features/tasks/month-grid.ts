import type { Me } from "@pakaura/contract/http";

const numbers: Record<Me["week_start"], number> = { monday: 1, saturday: 6, sunday: 7 };

/** The weekday that a week begins with: 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekStartNumber(weekStart: Me["week_start"]): number {
  return numbers[weekStart];
}

/** The weeks that show the month of a day: whole weeks, days as `2026-11-25`. */
export function monthGrid(day: string, firstWeekday: number): string[][] {
  const first = Temporal.PlainDate.from(day).with({ day: 1 });
  const lead = (first.dayOfWeek - firstWeekday + 7) % 7;
  const weeks = Math.ceil((lead + first.daysInMonth) / 7);
  const start = first.subtract({ days: lead });
  return Array.from({ length: weeks }, (_week, week) =>
    Array.from({ length: 7 }, (_day, index) => start.add({ days: week * 7 + index }).toString()),
  );
}
