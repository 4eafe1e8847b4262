import type { AssistantTask } from "../world.ts";

/** The tasks that a command may be about. */
export type Pool = "open" | "done" | "trash" | "any";

export type Target =
  /** `isAll` when a group was named, not the tasks themselves. */
  | { kind: "found"; tasks: AssistantTask[]; isAll: boolean }
  /** Nobody can tell which. With `isTie` the words fit each of the candidates, else only some of them do. */
  | { kind: "unclear"; candidates: AssistantTask[]; isTie: boolean };
