import type { CreateTask } from "@pakaura/contract/http";
import type { Priority } from "@pakaura/contract/task";
import { dayFromNow, type DueContext } from "./due-words.ts";
import type { ListSearch } from "./list-search.ts";
import { defaultOrder, type TaskFilters } from "./task-filters.ts";
import { m } from "../../messages/messages.ts";

export type ViewName =
  | "all"
  | "today"
  | "upcoming"
  | "tag"
  | "priority"
  | "filter"
  | "completed"
  | "trash";

/** A place of the sidebar. `filter` is the query of a filter, which may say itself if it wants completed tasks. */
export type View = {
  name: ViewName;
  tag?: string;
  priority?: Priority;
  filter?: { query: string; takesAnyStatus: boolean };
};

/** The name at the top of a view. */
export function viewTitle(view: View): string {
  if (view.name === "filter") return m.filters.filter;
  if (view.name === "priority") return m.views.priority(view.priority ?? "none");
  return view.name === "tag" ? `#${view.tag ?? ""}` : m.views[view.name];
}

/** True for views that show a heading over each day. */
export function isByDay(view: View, filters: TaskFilters): boolean {
  const isDated = view.name === "today" || view.name === "upcoming";
  return isDated && filters.sort === "due_date" && filters.order === "asc";
}

/** What a view asks for, narrowed down by the address. */
export function viewFilters(view: View, search: ListSearch, context: DueContext): TaskFilters {
  const base = baseFilters(view, context);
  const sort = search.sort ?? base.sort ?? "created_at";
  const tag = [...(base.tag ?? []), ...(view.name === "tag" ? [] : (search.tag ?? []))];
  return {
    ...base,
    ...statusFilter(view, search),
    ...dueFilter(search, context),
    ...(search.q ? { search: search.q } : {}),
    ...(search.priority && view.name !== "priority" ? { priority: search.priority } : {}),
    ...(tag.length > 0 ? { tag } : {}),
    sort,
    order: search.order ?? defaultOrder(sort),
  };
}

function baseFilters(view: View, context: DueContext): Partial<TaskFilters> {
  switch (view.name) {
    case "all":
      return { completed: false };
    case "tag":
      return { completed: false, ...(view.tag ? { tag: [view.tag] } : {}) };
    case "today":
      return { completed: false, due_before: dayFromNow(0, context), sort: "due_date" };
    case "upcoming":
      return { completed: false, due_after: dayFromNow(0, context), sort: "due_date" };
    case "priority":
      return {
        completed: false,
        ...(view.priority ? { priority: [view.priority] } : {}),
        sort: "due_date",
      };
    case "filter":
      return {
        ...(view.filter?.takesAnyStatus ? {} : { completed: false }),
        filter: view.filter?.query ?? "",
        sort: "due_date",
      };
    case "completed":
      return { completed: true };
    case "trash":
      return { deleted: true };
  }
}

function statusFilter(view: View, { status }: ListSearch): Partial<TaskFilters> {
  if (!status || view.name === "completed" || view.name === "trash") return {};
  // The key is overwritten, so that "all" takes the view's own choice away.
  return status === "all" ? { completed: undefined } : { completed: status === "completed" };
}

function dueFilter({ due, from, to }: ListSearch, context: DueContext): Partial<TaskFilters> {
  const today = dayFromNow(0, context);
  switch (due) {
    case "overdue":
      return { overdue: true };
    case "today":
      return { due_after: today, due_before: today };
    case "week":
      return { due_after: today, due_before: dayFromNow(6, context) };
    case "none":
      return { has_due_date: false };
    case "range":
      return { ...(from ? { due_after: from } : {}), ...(to ? { due_before: to } : {}) };
    case undefined:
      return {};
  }
}

/** What a task that is added in a view begins with, so that it appears there. */
export function viewDefaults(view: View, context: DueContext): Partial<CreateTask> {
  if (view.name === "today" || view.name === "upcoming")
    return { due_date: dayFromNow(0, context) };
  if (view.name === "priority" && view.priority) return { priority: view.priority };
  return view.name === "tag" && view.tag ? { tags: [view.tag] } : {};
}
