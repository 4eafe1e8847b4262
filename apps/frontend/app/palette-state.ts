import { createStore } from "../lib/store.ts";
import { typeAhead } from "./typed-ahead.ts";

/** Whether the command palette is open. */
export const isPaletteOpen = createStore(false);

/** The task that the palette is about: the one that had the focus, or is open beside the list. */
export const paletteTask = createStore<string | null>(null);

/**
 * Opens the palette for what has the focus now; `openTaskId` is the task in the panel. What is typed
 * before it has loaded is kept for it.
 */
export function openPalette(openTaskId: string | undefined): void {
  if (isPaletteOpen.get()) return;
  typeAhead({ place: "[data-field=palette]", close: () => isPaletteOpen.set(false) });
  const row = document.activeElement?.closest<HTMLElement>("[data-task]");
  paletteTask.set(row?.dataset["task"] ?? openTaskId ?? null);
  isPaletteOpen.set(true);
}
