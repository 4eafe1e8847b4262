import { useEffect } from "react";
import { areShortcutsOn } from "../lib/shortcuts.ts";

/** True when a key press belongs to what has the focus: text is being written, or a window is open. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  if (!areShortcutsOn.get()) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  const taking = "input, textarea, select, [contenteditable], [role=dialog], [role=menu]";
  return target !== null && target.closest(taking) !== null;
}

/** Single-letter keys for the whole page. `handlers` by `event.key`; must be stable. */
export function useHotkeys(handlers: Record<string, () => void>): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const handler = handlers[event.key];
      if (!handler || isTaken(event)) return;
      event.preventDefault();
      handler();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [handlers]);
}
