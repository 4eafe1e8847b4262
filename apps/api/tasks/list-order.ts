import type { ListTasksQuery } from "@pakaura/contract/http";
import type { StoredTask } from "./stored-task.ts";

export type Sort = ListTasksQuery["sort"];
export type Direction = "asc" | "desc";

/** What a list can be sorted by: the column (alias `t`), its type, and its value in a task. */
export const sorts: Record<
  Sort,
  {
    column: string;
    type: string;
    defaultDirection: Direction;
    keyOf: (task: StoredTask) => string | number | null;
  }
> = {
  created_at: {
    column: "t.created_at",
    type: "timestamptz",
    defaultDirection: "desc",
    keyOf: (task) => task.createdAt,
  },
  due_date: {
    column: "t.due_at",
    type: "timestamptz",
    defaultDirection: "asc",
    keyOf: (task) => task.dueAt,
  },
  priority: {
    column: "t.priority",
    type: "smallint",
    defaultDirection: "desc",
    keyOf: (task) => task.priorityRank,
  },
  title: {
    column: "t.title collate title_order",
    type: "text collate title_order",
    defaultDirection: "asc",
    keyOf: (task) => task.title,
  },
};

/**
 * A list is read as one or two stretches, each in the order of an index: tasks without a due date
 * come last whichever way the others are sorted.
 */
export type Stretch = "all" | "dated" | "undated";

export const stretchCondition: Record<Stretch, string> = {
  all: "true",
  dated: "t.due_at is not null",
  undated: "t.due_at is null",
};

/** The stretches of a list in their order. */
export function stretchesOf(sort: Sort): Stretch[] {
  return sort === "due_date" ? ["dated", "undated"] : ["all"];
}
