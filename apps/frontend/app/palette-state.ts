import { createStore } from "../lib/store.ts";

/** Whether the command palette is open. */
export const isPaletteOpen = createStore(false);

/** The task that the palette is about: the one that had the focus, or is open beside the list. */
export const paletteTask = createStore<string | null>(null);

/** Opens the palette for what has the focus now; `openTaskId` is the task in the panel. */
export function openPalette(openTaskId: string | undefined): void {
  const row = document.activeElement?.closest<HTMLElement>("[data-task]");
  paletteTask.set(row?.dataset["task"] ?? openTaskId ?? null);
  isPaletteOpen.set(true);
}
