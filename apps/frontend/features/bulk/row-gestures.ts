import { loadPart } from "../../lib/load-part.ts";
import type { dragSelect } from "./drag-select.ts";
import type { dragToDay } from "./drag-to-day.ts";
import type { touchRow } from "./touch-row.ts";

/** What a mouse and a finger do with rows: loaded once a list is drawn, which needs none of it. */
export type RowGestures = {
  dragSelect: typeof dragSelect;
  dragToDay: typeof dragToDay;
  touchRow: typeof touchRow;
};

let loaded: RowGestures | null = null;

/** Null for the moment until they have come. */
export function rowGestures(): RowGestures | null {
  return loaded;
}

export function loadRowGestures(): void {
  if (loaded) return;
  loadPart(loadAll).then(
    (gestures) => {
      loaded = gestures;
    },
    // Asked for again by the next list.
    () => undefined,
  );
}

async function loadAll(): Promise<RowGestures> {
  const [select, carry, touch] = await Promise.all([
    import("./drag-select.ts"),
    import("./drag-to-day.ts"),
    import("./touch-row.ts"),
  ]);
  return { ...select, ...carry, ...touch };
}
