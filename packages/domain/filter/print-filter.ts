import type { Priority } from "@pakaura/contract/task";
import type { DayWords, Filter, Unit, When } from "./filter.ts";
import { dateFieldWords, monthWords, nearDays, weekdayWords, wordFor } from "./filter-words.ts";

/** The canonical text of a query: `parseFilter` reads the same filter from it. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case "or":
      return filter.parts.map(printFilter).join(" | ");
    case "and":
      return filter.parts.map((part) => inside(part, "or")).join(" & ");
    case "not":
      return `-${inside(filter.part, "or", "and")}`;
    case "state":
      return filter.state;
    case "has":
      return `${filter.isThere ? "has" : "no"} ${filter.feature}`;
    case "tag":
      return `#${filter.tag}`;
    case "priority":
      return printPriorities(filter.priorities);
    case "date":
      return printDate(filter);
    case "text":
      return `"${filter.text.replace(/[\\"“”„«»]/gu, "\\$&")}"`;
  }
}

function inside(filter: Filter, ...kinds: Filter["kind"][]): string {
  const text = printFilter(filter);
  return kinds.includes(filter.kind) ? `(${text})` : text;
}

function printPriorities(priorities: readonly Priority[]): string {
  const [first] = priorities;
  if (priorities.length === 1) return first === "none" ? "no priority" : `!${first ?? ""}`;
  const isAnyBut = priorities.length === 4 && first === "low";
  return isAnyBut ? "has priority" : `priority:${priorities.join(",")}`;
}

function printDate({ field, comparison, when }: Extract<Filter, { kind: "date" }>): string {
  const text = printWhen(when);
  const isNear = when.kind === "offset" && when.unit === "day" && Math.abs(when.count) <= 1;
  if (field === "due" && comparison === "=" && isNear) return text;
  const sign = comparison === "=" ? ":" : ` ${comparison}`;
  return `${wordFor(dateFieldWords, field)}${sign} ${text}`;
}

function printWhen(when: When): string {
  switch (when.kind) {
    case "month":
      return when.month;
    case "period":
      return `${when.which} ${when.unit}`;
    case "span":
      return `${when.which} ${amount(when.count, when.unit)}`;
    case "range":
      return `${printDay(when.from)}..${printDay(when.to)}`;
    case "date":
    case "offset":
    case "weekday":
    case "annual":
      return printDay(when);
  }
}

function printDay(day: DayWords): string {
  switch (day.kind) {
    case "date":
      return day.date;
    case "weekday":
      return wordFor(weekdayWords, day.weekday);
    case "annual":
      return `${day.day} ${wordFor(monthWords, day.month)}`;
    case "offset": {
      const near = day.unit === "day" ? wordFor(nearDays, day.count) : "";
      if (near !== "") return near;
      return day.count < 0 ? `${amount(-day.count, day.unit)} ago` : amount(day.count, day.unit);
    }
  }
}

function amount(count: number, unit: Unit): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
