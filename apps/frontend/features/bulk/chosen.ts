/** The rows that are selected, by task id. `anchor` is where a range begins. */
export type Chosen = { ids: ReadonlySet<string>; anchor: string | null };

export const noneChosen: Chosen = { ids: new Set(), anchor: null };

/** Selects a row, or takes it out again; a range goes on from it. */
export function toggle({ ids }: Chosen, id: string): Chosen {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/**
 * Selects from the anchor to a row, both included, in place of the range that the anchor had before.
 * `order` is the list as it is shown; without an anchor in it the range is the row alone.
 */
export function extendTo(
  chosen: Chosen,
  id: string,
  order: readonly string[],
  before: string | null = null,
): Chosen {
  const anchor = chosen.anchor !== null && order.includes(chosen.anchor) ? chosen.anchor : id;
  const ids = new Set(chosen.ids);
  if (before !== null) for (const other of between(order, anchor, before)) ids.delete(other);
  for (const other of between(order, anchor, id)) ids.add(other);
  return { ids, anchor };
}

function between(order: readonly string[], one: string, other: string): readonly string[] {
  const ends = [order.indexOf(one), order.indexOf(other)].toSorted((left, right) => left - right);
  const [from = 0, to = 0] = ends;
  return from < 0 ? [] : order.slice(from, to + 1);
}

/** Selects the whole list. */
export function chooseAll({ anchor }: Chosen, order: readonly string[]): Chosen {
  return { ids: new Set(order), anchor: anchor ?? order[0] ?? null };
}

/** Without rows that have left the list. The same object when none has. */
export function keepShown(chosen: Chosen, isShown: (id: string) => boolean): Chosen {
  const ids = new Set([...chosen.ids].filter(isShown));
  if (ids.size === chosen.ids.size) return chosen;
  return { ids, anchor: chosen.anchor !== null && isShown(chosen.anchor) ? chosen.anchor : null };
}
