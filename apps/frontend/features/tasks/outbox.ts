import type { limits } from "@pakaura/contract/task";
import { backoffMs } from "../../lib/backoff.ts";
import { ProblemError, UnreachableError } from "../../lib/api.ts";
import { createStore, type Store } from "../../lib/store.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import {
  isSaidAnew,
  isWaiting,
  isWorthKeeping,
  operationFormat,
  toRefused,
  wordsThatGaveWay,
} from "./aside.ts";
import type { Aside } from "./aside-reason.ts";
import { isTaskOperation, type Change, type Operation, type TaskOperation } from "./operation.ts";
import { alone, inChunks, inOrder, whenEmpty, type Rebase } from "./outbox-parts.ts";
import type { Outbox, OutboxOptions } from "./outbox-types.ts";
import type { Outcome } from "./send-operation.ts";

export type { Outbox } from "./outbox-types.ts";

const mostAtOnce: typeof limits.bulkOperations = 500;
/** So often the server may fail at one change before the next ones go first. */
const failuresAtMost = 5;
/** So many answers are remembered, for changes that were made before their tab had heard of them. */
const rebasesKept = 200;

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Errors that say "not now" instead of "no". Without a session it waits for the same person. */
function isTemporary(error: Error): boolean {
  if (!(error instanceof ProblemError)) return error instanceof UnreachableError;
  return [401, 408, 429].includes(error.status) || error.status >= 500;
}

/**
 * Changes on their way to the server: written down, then sent one step after another in the order
 * in which they were made, repeated with the same Idempotency-Key until there is an answer. What can never
 * be sent is set aside, so that the rest goes on.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const operations = createStore<readonly Operation[]>([]);
  const aside = createStore<readonly Operation[]>([]);
  const unsaved = createStore(0);
  const unsavedKeys = new Set<string>();
  let rebases: readonly Rebase[] = [];
  let isWanted = false;
  let isSending = false;
  let wake: (() => void) | null = null;
  let wakesAt = 0;
  /** The connection came back while a try was under way, which may have begun before it did. */
  let isHurried = false;
  let lastOrder = 0;
  const ownThousandth = Math.floor(Math.random() * 1_000);

  function drop(...keys: readonly string[]): void {
    for (const key of keys) unsavedKeys.delete(key);
    unsaved.set(unsavedKeys.size);
    for (const list of [operations, aside]) {
      const rest = list.get().filter((item) => !keys.includes(item.key));
      if (rest.length < list.get().length) list.set(rest);
    }
  }

  /** Puts each where it belongs now. */
  function place(changed: readonly Operation[]): void {
    const keys = new Set(changed.map(({ key }) => key));
    const others = (list: Store<readonly Operation[]>): Operation[] =>
      list.get().filter(({ key }) => !keys.has(key));
    const isAside = (operation: Operation): boolean => !isWaiting(operation);
    if (aside.get().some(({ key }) => keys.has(key)) || changed.some(isAside))
      aside.set(inOrder([...others(aside), ...changed.filter(isAside)]));
    operations.set(inOrder([...others(operations), ...changed.filter(isWaiting)]));
  }

  /** As `place`, for changes that were made here: written down, and told to the others. */
  function change(changed: readonly Operation[]): void {
    if (changed.length === 0) return;
    void save(changed);
    place(changed);
    options.onChanged(changed);
  }

  function setAside(operation: Operation, reason: Aside): void {
    change([{ ...alone(operation), aside: reason }]);
  }

  function discard(given: readonly Operation[]): void {
    if (given.length === 0) return;
    options.onDiscarded(given);
    drop(...given.map(({ key }) => key));
  }

  function pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
      const timer = setTimeout(done, delayMs);
      wakesAt = Date.now() + delayMs;
      wake = done;
    });
  }

  const areWaiting = (step: readonly Operation[]): boolean =>
    step.every((operation) => operations.get().includes(operation));

  /** One request for a step. A group that is refused as a whole is taken apart: what can be done is. */
  async function send(step: readonly Operation[]): Promise<void> {
    let failures = 0;
    for (let attempt = 0; isWanted && areWaiting(step); attempt += 1) {
      const outcomes = await options.send(step).catch(toError);
      if (!areWaiting(step)) return;
      if (!(outcomes instanceof Error)) return accept(step, outcomes);
      if (outcomes instanceof ProblemError && outcomes.status === 500) failures += 1;
      if (!isTemporary(outcomes) || failures === failuresAtMost) return giveUp(step, outcomes);
      const asked = outcomes instanceof ProblemError ? outcomes.retryAfterMs : null;
      if (isWanted && !isHurried) await pause(asked ?? backoffMs(attempt));
      isHurried = false;
    }
  }

  function accept(step: readonly Operation[], outcomes: readonly Outcome[]): void {
    step.forEach((operation, index) => {
      const outcome = outcomes[index] ?? { task: null, conflicts: [] };
      options.onAccepted(operation, outcome);
      if (!isTaskOperation(operation)) return;
      const { task, rebase, conflicts } = outcome;
      if (task && rebase) {
        const { order } = operation;
        rebases = [...rebases, { order, task, rebase }].slice(-rebasesKept);
      }
      discard(aside.get().filter((other) => isSaidAnew(other, operation)));
      const words = wordsThatGaveWay(conflicts);
      if (words && task && operation.kind === "update") {
        const rest = {
          ...alone(operation),
          key: uuidV7(),
          order: nextOrder(),
          base: task,
          body: words,
        };
        change([{ ...rest, aside: { why: "gave-way" } }]);
      }
    });
    drop(...step.map(({ key }) => key));
    change(rebasedOf(operations.get()));
  }

  /** Those that are others on top of the answers that came meanwhile. */
  function rebasedOf(waiting: readonly Operation[]): Operation[] {
    return waiting.filter(isTaskOperation).flatMap((operation) => {
      const rebased = rebases
        .filter(({ order }) => order < operation.order)
        .filter(({ task }) => isOlder(operation, task))
        .reduce((current, { rebase }) => rebase(current), operation);
      return rebased === operation ? [] : [rebased];
    });
  }

  function giveUp(step: readonly Operation[], error: Error): void {
    const [only] = step;
    if (!only) return;
    if (only.group !== undefined) return takeApart(only.group);
    if (!(error instanceof ProblemError) || error.status >= 500) {
      return setAside(only, { why: "failed", detail: error.message });
    }
    const isKept = isWorthKeeping(only);
    options.onRefused(only, error, isKept);
    if (isKept) setAside(only, { why: "refused", problem: toRefused(error) });
    else drop(only.key);
  }

  function takeApart(group: string): void {
    const apart = (operation: Operation): Operation =>
      operation.group === group ? alone(operation) : operation;
    operations.set(operations.get().map(apart));
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
      isHurried = false;
    }
  }

  async function save(added: readonly Operation[]): Promise<void> {
    try {
      await options.save(added);
    } catch {
      const kept = new Set([...operations.get(), ...aside.get()].map(({ key }) => key));
      for (const { key } of added) if (kept.has(key)) unsavedKeys.add(key);
      unsaved.set(unsavedKeys.size);
    }
  }

  /** Later than all before, whatever the clock says; and another one than in other tabs at this time. */
  function nextOrder(): number {
    const last = Math.max(lastOrder, operations.get().at(-1)?.order ?? 0);
    lastOrder = Math.max(last + 1, Date.now() * 1_000 + ownThousandth);
    return lastOrder;
  }

  function push(changes: readonly Change[], group?: () => string): readonly Operation[] {
    const madeAt = new Date().toISOString();
    const first = nextOrder();
    const made = inChunks(changes, mostAtOnce).flatMap((part, chunk) => {
      const shared = group ? { group: group() } : {};
      const from = first + chunk * mostAtOnce;
      return part.map((one, index): Operation => ({
        ...one,
        ...shared,
        key: uuidV7(),
        format: operationFormat,
        madeAt,
        order: from + index,
      }));
    });
    lastOrder = made.at(-1)?.order ?? lastOrder;
    const rebased = new Map(rebasedOf(made).map((operation) => [operation.key, operation]));
    const added = made.map((operation) => rebased.get(operation.key) ?? operation);
    // Written down before anything is drawn.
    void save(added);
    operations.set([...operations.get(), ...added]);
    options.onAdded(added);
    options.whenDrawn(() => void sendAll());
    return added;
  }

  function retry(wanted: readonly Operation[]): void {
    const madeAt = new Date().toISOString();
    change(wanted.map(({ aside: _reason, ...operation }): Operation => ({ ...operation, madeAt })));
    void sendAll();
  }

  /** What failed for a reason that nobody thought of may have met a fault that is mended by now. */
  function retryFailed(): void {
    retry(aside.get().filter((operation) => operation.aside?.why === "failed"));
  }

  return {
    operations,
    aside,
    unsaved,
    add: (one) => {
      const [operation] = push([one]).filter(isTaskOperation);
      if (!operation) throw new Error("nothing was added");
      return operation;
    },
    addAll: (changes) => push(changes, uuidV7).filter(isTaskOperation),
    addFilterChange: (one) => void push([one]),
    take: (others) => {
      const known = new Set([...operations.get(), ...aside.get()].map(({ key }) => key));
      const added = others.filter(({ key }) => !known.has(key));
      if (added.length === 0) return;
      place(added);
      change(rebasedOf(added.filter(isWaiting)));
      void sendAll();
    },
    put: (changed) => {
      place(changed);
      void sendAll();
    },
    drop,
    retry: (...keys) =>
      retry(aside.get().filter(({ key, aside: reason }) => reason && keys.includes(key))),
    discard: (...keys) => discard(aside.get().filter(({ key }) => keys.includes(key))),
    setSending: (wanted) => {
      isWanted = wanted;
      wake?.();
      if (wanted) retryFailed();
      void sendAll();
    },
    hurry: () => {
      if (wake) wake();
      else isHurried = isSending;
      if (isWanted) retryFailed();
    },
    catchUp: () => {
      if (Date.now() >= wakesAt) wake?.();
    },
    whenEmpty: (patienceMs) => whenEmpty(operations, patienceMs),
    clear: () => {
      operations.set([]);
      aside.set([]);
      rebases = [];
      unsavedKeys.clear();
      unsaved.set(0);
      wake?.();
    },
  };
}

function isOlder(operation: TaskOperation, task: { id: string; version: number }): boolean {
  return (
    operation.kind === "update" &&
    operation.taskId === task.id &&
    operation.base.version < task.version
  );
}
