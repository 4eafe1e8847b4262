import type { FilterItems, SavedFilter, UpdateFilter } from "@pakaura/contract/filter";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { outbox, queryClient } from "../../app/client.ts";
import { request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useStore } from "../../lib/store.ts";
import { tellStep } from "../../lib/toast.ts";
import { rememberStep } from "../../lib/undo.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import { m } from "../../messages/all-messages.ts";
import { isFilterOperation, type Operation } from "../tasks/operation.ts";
import { applyFilterChange } from "./filter-operation.ts";

/** The saved filters as the server has them, in their order. Sessions are told when they change. */
const savedFiltersQuery = queryOptions({
  queryKey: queryKeys.filters,
  queryFn: async ({ signal }) => {
    const { items } = await request<FilterItems>("/api/v1/filters", { signal });
    return items;
  },
});

function withPending(
  filters: readonly SavedFilter[],
  operations: readonly Operation[],
): SavedFilter[] {
  return operations
    .filter(isFilterOperation)
    .reduce((all, operation) => applyFilterChange(all, operation, operation.madeAt), [...filters]);
}

function shownNow(): SavedFilter[] {
  const known = queryClient.getQueryData<SavedFilter[]>(queryKeys.filters) ?? [];
  return withPending(known, outbox.operations.get());
}

let waiting = outbox.operations.get().filter(isFilterOperation);
// What was sent stays to be seen until the server has told of it, and goes again if it was refused.
outbox.operations.subscribe(() => {
  const now = outbox.operations.get().filter(isFilterOperation);
  const gone = waiting.filter((operation) => !now.includes(operation));
  waiting = now;
  if (gone.length === 0) return;
  queryClient.setQueryData<SavedFilter[]>(queryKeys.filters, (filters) =>
    filters ? withPending(filters, gone) : undefined,
  );
  void queryClient.invalidateQueries({ queryKey: queryKeys.filters });
});

/** The saved filters with what is still on its way to the server. */
export function useSavedFilters() {
  const { data, isPending, error, refetch } = useQuery(savedFiltersQuery);
  const operations = useStore(outbox.operations);
  const filters = useMemo(() => withPending(data ?? [], operations), [data, operations]);
  return { filters, isPending, error: data ? null : error, refetch };
}

/** True when another filter has this name. */
export function isNameTaken(name: string, id?: string): boolean {
  return shownNow().some((filter) => filter.name === name && filter.id !== id);
}

/** Saves a query by a name, at the end of the list. Returns its id. */
export function saveFilter(name: string, query: string): string {
  const id = uuidV7();
  outbox.addFilterChange({ kind: "create-filter", filterId: id, body: { id, name, query } });
  rememberStep({ words: name, undo: () => forget(id) });
  return id;
}

function forget(id: string): void {
  const base = shownNow().find((filter) => filter.id === id);
  if (base) outbox.addFilterChange({ kind: "delete-filter", filterId: id, base });
}

/** Changes the name, the query or the place of a filter. */
export function updateFilter(id: string, body: UpdateFilter): void {
  const base = shownNow().find((filter) => filter.id === id);
  if (!base) return;
  outbox.addFilterChange({ kind: "update-filter", filterId: id, base, body });
  const { name, query, position } = base;
  rememberStep({
    words: name,
    undo: () => {
      const before = { name, query, position };
      outbox.addFilterChange({
        kind: "update-filter",
        filterId: id,
        base: { ...base, ...body },
        body: before,
      });
    },
  });
}

/** Forgets a filter, with a way back to where it was. */
export function deleteFilter(base: SavedFilter): void {
  const { id, name, query, position } = base;
  outbox.addFilterChange({ kind: "delete-filter", filterId: id, base });
  tellStep(m.filters.deleted, {
    about: name,
    undo: () => {
      outbox.addFilterChange({ kind: "create-filter", filterId: id, body: { id, name, query } });
      outbox.addFilterChange({ kind: "update-filter", filterId: id, base, body: { position } });
    },
  });
}
