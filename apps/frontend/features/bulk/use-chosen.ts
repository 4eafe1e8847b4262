import { useMemo, useRef, useState } from "react";
import { chooseAll, extendTo, keepShown, noneChosen, toggle, type Chosen } from "./chosen.ts";

/**
 * The selection of a list, and what changes it. `readOrder` gives the ids of the list as it is shown; it is
 * another function when that is another.
 */
export function useChosen(readOrder: () => readonly string[]) {
  const [kept, setKept] = useState(noneChosen);
  /** How far the present range goes, so that it can shrink. */
  const rangeEnd = useRef<string | null>(null);
  const chosen = useMemo(() => {
    if (kept.ids.size === 0) return kept;
    const shown = new Set(readOrder());
    return keepShown(kept, (id) => shown.has(id));
  }, [kept, readOrder]);

  function set(next: Chosen, end: string | null): void {
    rangeEnd.current = end;
    setKept(next);
  }

  return {
    chosen,
    toggle: (id: string) => set(toggle(chosen, id), null),
    /** From the anchor to this row; `from` is the anchor where there is none. */
    extend: (id: string, from: string = id) => {
      const start = chosen.anchor === null ? { ...chosen, anchor: from } : chosen;
      set(extendTo(start, id, readOrder(), rangeEnd.current), id);
    },
    all: () => set(chooseAll(chosen, readOrder()), null),
    clear: () => set(noneChosen, null),
  };
}

export type Choosing = ReturnType<typeof useChosen>;
