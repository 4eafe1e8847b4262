import { createStore } from "../lib/store.ts";

/** Whether the sheet of keys is open. */
export const isHelpOpen = createStore(false);

export function openHelp(): void {
  isHelpOpen.set(true);
}
