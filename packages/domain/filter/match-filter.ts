import type { Task } from "@pakaura/contract/task";
import { isAllDay, isOverdue, toDueAt } from "../due-date.ts";
import { matchesPattern, searchText } from "../search.ts";
import type { DateField, Feature, Filter } from "./filter.ts";
import { resolveFilter, type Condition } from "./resolve-filter.ts";
import type { FilterContext } from "./resolve-when.ts";

type Test = (task: Task) => boolean;

/** The test that a filter is, at this moment and place. The trash is no matter of a filter. */
export function matchFilter(filter: Filter, context: FilterContext): Test {
  return toTest(resolveFilter(filter, context), context.timeZone);
}

function toTest(condition: Condition, timeZone: string): Test {
  switch (condition.kind) {
    case "and": {
      const tests = condition.parts.map((part) => toTest(part, timeZone));
      return (task) => tests.every((test) => test(task));
    }
    case "or": {
      const tests = condition.parts.map((part) => toTest(part, timeZone));
      return (task) => tests.some((test) => test(task));
    }
    case "not": {
      const test = toTest(condition.part, timeZone);
      return (task) => !test(task);
    }
    case "overdue": {
      const now = Date.parse(condition.now);
      return ({ due_date, completed }) =>
        isOverdue({ dueAt: toDueAt(due_date, timeZone), completed }, now);
    }
    case "completed":
      return (task) => task.completed;
    case "recurring":
      return (task) => task.recurrence?.active === true;
    case "has":
      return hasFeature(condition.feature);
    case "tag":
      return (task) => task.tags.includes(condition.tag);
    case "priority":
      return (task) => condition.priorities.includes(task.priority);
    case "between":
      return isBetween(condition, timeZone);
    case "text": {
      const { pattern } = condition;
      return pattern === null ? () => true : (task) => matchesPattern(searchText(task), pattern);
    }
  }
}

function hasFeature(feature: Feature): Test {
  switch (feature) {
    case "date":
      return (task) => task.due_date !== null;
    case "time":
      return (task) => task.due_date !== null && !isAllDay(task.due_date);
    case "tags":
      return (task) => task.tags.length > 0;
    case "notes":
      return (task) => task.notes !== "";
  }
}

function isBetween(
  { field, from, to }: { field: DateField; from: string | null; to: string | null },
  timeZone: string,
): Test {
  const instant = instantOf(field, timeZone);
  return (task) => {
    // Instants of one form compare as their texts do.
    const at = instant(task);
    return at !== null && (from === null || at >= from) && (to === null || at <= to);
  };
}

function instantOf(field: DateField, timeZone: string): (task: Task) => string | null {
  switch (field) {
    case "due":
      return (task) => toDueAt(task.due_date, timeZone);
    case "created":
      return (task) => task.created_at;
    case "updated":
      return (task) => task.updated_at;
    case "completed":
      return (task) => task.completed_at;
  }
}
