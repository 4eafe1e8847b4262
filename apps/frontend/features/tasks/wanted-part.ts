import { createStore } from "../../lib/store.ts";

/** A part of the panel that a key or a command goes straight to. */
export type TaskPart = "due" | "priority" | "tags" | "reminder" | "repeat";

/** What has the focus when a part is open, as a selector. */
export const partPlaces: Record<TaskPart, string> = {
  due: "[data-field=due]",
  tags: "[data-field=tags]",
  priority: "[role=menu]",
  reminder: "[role=menu]",
  repeat: "[data-field=repeat]",
};

/** The part that is to be open when the panel of a task is shown; taken away once it is. */
export const wantedPart = createStore<{ taskId: string; part: TaskPart } | null>(null);
