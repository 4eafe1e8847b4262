import { createStore } from "../lib/store.ts";
import { uuidV7 } from "../lib/uuid-v7.ts";
import type { TaskFilters } from "../features/tasks/task-filters.ts";
import type { View } from "../features/tasks/views.ts";
import { saveDraft } from "./drafts.ts";
import { typeAhead } from "./typed-ahead.ts";

/** Whether the quick add is open, wherever one is. */
export const isQuickAddOpen = createStore(false);

/** The line that the next quick add writes: what was typed before it came is kept as that line's draft. */
let lineId = uuidV7();

/** Holds what is typed for a quick add that was asked for; `close` is called when it is given up. */
export function awaitQuickAdd(close: () => void): void {
  const id = uuidV7();
  lineId = id;
  typeAhead({
    place: "[data-field=quick-add]",
    close,
    keep: (text) => saveDraft({ id, text: text.replaceAll("\n", " "), ignored: [] }),
  });
}

/** The id of the line that the quick add which has just been opened begins with. */
export function newLineId(): string {
  return lineId;
}

/** Opens the quick add. What is typed before it has loaded is kept for it. */
export function openQuickAdd(): void {
  if (isQuickAddOpen.get()) return;
  awaitQuickAdd(() => isQuickAddOpen.set(false));
  isQuickAddOpen.set(true);
}

/** The line that the quick add begins with. */
let firstText = "";

/** Opens the quick add with a line in it, to be tried or changed. */
export function openQuickAddWith(text: string): void {
  firstText = text;
  openQuickAdd();
}

/** The line that the quick add was opened with; empty once it was asked for. */
export function takeFirstText(): string {
  const text = firstText;
  firstText = "";
  return text;
}

/** The view on the page, for what a new task begins with; null where there is no list. */
export const currentView = createStore<View | null>(null);

/** What the list on the page asks for, for whether a new task is in it; null where there is no list. */
export const currentFilters = createStore<TaskFilters | null>(null);
