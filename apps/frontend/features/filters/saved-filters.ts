import type { FilterItems, SavedFilter, UpdateFilter } from "@pakaura/contract/filter";
import { queryOptions } from "@tanstack/react-query";
import { queryClient } from "../../app/client.ts";
import { messageOf, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { tell, tellError } from "../../lib/toast.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import { m } from "../../messages/messages.ts";

/** The person's saved filters, in their order. Sessions are told when they change. */
export const savedFiltersQuery = queryOptions({
  queryKey: queryKeys.filters,
  queryFn: async ({ signal }) => {
    const { items } = await request<FilterItems>("/api/v1/filters", { signal });
    return items;
  },
});

function known(): SavedFilter[] {
  return queryClient.getQueryData<SavedFilter[]>(queryKeys.filters) ?? [];
}

/** Shows the list as it will be while `send` is under way; when that fails, as the server has it. */
async function change(next: SavedFilter[], send: () => Promise<unknown>): Promise<void> {
  await queryClient.cancelQueries({ queryKey: queryKeys.filters });
  queryClient.setQueryData<SavedFilter[]>(queryKeys.filters, next);
  try {
    await send();
  } finally {
    void queryClient.invalidateQueries({ queryKey: queryKeys.filters });
  }
}

/** Saves a query by a name, at the end of the list. Returns its id; rejects when it is refused. */
export async function saveFilter(name: string, query: string, id = uuidV7()): Promise<string> {
  const now = new Date().toISOString();
  const others = known();
  const filter = { id, name, query, position: others.length, created_at: now, updated_at: now };
  await change([...others, filter], () =>
    request("/api/v1/filters", { method: "POST", body: { id, name, query } }),
  );
  return id;
}

/** Changes a filter; rejects when that is refused. */
export function updateFilter(id: string, body: UpdateFilter): Promise<void> {
  const others = known().filter((filter) => filter.id !== id);
  const before = known().find((filter) => filter.id === id);
  if (!before) return Promise.resolve();
  const { position = before.position, name = before.name, query = before.query } = body;
  const after = { ...before, name, query };
  const next = others
    .toSpliced(position, 0, after)
    .map((filter, index) => ({ ...filter, position: index }));
  return change(next, () => request(`/api/v1/filters/${id}`, { method: "PATCH", body }));
}

/** Moves a filter to another place, and says so when that fails. */
export async function moveFilter(filter: SavedFilter, by: 1 | -1): Promise<void> {
  try {
    await updateFilter(filter.id, { position: filter.position + by });
  } catch (error) {
    tellError(m.filters.notSaved, { description: messageOf(error) });
  }
}

/** Forgets a filter, with a way back to where it was. */
export async function deleteFilter({ id, name, query, position }: SavedFilter): Promise<void> {
  try {
    await change(
      known().filter((filter) => filter.id !== id),
      () => request(`/api/v1/filters/${id}`, { method: "DELETE" }),
    );
  } catch (error) {
    tellError(m.filters.notSaved, { description: messageOf(error) });
    return;
  }
  const restore = async (): Promise<void> => {
    try {
      await saveFilter(name, query, id);
      await updateFilter(id, { position });
    } catch (error) {
      tellError(m.filters.notSaved, { description: messageOf(error) });
    }
  };
  tell(m.filters.deleted, {
    description: name,
    action: { label: m.common.undo, onClick: () => void restore() },
  });
}
