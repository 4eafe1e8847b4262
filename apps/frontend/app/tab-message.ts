import type { StreamEvent } from "@pakaura/contract/events";
import type { Me } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { Connection } from "../lib/websocket.ts";
import type { Replaced } from "./lead.ts";
import type { Written } from "./local-data.ts";
import type { Refused } from "../features/tasks/aside-reason.ts";
import type { Operation } from "../features/tasks/operation.ts";
import type { Conflict } from "../features/tasks/merge-update.ts";

/** A change that is done with, by its order, and the tasks that came of it. */
export type Settled = { order: number; taskIds: readonly string[] };

/** What the open tabs of one person tell each other. The leading one has the socket and sends the changes. */
export type TabMessage =
  /** A tab has just opened, or has not heard all, and knows what was written down at some time. */
  | { type: "joined" }
  /** To tabs that have joined: which writing is the last one, the tasks that are not in it, and what is done with. */
  | {
      type: "briefing";
      written: Written;
      waiting: readonly Task[];
      settled: readonly Settled[];
    }
  /** A tab has found nothing written down: all tasks are to be told. */
  | { type: "lacking" }
  | { type: "connection"; connection: Connection }
  | { type: "events"; events: readonly StreamEvent[] }
  | { type: "written"; written: Written }
  | { type: "reminder"; event: StreamEvent }
  | { type: "activity" }
  | { type: "filters" }
  /** The server no longer had all events that came since the last connection. */
  | { type: "missed" }
  /** Everything was read anew, and is written down unless there was no room. */
  | ({ type: "replaced" } & Replaced)
  | { type: "added"; operations: readonly Operation[] }
  /** Changes that are others now, on top of an answer; or are set aside, or to be sent after all. */
  | { type: "changed"; operations: readonly Operation[] }
  /** Changes that were given up. */
  | { type: "discarded"; operations: readonly Operation[] }
  | {
      type: "accepted";
      key: string;
      order: number;
      task: Task | null;
      conflicts: readonly Conflict[];
    }
  /** It is set aside when it `isKept`, which is told as well. */
  | { type: "refused"; operation: Operation; problem: Refused; isKept: boolean }
  /** The person has changed their profile. */
  | { type: "me"; me: Me }
  /** The person has signed out, or was; so many changes wait for them. */
  | { type: "left"; kept: number };
