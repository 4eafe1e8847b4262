import type { Priority } from "@pakaura/contract/task";
import { dayBounds } from "../due-date.ts";
import { phrasePattern } from "../search.ts";
import type { Comparison, DateField, Feature, Filter } from "./filter.ts";
import { resolveWhen, type Days, type FilterContext } from "./resolve-when.ts";

/**
 * A filter at one moment and in one time zone: nothing is left to be understood, so that a list in
 * memory and a database can only agree on it. Instants are in UTC with milliseconds, bounds included.
 */
export type Condition =
  | { kind: "and" | "or"; parts: Condition[] }
  | { kind: "not"; part: Condition }
  | { kind: "overdue"; now: string }
  | { kind: "completed" }
  | { kind: "recurring" }
  | { kind: "has"; feature: Feature }
  | { kind: "tag"; tag: string }
  | { kind: "priority"; priorities: readonly Priority[] }
  | { kind: "between"; field: DateField; from: string | null; to: string | null }
  /** A LIKE pattern of the search text; null holds for every task. */
  | { kind: "text"; pattern: string | null };

/** The filter as it is to be asked now. */
export function resolveFilter(filter: Filter, context: FilterContext): Condition {
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, parts: filter.parts.map((part) => resolveFilter(part, context)) };
    case "not":
      return { kind: "not", part: resolveFilter(filter.part, context) };
    case "state":
      return resolveState(filter.state, context);
    case "has": {
      const condition: Condition = { kind: "has", feature: filter.feature };
      return filter.isThere ? condition : { kind: "not", part: condition };
    }
    case "date": {
      const direction = filter.field === "due" ? "ahead" : "back";
      const days = resolveWhen(filter.when, context, direction);
      return { kind: "between", field: filter.field, ...bounds(days, filter.comparison, context) };
    }
    case "text":
      return { kind: "text", pattern: phrasePattern(filter.text) };
    case "tag":
    case "priority":
      return filter;
  }
}

function resolveState(
  state: Extract<Filter, { kind: "state" }>["state"],
  { now }: FilterContext,
): Condition {
  switch (state) {
    case "overdue":
      return { kind: "overdue", now: new Date(now).toISOString() };
    case "open":
      return { kind: "not", part: { kind: "completed" } };
    case "completed":
    case "recurring":
      return { kind: state };
  }
}

function bounds(
  { first, last }: Days,
  comparison: Comparison,
  { timeZone }: FilterContext,
): { from: string | null; to: string | null } {
  const { start } = dayBounds(first, timeZone);
  const { end } = dayBounds(last, timeZone);
  switch (comparison) {
    case "=":
      return { from: start, to: end };
    case "<":
      return { from: null, to: moved(start, -1) };
    case "<=":
      return { from: null, to: end };
    case ">":
      return { from: moved(end, 1), to: null };
    case ">=":
      return { from: start, to: null };
  }
}

function moved(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
