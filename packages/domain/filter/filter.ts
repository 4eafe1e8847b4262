import type { Priority, Weekday } from "@pakaura/contract/task";

/** How long and how deep a query may be. */
export const filterLimits = { length: 500, depth: 20 } as const;

export type DateField = "due" | "created" | "updated" | "completed";
export type Comparison = "=" | "<" | "<=" | ">" | ">=";
export type Unit = "day" | "week" | "month" | "year";
/** What a task may have or lack. Priority is not among them: it is always one of five. */
export type Feature = "date" | "time" | "tags" | "notes";

/** One day, named in any of the ways that people do. */
export type DayWords =
  | { kind: "date"; date: string }
  /** So many days, weeks, months or years from today; negative for the past. */
  | { kind: "offset"; count: number; unit: Unit }
  | { kind: "weekday"; weekday: Weekday }
  /** A day of any year: the nearest one in the direction in which its field looks. */
  | { kind: "annual"; month: number; day: number };

/** A day, or several that follow each other. */
export type When =
  | DayWords
  | { kind: "month"; month: string }
  | { kind: "period"; which: "last" | "this" | "next"; unit: Exclude<Unit, "day"> }
  /** Days in a row that begin or end today, today being one of them. */
  | { kind: "span"; which: "last" | "next"; count: number; unit: Unit }
  | { kind: "range"; from: DayWords; to: DayWords };

/** The syntax tree of a query. Lists have two parts or more, and none of their own kind directly inside. */
export type Filter =
  | { kind: "and" | "or"; parts: Filter[] }
  | { kind: "not"; part: Exclude<Filter, { kind: "not" }> }
  | { kind: "state"; state: "overdue" | "completed" | "open" | "recurring" }
  | { kind: "has"; feature: Feature; isThere: boolean }
  | { kind: "tag"; tag: string }
  /** Any of them; lowest first. */
  | { kind: "priority"; priorities: Priority[] }
  | { kind: "date"; field: DateField; comparison: Comparison; when: When }
  | { kind: "text"; text: string };

/**
 * Whether a query says itself if it wants completed tasks. A view shows only open ones when it does
 * not.
 */
export function speaksOfCompletion(filter: Filter): boolean {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.parts.some(speaksOfCompletion);
    case "not":
      return speaksOfCompletion(filter.part);
    case "state":
      return filter.state === "completed" || filter.state === "open";
    case "date":
      return filter.field === "completed";
    case "has":
    case "tag":
    case "priority":
    case "text":
      return false;
  }
}
