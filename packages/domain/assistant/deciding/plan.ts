import type { Conversation } from "../conversation.ts";
import type { Operation } from "../operation.ts";

export type Effect = "execute" | "answer" | "confirm" | "ask" | "refuse";

/** What a turn comes to. Ids are of tasks, and of entries of the log. */
export type Plan = {
  effect: Effect;
  reply: string;
  operations: Operation[];
  pending: Operation[];
  pendingId: string | null;
  shown: string[];
  candidates: string[];
  entries: string[];
  /** True when no command was found in the words, or none that names its task: somebody else may read them. */
  isUnread: boolean;
  /** What the operations take back: turns of this conversation, and entries of the log behind them. */
  undoes: { turns: readonly string[]; entries: readonly string[] } | null;
  /** The conversation once the plan is carried out. */
  conversation: Conversation;
};
