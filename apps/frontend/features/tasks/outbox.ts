import type { limits } from "@pakaura/contract/task";
import { backoffMs } from "../../lib/backoff.ts";
import { ProblemError, UnreachableError } from "../../lib/api.ts";
import { createStore, type Store } from "../../lib/store.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import { inChunks, whenEmpty } from "./outbox-parts.ts";
import type { FilterChange } from "../filters/filter-operation.ts";
import {
  isTaskOperation,
  type Change,
  type Operation,
  type TaskChange,
  type TaskOperation,
} from "./operation.ts";
import type { Outcome } from "./send-operation.ts";

const mostAtOnce: typeof limits.bulkOperations = 500;

export type OutboxOptions = {
  /** Sends one, or a group as a whole; the outcomes are in their order. */
  send: (operations: readonly Operation[]) => Promise<readonly Outcome[]>;
  /** Writes them down where they outlive the page; rejects when there is no room. */
  save: (operations: readonly Operation[]) => Promise<void>;
  /** Calls back when what was added is drawn: a request would take the processor from that. */
  whenDrawn: (act: () => void) => void;
  /** Made here: the other tabs are to know of them. */
  onAdded: (operations: readonly Operation[]) => void;
  /** The server has taken it. Called before the operation is dropped. */
  onAccepted: (operation: Operation, outcome: Outcome) => void;
  /** The server has refused it for good. Called before the operation is dropped. */
  onRefused: (operation: Operation, error: ProblemError) => void;
};

export type Outbox = {
  /** In the order in which they were made. */
  operations: Store<readonly Operation[]>;
  /** How many are kept by this page alone, because there was no room to write them down. */
  unsaved: Store<number>;
  add: (change: TaskChange) => TaskOperation;
  /** Adds changes that are one step: sent as one request, or as several when there are very many. */
  addAll: (changes: readonly TaskChange[]) => readonly TaskOperation[];
  addFilterChange: (change: FilterChange) => void;
  /** Takes in what was made in another tab or before a reload. */
  take: (operations: readonly Operation[]) => void;
  /** Drops what another tab has sent. */
  drop: (...keys: readonly string[]) => void;
  /** Begins or stops to send: one tab does so for all. */
  setSending: (isSending: boolean) => void;
  /** Tries at once what waits for a better time: the connection is back. */
  hurry: () => void;
  /** Waits until everything is sent, at most so long; false when something is left. */
  whenEmpty: (patienceMs: number) => Promise<boolean>;
  /** Forgets everything: another person signs in. */
  clear: () => void;
};

/** Errors that say "not now" instead of "no". Without a session it waits for the same person. */
function isTemporary(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return error instanceof UnreachableError;
  return [401, 408, 429].includes(error.status) || error.status >= 500;
}

/**
 * Changes on their way to the server: written down, then sent one step after another in the order
 * in which they were made, repeated with the same Idempotency-Key until there is an answer.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const operations = createStore<readonly Operation[]>([]);
  const unsaved = createStore(0);
  const unsavedKeys = new Set<string>();
  let isWanted = false;
  let isSending = false;
  let wake: (() => void) | null = null;

  function drop(...keys: readonly string[]): void {
    for (const key of keys) unsavedKeys.delete(key);
    unsaved.set(unsavedKeys.size);
    operations.set(operations.get().filter((item) => !keys.includes(item.key)));
  }

  function pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
      const timer = setTimeout(done, delayMs);
      wake = done;
    });
  }

  const areWaiting = (step: readonly Operation[]): boolean =>
    step.every((operation) => operations.get().includes(operation));

  /** One request for a step. A group that is refused as a whole is taken apart: what can be done is. */
  async function send(step: readonly Operation[]): Promise<void> {
    for (let attempt = 0; isWanted && areWaiting(step); attempt += 1) {
      try {
        const outcomes = await options.send(step);
        if (!areWaiting(step)) return;
        step.forEach((operation, index) => {
          options.onAccepted(operation, outcomes[index] ?? { task: null, conflicts: [] });
        });
        drop(...step.map(({ key }) => key));
      } catch (error) {
        if (isTemporary(error)) {
          const asked = error instanceof ProblemError ? error.retryAfterMs : null;
          if (isWanted && areWaiting(step)) await pause(asked ?? backoffMs(attempt));
          continue;
        }
        if (!(error instanceof ProblemError)) throw error;
        const [only] = step;
        if (only?.group !== undefined) return takeApart(only.group);
        if (only) options.onRefused(only, error);
        drop(...step.map(({ key }) => key));
      }
    }
  }

  function takeApart(group: string): void {
    const alone = ({ group: _group, ...operation }: Operation): Operation => operation;
    operations.set(
      operations
        .get()
        .map((operation) => (operation.group === group ? alone(operation) : operation)),
    );
  }

  function nextStep(): readonly Operation[] {
    const all = operations.get();
    const group = all[0]?.group;
    return group === undefined ? all.slice(0, 1) : all.filter((item) => item.group === group);
  }

  async function sendAll(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      for (let step = nextStep(); step.length > 0 && isWanted; step = nextStep()) await send(step);
    } finally {
      isSending = false;
    }
  }

  async function save(added: readonly Operation[]): Promise<void> {
    try {
      await options.save(added);
    } catch {
      const waiting = new Set(operations.get().map(({ key }) => key));
      for (const { key } of added) if (waiting.has(key)) unsavedKeys.add(key);
      unsaved.set(unsavedKeys.size);
    }
  }

  function push(changes: readonly Change[], group?: () => string): readonly Operation[] {
    const madeAt = new Date().toISOString();
    const last = operations.get().at(-1)?.order ?? 0;
    // Later than all before, whatever the clock says.
    const first = Math.max(last + 1, Date.now() * 1_000);
    const added = inChunks(changes, mostAtOnce).flatMap((part, chunk) => {
      const shared = group ? { group: group() } : {};
      const from = first + chunk * mostAtOnce;
      return part.map((change, index): Operation => ({
        ...change,
        ...shared,
        key: uuidV7(),
        madeAt,
        order: from + index,
      }));
    });
    // Written down before anything is drawn.
    void save(added);
    operations.set([...operations.get(), ...added]);
    options.onAdded(added);
    options.whenDrawn(() => void sendAll());
    return added;
  }

  return {
    operations,
    unsaved,
    add: (change) => {
      const [operation] = push([change]).filter(isTaskOperation);
      if (!operation) throw new Error("nothing was added");
      return operation;
    },
    addAll: (changes) => push(changes, uuidV7).filter(isTaskOperation),
    addFilterChange: (change) => void push([change]),
    take: (others) => {
      const known = new Set(operations.get().map(({ key }) => key));
      const added = others.filter(({ key }) => !known.has(key));
      if (added.length === 0) return;
      operations.set(
        [...operations.get(), ...added].toSorted((left, right) => left.order - right.order),
      );
      void sendAll();
    },
    drop,
    setSending: (wanted) => {
      isWanted = wanted;
      wake?.();
      void sendAll();
    },
    hurry: () => wake?.(),
    whenEmpty: (patienceMs) => whenEmpty(operations, patienceMs),
    clear: () => {
      operations.set([]);
      unsavedKeys.clear();
      unsaved.set(0);
      wake?.();
    },
  };
}
