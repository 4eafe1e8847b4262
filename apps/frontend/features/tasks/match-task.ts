import type { Task } from "@pakaura/contract/task";
import { dueRangeEnd, dueRangeStart, isAllDay, isOverdue, toDueAt } from "@pakaura/domain/due-date";
import { priorityRank } from "@pakaura/domain/priority";
import { matchesPattern, searchPatterns, searchText } from "@pakaura/domain/search";
import type { Clock } from "./clock.ts";
import { filterTest } from "./filter-test.ts";
import { similarSearch } from "./similar-search.ts";
import type { Sort, TaskFilters } from "./task-filters.ts";

/** The server's own rules for one list, so that a change can be placed without asking it. */
export type ListRules = {
  matches: (task: Task) => boolean;
  compare: (left: Task, right: Task) => number;
};

type Test = (task: Task) => boolean;
type DueAt = (task: Task) => string | null;

/** The instant after which a task is overdue. Days are worked out once each: there are few, and they take long. */
function rememberDueAt(timeZone: string): DueAt {
  const ends = new Map<string, string | null>();
  return ({ due_date: dueDate }) => {
    if (dueDate === null || !isAllDay(dueDate)) return dueDate;
    const known = ends.get(dueDate);
    if (known !== undefined) return known;
    const end = toDueAt(dueDate, timeZone);
    ends.set(dueDate, end);
    return end;
  };
}

/** What a task is searched by. */
const searchTexts = new WeakMap<Task, string>();

function searchTextOf(task: Task): string {
  const known = searchTexts.get(task);
  if (known !== undefined) return known;
  const text = searchText(task);
  searchTexts.set(task, text);
  return text;
}

/** The rules of a list; `now` in milliseconds decides what is overdue. */
export function listRules(filters: TaskFilters, clock: Clock): ListRules {
  const dueAt = rememberDueAt(clock.timeZone);
  const tests = [
    ...fieldTests(filters),
    ...dueTests(filters, clock, dueAt),
    ...searchTests(filters),
  ];
  if (filters.filter !== undefined) tests.push(filterTest(filters.filter, clock));
  return {
    matches: (task) => tests.every((test) => test(task)),
    compare: comparison(filters, dueAt),
  };
}

function fieldTests(filters: TaskFilters): Test[] {
  const { completed, priority, tag } = filters;
  const isTrash = filters.deleted === true;
  const tests: Test[] = [(task) => (task.deleted_at !== null) === isTrash && !task.taken_back];
  if (completed !== undefined) tests.push((task) => task.completed === completed);
  if (priority?.length) tests.push((task) => priority.includes(task.priority));
  if (tag?.length) tests.push((task) => task.tags.some((name) => tag.includes(name)));
  return tests;
}

function dueTests(filters: TaskFilters, { now, timeZone }: Clock, dueAt: DueAt): Test[] {
  const tests: Test[] = [];
  if (filters.has_due_date !== undefined) {
    tests.push((task) => (task.due_date !== null) === filters.has_due_date);
  }
  if (filters.due_after) {
    const start = dueRangeStart(filters.due_after, timeZone);
    tests.push((task) => (dueAt(task) ?? "") >= start);
  }
  if (filters.due_before) {
    const end = dueRangeEnd(filters.due_before, timeZone);
    tests.push((task) => task.due_date !== null && (dueAt(task) ?? "") <= end);
  }
  if (filters.overdue !== undefined) {
    tests.push(
      (task) =>
        isOverdue({ dueAt: dueAt(task), completed: task.completed }, now) === filters.overdue,
    );
  }
  return tests;
}

function searchTests(filters: TaskFilters): Test[] {
  if (filters.isSimilar) {
    const matches = similarSearch.get()?.makeTest(filters.search ?? "") ?? (() => false);
    return [(task) => matches(searchTextOf(task))];
  }
  const patterns = searchPatterns(filters.search ?? "");
  if (patterns.length === 0) return [];
  return [
    (task) => {
      const text = searchTextOf(task);
      return patterns.every((pattern) => matchesPattern(text, pattern));
    },
  ];
}

const titles = new Intl.Collator("und", { sensitivity: "accent" });

function comparison(
  { sort, order }: TaskFilters,
  dueAt: DueAt,
): (left: Task, right: Task) => number {
  const direction = order === "asc" ? 1 : -1;
  const byField = fieldComparison(sort, dueAt);
  return (left, right) => {
    // Without a due date means last, in either direction.
    if (sort === "due_date" && (left.due_date === null) !== (right.due_date === null)) {
      return left.due_date === null ? 1 : -1;
    }
    return direction * (byField(left, right) || compareText(left.id, right.id));
  };
}

function fieldComparison(sort: Sort, dueAt: DueAt): (left: Task, right: Task) => number {
  switch (sort) {
    case "created_at":
      return (left, right) => compareText(addedAt(left), addedAt(right));
    case "title":
      return (left, right) => titles.compare(left.title, right.title);
    case "priority":
      return (left, right) => priorityRank(left.priority) - priorityRank(right.priority);
    case "due_date":
      return (left, right) => compareText(dueAt(left) ?? "", dueAt(right) ?? "");
  }
}

/** The server says when, of an instance when its series was: what it does not have yet comes after all that it has, in the order of ids. */
function addedAt(task: Task): string {
  return task.version === 0 ? "pending" : (task.added_at ?? task.created_at);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
