import { useEffect, useRef, useState, type RefObject } from "react";
import type { Heading, Row } from "./group-tasks.ts";

/**
 * Which row takes part in the tab order, and the focus that moves from row to row. `scrollTo` brings
 * the row of an index into view, so that it exists.
 */
export function useRowFocus(
  rows: readonly (Heading | Row)[],
  scroller: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const focusWanted = useRef<string | null>(null);
  const lastIndex = useRef(0);

  // A row that had the focus and left the list hands it to the one that took its place.
  useEffect(() => {
    if (activeId === null) return;
    const index = rows.findIndex((row) => row.key === activeId);
    if (index >= 0) {
      lastIndex.current = index;
      return;
    }
    const next = nearestTask(rows, lastIndex.current);
    setActiveId(next);
    const isFocusLost = document.activeElement === document.body;
    if (isFocusLost) focusWanted.current = next;
  }, [rows, activeId]);

  function giveFocus(): void {
    const id = focusWanted.current;
    if (id === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-task="${id}"]`);
    if (!row) return;
    focusWanted.current = null;
    row.focus({ preventScroll: true });
  }

  // A row that is out of view exists only once the list has been drawn again.
  useEffect(giveFocus);

  /** Focuses the first task from an index on, in the direction of `step`. Returns its id. */
  function moveTo(index: number, step: 1 | -1): string | null {
    let next = index;
    while (rows[next]?.kind === "heading") next += step;
    const row = rows[next];
    if (row?.kind !== "task") return null;
    setActiveId(row.key);
    focusWanted.current = row.key;
    scrollTo(next);
    // The row that is active already draws nothing again.
    giveFocus();
    return row.key;
  }

  return {
    tabStop: activeId ?? rows.find((row) => row.kind === "task")?.key ?? null,
    activeId,
    setActive: setActiveId,
    moveTo,
    /** Gives the focus to a row once it is there. */
    want: (id: string) => {
      focusWanted.current = id;
    },
  };
}

export type RowFocus = ReturnType<typeof useRowFocus>;

function nearestTask(rows: readonly (Heading | Row)[], index: number): string | null {
  const after = rows.slice(index).find((row) => row.kind === "task");
  return (after ?? rows.findLast((row) => row.kind === "task"))?.key ?? null;
}
