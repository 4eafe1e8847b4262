import type { Change } from "./change.ts";
import type { Lack } from "./lack.ts";
import type { Operation } from "./operation.ts";

/** Changes with the tasks that they were made to. */
export type Step = { changes: readonly Change[]; ids: readonly string[] };

/** A turn that changed something, with what takes it back. */
export type Turn = {
  id: string;
  steps: readonly Step[];
  operations: readonly Operation[];
  inverse: readonly Operation[];
};

/** What waits for an answer, until a moment in milliseconds. */
export type Pending = { until: number } & (
  | { kind: "confirm"; id: string; steps: readonly Step[]; operations: readonly Operation[] }
  /** Which task: one of these, or any where there are none. */
  | { kind: "target"; changes: readonly Change[]; candidates: readonly string[] }
  /** What a command lacks: which tag, until when, what to add. */
  | { kind: "missing"; lack: Lack; ids: readonly string[] }
);

/** What was said before, as far as the next words may refer to it. JSON. */
export type Conversation = {
  /** Turns that can be taken back, the newest last. */
  turns: readonly Turn[];
  /** Entries of the log that were taken back by "undo". */
  undone: readonly string[];
  /** When it changed something first, in milliseconds: what the assistant wrote since is its turns and what took them back. */
  since?: number;
  /** The tasks of the last list, in its order. */
  shown: readonly string[];
  /** What "it" and "them" are. */
  focus: readonly string[];
  /** Whether the last turn changed something: only then can words correct it. */
  isChanged: boolean;
  pending: Pending | null;
};

export const newConversation: Conversation = {
  turns: [],
  undone: [],
  shown: [],
  focus: [],
  isChanged: false,
  pending: null,
};

/** How long a question waits for its answer: ten minutes. */
export const pendingMs = 600_000;
/** More turns are not remembered. */
export const mostTurns = 20;
