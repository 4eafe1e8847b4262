import { createStore } from "../lib/store.ts";
import type { View } from "../features/tasks/views.ts";

/** Whether the quick add is open, wherever one is. */
export const isQuickAddOpen = createStore(false);

/** The view on the page, for what a new task begins with; null where there is no list. */
export const currentView = createStore<View | null>(null);
