import type { ListTasksQuery } from "@pakaura/contract/http";
import type { StoredTask } from "./stored-task.ts";

export type Direction = "asc" | "desc";

/** The order of a list: an expression (of alias `t`) as an index has it, its type, its value in a task. */
export type ListOrder = {
  column: string;
  type: string;
  direction: Direction;
  keyOf: (task: StoredTask) => string | number;
};

/** The order that a query asks for; ties go by id in the same direction. */
export function listOrder({ sort, order }: Pick<ListTasksQuery, "sort" | "order">): ListOrder {
  switch (sort) {
    case "created_at":
      return {
        // An instance that a series made is no newer than the series.
        column: "coalesce(t.series_added_at, t.created_at)",
        type: "timestamptz",
        direction: order ?? "desc",
        keyOf: (task) => task.seriesAddedAt ?? task.createdAt,
      };
    case "priority":
      return {
        column: "t.priority",
        type: "smallint",
        direction: order ?? "desc",
        keyOf: (task) => task.priorityRank,
      };
    case "title":
      return {
        column: "t.title collate title_order",
        type: "text collate title_order",
        direction: order ?? "asc",
        keyOf: (task) => task.title,
      };
    case "due_date":
      return dueOrder(order ?? "asc");
    default:
      return sort satisfies never;
  }
}

/** Tasks without a due date come last whichever way the others are sorted. */
function dueOrder(direction: Direction): ListOrder {
  const last = direction === "asc" ? "infinity" : "-infinity";
  return {
    column: `coalesce(t.due_at, '${last}'::timestamptz)`,
    type: "timestamptz",
    direction,
    keyOf: (task) => task.dueAt ?? last,
  };
}
