import type { LogRow } from "./log-row.ts";

/** A place in the event log: everything up to and with it. Transaction ids stay far below 2^53. */
export type LogPosition = { transactionId: number; position: number };

/**
 * How far somebody has read. Commit order is not position order, so a place is not enough: `seen` is
 * a snapshot of PostgreSQL (`xmin:xmax:running,...`), and what is new is what was not visible in it.
 * So a transaction that took an early place and commits late is new when it commits, never skipped.
 */
export type ReadState = {
  seen: string;
  /** No row up to here is new: where the index scan begins. */
  after: LogPosition;
  /** Set between the pages of one long read: the snapshot that it reads up to. */
  until?: string;
  /** Rows up to `after` that wait for earlier events of their users, which lie beyond it. */
  held?: readonly LogRow[];
};

export function comparePositions(left: LogPosition, right: LogPosition): number {
  return left.transactionId - right.transactionId || left.position - right.position;
}

/** Everything before the oldest transaction that runs in the snapshot. */
export function beforeOldest(snapshot: string): LogPosition {
  return { transactionId: Number(snapshot.slice(0, snapshot.indexOf(":"))), position: 0 };
}

/** Reading on after a durable position. */
export function stateAfter(position: LogPosition): ReadState {
  const oldest = Math.max(1, position.transactionId);
  return { seen: `${oldest}:${oldest}:`, after: position };
}

/** Reading on after a snapshot. */
export function stateSince(snapshot: string): ReadState {
  return { seen: snapshot, after: beforeOldest(snapshot) };
}

/** The position just before a row. */
export function beforeRow({ transaction_id: transactionId, position }: LogRow): LogPosition {
  return { transactionId, position: position - 1 };
}

function lowerOf(one: LogPosition, other: LogPosition): LogPosition {
  return comparePositions(one, other) <= 0 ? one : other;
}

/** The position up to which every event that is read was handed on as well: before the first one that is held. */
export function handedOnUpTo({ after, held = [] }: ReadState): LogPosition {
  return held.map(beforeRow).reduce(lowerOf, after);
}

/** The position up to which everything has been handed on, whatever was still running meanwhile. */
export function readUpTo(state: ReadState): LogPosition {
  const handedOn = handedOnUpTo(state);
  return state.until === undefined ? handedOn : lowerOf(handedOn, beforeOldest(state.until));
}
