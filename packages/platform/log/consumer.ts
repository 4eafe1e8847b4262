import {
  beforeRow,
  comparePositions,
  type LogPosition,
  type ReadState,
  readUpTo,
} from "./log-position.ts";
import type { LogRow } from "./log-row.ts";
import type { Tail } from "./tail.ts";
import { wait } from "./wait.ts";

/** Reads the log for one group and has each row handled: in order within a lane, lanes side by side. */
export type Consumer = {
  /** Runs until the signal; resolves when nothing of it runs any more. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Up to where everything is handled: what can be stored. */
  position: () => LogPosition;
  /**
   * After it has ended: looks whether the transactions have ended that hold the position back. True
   * when nothing does any more, so that the next one repeats nothing.
   */
  settle: () => Promise<boolean>;
};

export type HandleRows = (rows: readonly LogRow[], signal: AbortSignal) => Promise<boolean>;

export type ConsumerOptions = {
  tail: Tail;
  start: ReadState;
  /** A lane is a user, or a row where the order makes no difference. */
  order: "user" | "none";
  /**
   * Does what there is to do for rows of one lane, of which it gets `rowsAtOnce` (1) at most. True when
   * done with all; false when it was given up (the signal).
   */
  handle: HandleRows;
  rowsAtOnce?: number;
  /** The position moved. */
  onMoved: () => void;
  /** Reading failed; it goes on after a while. */
  onError: (error: unknown) => void;
};

/** Rows held in memory at most: beyond it nothing is read until some are done. */
const maxOutstanding = 1_000;
const maxLanesAtOnce = { user: 64, none: 256 };
const retryReadMs = 500;

export function createConsumer({
  tail,
  start,
  order,
  handle,
  rowsAtOnce = 1,
  onMoved,
  onError,
}: ConsumerOptions): Consumer {
  const outstanding = new Map<number, LogRow>();
  const queues = new Map<string, LogRow[]>();
  const idleLanes: string[] = [];
  let state = start;
  let newest: LogPosition = { transactionId: 0, position: 0 };
  let lanesAtOnce = 0;
  let onRoom = () => {};

  function isHeldBack(): boolean {
    return comparePositions(readUpTo(state), newest) < 0;
  }

  async function workThrough(lane: string, queue: LogRow[], signal: AbortSignal): Promise<void> {
    while (queue.length > 0 && !signal.aborted) {
      const rows = queue.slice(0, rowsAtOnce);
      if (!(await handle(rows, signal))) break;
      queue.splice(0, rows.length);
      for (const { position } of rows) outstanding.delete(position);
      onMoved();
      onRoom();
    }
    queues.delete(lane);
  }

  function startLanes(signal: AbortSignal): void {
    while (lanesAtOnce < maxLanesAtOnce[order]) {
      const lane = idleLanes.shift();
      const queue = lane === undefined ? undefined : queues.get(lane);
      if (lane === undefined || !queue) return;
      lanesAtOnce += 1;
      void workThrough(lane, queue, signal).finally(() => {
        lanesAtOnce -= 1;
        startLanes(signal);
        onRoom();
      });
    }
  }

  function accept(rows: LogRow[]): void {
    for (const row of rows) {
      outstanding.set(row.position, row);
      const place = { transactionId: row.transaction_id, position: row.position };
      if (comparePositions(place, newest) > 0) newest = place;
      const lane = order === "user" ? row.user_id : row.id;
      const queue = queues.get(lane);
      if (queue) queue.push(row);
      else {
        queues.set(lane, [row]);
        idleLanes.push(lane);
      }
    }
  }

  async function untilRoom(isEnough: () => boolean, signal: AbortSignal): Promise<void> {
    while (!isEnough() && !signal.aborted) {
      await new Promise<void>((resolve) => (onRoom = resolve));
    }
    onRoom = () => {};
  }

  async function readOn(signal: AbortSignal): Promise<void> {
    const page = await tail.read(state);
    if (signal.aborted) return;
    // An older transaction that has ended since may let the position move without any new row.
    const wasHeldBack = isHeldBack();
    accept(page.rows);
    state = page.next;
    if (page.rows.length > 0 || wasHeldBack) onMoved();
    startLanes(signal);
    await untilRoom(() => outstanding.size < maxOutstanding, signal);
    if (page.isLast) await tail.nextWake(page, signal);
  }

  return {
    async run(signal) {
      signal.addEventListener("abort", () => onRoom(), { once: true });
      while (!signal.aborted) {
        try {
          await readOn(signal);
        } catch (error) {
          onError(error);
          await wait(retryReadMs, signal);
        }
      }
      // What has been handed out is let finish, so that its position can still be stored.
      while (lanesAtOnce > 0) await new Promise<void>((resolve) => (onRoom = resolve));
    },
    position() {
      let lowest = readUpTo(state);
      for (const row of outstanding.values()) {
        const before = beforeRow(row);
        if (comparePositions(before, lowest) < 0) lowest = before;
      }
      return lowest;
    },
    async settle() {
      if (!isHeldBack()) return true;
      const page = await tail.read(state);
      if (page.rows.length > 0) return true;
      state = page.next;
      return !isHeldBack();
    },
  };
}
