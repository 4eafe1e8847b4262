import { inTime } from "@pakaura/service/in-time";

/** A step that waits for what will never come must not keep the ones before it. */
const defaultStepLimitMs = 5_000;

/** Steps that take back what was done, run in the opposite order, each whatever became of the others. */
export class Undo {
  #steps: (() => Promise<unknown>)[] = [];
  #running: Promise<void> | undefined;
  #stepLimitMs: number;

  constructor({ stepLimitMs = defaultStepLimitMs } = {}) {
    this.#stepLimitMs = stepLimitMs;
  }

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Runs them once, each for five seconds at most; rejects with the first failure after all have run. */
  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.toReversed()) {
      try {
        await this.#within(step);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  async #within(step: () => Promise<unknown>): Promise<void> {
    const limit = this.#stepLimitMs;
    await inTime(step(), limit, () => new Error(`a part did not stop within ${limit} ms`));
  }
}
