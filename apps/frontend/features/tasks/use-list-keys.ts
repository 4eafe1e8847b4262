import { useEffect } from "react";
import { isSecondKey } from "../../app/hotkeys.ts";
import { createKeyReader } from "../../app/key-table.ts";
import { areShortcutsOn } from "../../lib/shortcuts.ts";
import { keysOfSelected } from "../bulk/change-selected.ts";
import type { SelectedNow } from "../bulk/selected-now.ts";
import type { Choosing } from "../bulk/use-chosen.ts";
import type { Heading, Row } from "./group-tasks.ts";
import type { RowFocus } from "./use-row-focus.ts";

type ListKeys = {
  rows: readonly (Heading | Row)[];
  focus: RowFocus;
  choosing: Choosing;
  selected: SelectedNow | null;
};

/** What has keys of its own: text that is written, a window or a menu that is open. */
const taking = "input, textarea, select, [contenteditable], [role=dialog], [role=menu]";

const readKey = createKeyReader("list");

/**
 * The keys of a list that work from anywhere on the page: to begin to move, to select all or nothing, and
 * to change what is selected.
 */
export function useListKeys({ rows, focus, choosing, selected }: ListKeys): void {
  useEffect(() => {
    function press(event: globalThis.KeyboardEvent): void {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || target.closest(taking)) return;
      if (event.key === "Escape" && choosing.chosen.ids.size > 0) {
        event.preventDefault();
        choosing.clear();
        return;
      }
      const wanted = readKey(event, event.timeStamp);
      if (wanted === "selectAll") {
        event.preventDefault();
        choosing.all();
        return;
      }
      if (wanted === null || wanted === "begun") return;
      // Rows read their keys themselves, and a button is pressed by Space.
      const isElsewhere = !target.closest("[data-task]") && areShortcutsOn.get();
      const change = selected && isElsewhere ? keysOfSelected(selected)[wanted] : undefined;
      if (change && !isSecondKey(event) && !(wanted === "toggle" && target.closest("button, a"))) {
        event.preventDefault();
        change();
        return;
      }
      if (!document.activeElement?.matches("body, main")) return;
      if (wanted !== "next" && wanted !== "previous") return;
      event.preventDefault();
      const active = rows.findIndex((row) => row.key === focus.activeId);
      focus.moveTo(Math.max(0, active), 1);
    }
    // Before the panel beside the list, so that Escape first ends the selection.
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  });
}
