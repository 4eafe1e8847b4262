import type { Priority } from "@pakaura/contract/task";

export const sorts = ["created_at", "due_date", "priority", "title"] as const;
export type Sort = (typeof sorts)[number];
export type Order = "asc" | "desc";

/** What a list asks the server for: the query of `GET /tasks`, without its page. */
export type TaskFilters = {
  search?: string;
  completed?: boolean | undefined;
  priority?: readonly Priority[];
  tag?: readonly string[];
  due_after?: string;
  due_before?: string;
  overdue?: boolean;
  has_due_date?: boolean;
  deleted?: boolean;
  /** Each longer word of the search may have one typing error. */
  isSimilar?: true;
  /** A query of `domain/filter`. */
  filter?: string;
  sort: Sort;
  order: Order;
};

/** The order that people expect first: newest and most urgent on top, everything else ascending. */
export function defaultOrder(sort: Sort): Order {
  return sort === "created_at" || sort === "priority" ? "desc" : "asc";
}

/** The filters as the query string of `GET /tasks`. */
export function toQueryString(
  filters: TaskFilters,
  page: { perPage: number; cursor?: string | undefined },
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) query.append(name, String(item));
    }
  }
  query.set("per_page", String(page.perPage));
  if (page.cursor) query.set("cursor", page.cursor);
  return query.toString();
}
