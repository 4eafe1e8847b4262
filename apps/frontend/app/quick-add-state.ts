import { createStore } from "../lib/store.ts";
import type { View } from "../features/tasks/views.ts";
import { typeAhead } from "./typed-ahead.ts";

/** Whether the quick add is open, wherever one is. */
export const isQuickAddOpen = createStore(false);

/** Opens the quick add. What is typed before it has loaded is kept for it. */
export function openQuickAdd(): void {
  if (isQuickAddOpen.get()) return;
  typeAhead();
  isQuickAddOpen.set(true);
}

/** The line that the quick add begins with. */
let firstText = "";

/** Opens the quick add with a line in it, to be tried or changed. */
export function openQuickAddWith(text: string): void {
  firstText = text;
  openQuickAdd();
}

/** Keeps a line for the next time that the quick add is opened. */
export function keepFirstText(text: string): void {
  if (text !== "") firstText = text;
}

/** The line that the quick add was opened with; empty once it was asked for. */
export function takeFirstText(): string {
  const text = firstText;
  firstText = "";
  return text;
}

/** The view on the page, for what a new task begins with; null where there is no list. */
export const currentView = createStore<View | null>(null);
