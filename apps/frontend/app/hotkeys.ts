import { useEffect } from "react";
import { areShortcutsOn } from "../lib/shortcuts.ts";
import { createKeyReader, patienceMs, type KeyAction } from "./key-table.ts";

/** True when a key press belongs to what has the focus: text is being written, or a window is open. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  if (!areShortcutsOn.get()) return true;
  const target = event.target instanceof Element ? event.target : null;
  const taking = "input, textarea, select, [contenteditable], [role=dialog], [role=menu]";
  return target !== null && target.closest(taking) !== null;
}

/** True for what may be pressed while text is written: it writes nothing, and takes nothing back of it. */
function isHeld(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.key === "z") return false;
  const isElsewhere = event.defaultPrevented || target?.closest("[role=dialog]") !== null;
  return (event.ctrlKey || event.metaKey) && !isElsewhere;
}

let firstPressedAtMs = -Infinity;

/** True while the first of two keys has been pressed: this one is no key of a list. */
export function isSecondKey({ timeStamp }: Pick<KeyboardEvent, "timeStamp">): boolean {
  return timeStamp - firstPressedAtMs < patienceMs;
}

/** The keys that work on the whole page. `handlers` must be stable. */
export function useHotkeys(handlers: Record<KeyAction<"everywhere">, () => void>): void {
  useEffect(() => {
    const read = createKeyReader("everywhere");
    function press(event: KeyboardEvent): void {
      if (isTaken(event) && !isHeld(event)) return;
      const action = read(event, event.timeStamp);
      firstPressedAtMs = action === "begun" ? event.timeStamp : -Infinity;
      if (action === null) return;
      event.preventDefault();
      if (action !== "begun") handlers[action]();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [handlers]);
}
