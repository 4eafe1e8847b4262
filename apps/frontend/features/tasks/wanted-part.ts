import { createStore } from "../../lib/store.ts";

/** A part of the panel that a key or a command goes straight to. */
export type TaskPart = "due" | "priority" | "tags" | "reminder" | "repeat";

/** The part that is to be open when the panel of a task is shown; taken away once it is. */
export const wantedPart = createStore<{ taskId: string; part: TaskPart } | null>(null);
