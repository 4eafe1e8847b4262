import { createStore } from "./store.ts";

const storageKey = "pakaura.shortcuts";

/** Whether single letters act. They can be turned off for whoever speaks to the page (WCAG 2.1.4). */
export const areShortcutsOn = createStore(localStorage.getItem(storageKey) !== "off");

export function turnShortcuts(on: boolean): void {
  localStorage.setItem(storageKey, on ? "on" : "off");
  areShortcutsOn.set(on);
}
