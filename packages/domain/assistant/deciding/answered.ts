import type { Draft } from "./draft.ts";
import type { Plan } from "./plan.ts";

/** An answer to what waits: what it comes to, or null when the words are no answer. */
export type Answered =
  | { kind: "plan"; plan: Plan }
  | { kind: "draft"; draft: Draft; isConfirmed: boolean };
