import { createStore } from "../lib/store.ts";
import { typeAhead } from "./typed-ahead.ts";

/** Whether the sheet of keys is open. */
export const isHelpOpen = createStore(false);

export function openHelp(): void {
  typeAhead({ place: "[role=dialog]", isDropped: true, close: () => isHelpOpen.set(false) });
  isHelpOpen.set(true);
}
