import type { CreateTask } from "@pakaura/contract/http";
import type { Change } from "../change.ts";
import type { Lack } from "../lack.ts";
import type { NoCommand } from "../languages/language.ts";
import type { ListRequest } from "../reading/read-list.ts";
import type { Word } from "../words.ts";
import type { AssistantTask } from "../world.ts";

/** What a clause comes to. */
export type Outcome =
  | { kind: "change"; changes: readonly Change[]; tasks: readonly AssistantTask[]; isAll: boolean }
  /** `isGuess` when nothing but a date or a tag says that it is a task. */
  | { kind: "create"; bodies: readonly CreateTask[]; isGuess?: boolean }
  | { kind: "undo"; count: number }
  | { kind: "help" | "plan" | "review" }
  | { kind: "list"; request: ListRequest }
  | { kind: "showTasks"; tasks: readonly AssistantTask[] }
  | { kind: "activity"; words: readonly Word[]; tasks: readonly AssistantTask[] | null }
  /** Nobody can tell which task; `isTie` when the words fit each of the candidates. */
  | {
      kind: "unclear";
      changes: readonly Change[];
      candidates: readonly AssistantTask[];
      isTie: boolean;
    }
  | { kind: "lacking"; lack: Lack; tasks: readonly AssistantTask[] }
  /** A task that the next clause may be about: "the deck isn't urgent, make it medium". */
  | { kind: "mention"; tasks: readonly AssistantTask[] }
  /** What may be meant as a new task. */
  | { kind: "offer"; bodies: readonly CreateTask[] }
  | { kind: "none"; why: NoCommand }
  /** A reading that holds only for other tasks than there are. */
  | { kind: "misfit" };
