import type { Priority } from "@pakaura/contract/task";
import { useMemo } from "react";
import { navigate, useSearch } from "wouter/use-browser-location";
import { parseSearch, stringifySearch } from "../../lib/search-params.ts";
import { sorts, type Order, type Sort } from "./task-filters.ts";

const priorities = [
  "none",
  "low",
  "medium",
  "high",
  "urgent",
] as const satisfies readonly Priority[];
export const statuses = ["open", "completed", "all"] as const;
export const dueChoices = ["overdue", "today", "week", "none", "range"] as const;

/** What the address of a list says: its filters, and the task that is open beside it. */
export type ListSearch = {
  q?: string;
  status?: (typeof statuses)[number];
  priority?: Priority[];
  tag?: string[];
  due?: (typeof dueChoices)[number];
  from?: string;
  to?: string;
  sort?: Sort;
  order?: Order;
  task?: string;
  /** The query of a filter. */
  filter?: string;
  /** What the activity page is narrowed down to, besides `q`, `from` and `to`. */
  action?: string;
};

/** Reads an address; whatever is not understood is left out. */
export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const search: ListSearch = {};
  const text = (name: string): string | undefined => {
    const value = raw[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const list = (name: string): string[] =>
    [raw[name]].flat().filter((item) => typeof item === "string");
  const date = (name: string): string | undefined =>
    /^\d{4}-\d{2}-\d{2}$/.test(text(name) ?? "") ? text(name) : undefined;

  const status = statuses.find((item) => item === raw["status"]);
  const due = dueChoices.find((item) => item === raw["due"]);
  const sort = sorts.find((item) => item === raw["sort"]);
  const order = (["asc", "desc"] as const).find((item) => item === raw["order"]);
  const chosen = priorities.filter((item) => list("priority").includes(item));
  const tags = list("tag");
  const found = {
    q: text("q"),
    status,
    priority: chosen.length > 0 ? chosen : undefined,
    tag: tags.length > 0 ? tags : undefined,
    due,
    from: date("from"),
    to: date("to"),
    sort,
    order,
    task: text("task"),
    filter: text("filter"),
    action: text("action"),
  };
  return Object.assign(
    search,
    Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)),
  );
}

/** True when the person has narrowed the view down. */
export function isFiltered(search: ListSearch): boolean {
  return Boolean(
    search.q ||
    search.status ||
    search.priority ||
    search.tag ||
    search.due ||
    search.from ||
    search.to,
  );
}

/** The address of the current list, and a way to change parts of it. */
export function useListSearch(): {
  search: ListSearch;
  change: typeof changeSearch;
  clearFilters: () => void;
} {
  const text = useSearch();
  const search = useMemo(() => readListSearch(parseSearch(text)), [text]);
  return { search, change: changeSearch, clearFilters };
}

/** The task that is open beside the list. */
export function openTaskId(): string | undefined {
  return readListSearch(parseSearch(window.location.search)).task;
}

export function changeSearch(patch: ListSearch, { replace = false } = {}): void {
  const { pathname, search } = window.location;
  const next = readListSearch({ ...readListSearch(parseSearch(search)), ...patch });
  navigate(`${pathname}${stringifySearch(next)}`, { replace });
}

function clearFilters(): void {
  const { pathname, search } = window.location;
  const { task, sort, order, filter } = readListSearch(parseSearch(search));
  navigate(`${pathname}${stringifySearch(readListSearch({ task, sort, order, filter }))}`);
}
