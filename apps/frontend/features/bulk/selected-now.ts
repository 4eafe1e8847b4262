import type { Task } from "@pakaura/contract/task";
import { typeAhead } from "../../app/typed-ahead.ts";
import { createStore } from "../../lib/store.ts";
import { partPlaces } from "../tasks/wanted-part.ts";

/** The tasks that are selected in the list on the page; `done` lets go of them when they are dealt with. */
export type SelectedNow = { tasks: readonly Task[]; isTrash: boolean; done: () => void };

/** Null while nothing is selected. */
export const selectedNow = createStore<SelectedNow | null>(null);

/** What of the bar is open: a picker for all that is selected. */
export type BulkTool = "due" | "priority" | "tags" | "reminder";

/** Opened by a key, a command or its button. */
export const openTool = createStore<BulkTool | null>(null);

/** Opens a picker of the bar by a key or a command; what is typed before it is there is kept for it. */
export function openBulkTool(tool: BulkTool): void {
  typeAhead({ place: partPlaces[tool], close: () => openTool.set(null) });
  openTool.set(tool);
}
