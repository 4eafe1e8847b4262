import type { SavedFilter, UpdateFilter } from "@pakaura/contract/filter";

/** A change to the saved filters that a person made here. */
export type FilterChange =
  | { kind: "create-filter"; filterId: string; body: { id: string; name: string; query: string } }
  | { kind: "update-filter"; filterId: string; base: SavedFilter; body: UpdateFilter }
  | { kind: "delete-filter"; filterId: string; base: SavedFilter };

/** The filters as they will be when the server has taken the change, each at its place. */
export function applyFilterChange(
  filters: readonly SavedFilter[],
  change: FilterChange,
  madeAt: string,
): SavedFilter[] {
  const others = filters.filter(({ id }) => id !== change.filterId);
  const known = filters.find(({ id }) => id === change.filterId);
  const at = (place: number, filter: SavedFilter): SavedFilter[] =>
    others.toSpliced(place, 0, filter).map((one, position) => ({ ...one, position }));
  switch (change.kind) {
    case "create-filter": {
      const created = { position: others.length, created_at: madeAt, updated_at: madeAt };
      return known ? [...filters] : [...others, { ...change.body, ...created }];
    }
    case "update-filter": {
      if (!known) return [...filters];
      const { name = known.name, query = known.query, position = known.position } = change.body;
      return at(position, { ...known, name, query, updated_at: madeAt });
    }
    case "delete-filter":
      return others.map((one, position) => ({ ...one, position }));
  }
}
