import { createStore } from "../../lib/store.ts";

/** A reminder that has come, until it is answered here or in another session. */
export type Fired = {
  reminderId: string;
  taskId: string;
  title: string;
  dueDate: string | null;
  /** When it was to come, UTC. */
  remindAt: string | null;
  isLate: boolean;
};

/** The reminders that are shown, oldest first. */
export const firedReminders = createStore<readonly Fired[]>([]);
