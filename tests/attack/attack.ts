import assert from "node:assert/strict";
import type { Answer } from "./ask.ts";
import type { Target } from "./target.ts";

/** One thing that Pakaura promises, and an attempt to break it. */
export type Attack = {
  /** The promise, as a sentence. */
  promise: string;
  /** Left out of the short form, which `npm test` runs. */
  isLong?: boolean;
  /** Where there is something to attack; everywhere if not given. */
  only?: "one process";
  /** Resolves with what was tried, in a few words; rejects when the promise did not hold. */
  run: (target: Target) => Promise<string>;
};

/** Fails, with what came instead, unless the answer has one of these statuses. */
export function expectStatus(answer: Answer, ...statuses: number[]): void {
  assert.ok(
    statuses.includes(answer.status),
    `wanted ${statuses.join(" or ")}, got ${answer.status}: ${answer.text.slice(0, 300)}`,
  );
}
