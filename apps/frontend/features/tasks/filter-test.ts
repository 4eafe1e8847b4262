import type { Task } from "@pakaura/contract/task";
import type { Clock } from "./clock.ts";

type MakeTest = (query: string, clock: Clock) => (task: Task) => boolean;

let makeTest: MakeTest | null = null;

/** Called by the part that understands queries, which is loaded only where somebody has one. */
export function provideFilterTest(make: MakeTest): void {
  makeTest = make;
}

/** The test that a query is. Nothing passes before queries are understood, or when this one is none. */
export function filterTest(query: string, clock: Clock): (task: Task) => boolean {
  return makeTest?.(query, clock) ?? (() => false);
}
