import type { Change } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import type { Answer } from "./answer.ts";
import type { Origin } from "./origin.ts";

/** The `Idempotency-Key` of a request, with a hash of what was asked. */
export type Claim = { key: string; requestHash: string };

/** The tasks that a decision sees: those that it asked for, as they will be after earlier decisions. */
export type Tasks = {
  /** The user's task, the trash included; undefined when there is none. */
  get: (id: string) => StoredTask | undefined;
  /** All that were asked for. */
  all: () => StoredTask[];
};

export type Decision = {
  changes: Change[];
  answer: Answer;
  /** A tag that exists from now on, though no task needs to have it. */
  addedTag?: string;
  /** A tag that exists no longer. */
  removedTag?: string;
};

/** A write of one user: what to read, and what to do with it. */
export type Job = {
  userId: string;
  /**
   * The tasks to decide upon: by id, one with the instance that follows it, all that have a tag, or one with
   * the open ones of its series.
   */
  reads: { ids: string[] } | { stepOf: string } | { tag: string } | { openSeriesOf: string };
  /**
   * Decides purely; runs again when another process was faster. A throw refuses this job alone.
   */
  decide: (tasks: Tasks) => Decision;
  origin: Origin;
  claim: Claim | null;
};
