import { useMemo, useRef, useState } from "react";
import { chooseAll, extendTo, keepShown, noneChosen, toggle, type Chosen } from "./chosen.ts";

/** The selection of a list, and what changes it. `order` is the list as it is shown. */
export function useChosen(order: readonly string[]) {
  const [kept, setKept] = useState(noneChosen);
  /** How far the present range goes, so that it can shrink. */
  const rangeEnd = useRef<string | null>(null);
  const chosen = useMemo(() => {
    if (kept.ids.size === 0) return kept;
    const shown = new Set(order);
    return keepShown(kept, (id) => shown.has(id));
  }, [kept, order]);

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
      set(extendTo(start, id, order, rangeEnd.current), id);
    },
    all: () => set(chooseAll(chosen, order), null),
    clear: () => set(noneChosen, null),
  };
}

export type Choosing = ReturnType<typeof useChosen>;
