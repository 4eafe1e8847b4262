import type { StreamEvent } from "@pakaura/contract/events";
import type { Me } from "@pakaura/contract/http";
import type { Problem } from "@pakaura/contract/problem";
import type { Task } from "@pakaura/contract/task";
import type { StreamPosition } from "../lib/stream-position.ts";
import type { Connection } from "../lib/websocket.ts";
import type { Replaced } from "./lead.ts";
import type { Operation } from "../features/tasks/operation.ts";
import type { Conflict } from "../features/tasks/merge-update.ts";

export type Refused = Pick<Problem, "status" | "code" | "detail" | "errors">;

/** What the open tabs of one person tell each other. The leading one has the socket and sends the changes. */
export type TabMessage =
  /** A tab has just opened: what is not written down yet is told to it. */
  | { type: "joined" }
  | { type: "connection"; connection: Connection }
  | { type: "tasks"; tasks: readonly Task[] }
  | { type: "events"; events: readonly StreamEvent[]; reached: StreamPosition }
  | { type: "reminder"; event: StreamEvent }
  | { type: "activity" }
  | { type: "filters" }
  /** Everything was read anew, and is written down unless there was no room. */
  | ({ type: "replaced" } & Replaced)
  | { type: "added"; operations: readonly Operation[] }
  | {
      type: "accepted";
      key: string;
      order: number;
      task: Task | null;
      conflicts: readonly Conflict[];
    }
  | { type: "refused"; operation: Operation; problem: Refused }
  /** The person has changed their profile. */
  | { type: "me"; me: Me }
  /** The person has signed out, or was; so many changes wait for them. */
  | { type: "left"; kept: number };
