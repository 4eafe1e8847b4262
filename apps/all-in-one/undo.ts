import { inTime } from "@pakaura/service/in-time";

/** A step that waits for what will never come must not keep the ones before it. */
const stepLimitMs = 5_000;

type Step = { run: () => Promise<unknown>; limitMs: number };

/** Steps that take back what was done, run in the opposite order, each whatever became of the others. */
export class Undo {
  #steps: Step[] = [];
  #running: Promise<void> | undefined;

  /** A step, and how long it may take, in milliseconds. */
  add(run: () => Promise<unknown>, limitMs = stepLimitMs): void {
    this.#steps.push({ run, limitMs });
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Runs them once, each for no longer than it may take; rejects with the first failure after all have run. */
  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const { run, limitMs } of this.#steps.toReversed()) {
      try {
        await inTime(run(), limitMs, () => new Error(`a part did not stop within ${limitMs} ms`));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
