import type { ProblemError } from "../../lib/api.ts";
import type { Store } from "../../lib/store.ts";
import type { FilterChange } from "../filters/filter-operation.ts";
import type { Operation, TaskChange, TaskOperation } from "./operation.ts";
import type { Outcome } from "./send-operation.ts";

export type OutboxOptions = {
  /** Sends one, or a group as a whole; the outcomes are in their order. */
  send: (operations: readonly Operation[]) => Promise<readonly Outcome[]>;
  /** Writes them down where they outlive the page; rejects when there is no room. */
  save: (operations: readonly Operation[]) => Promise<void>;
  /** Calls back when what was added is drawn: a request would take the processor from that. */
  whenDrawn: (act: () => void) => void;
  /** Made here: the other tabs are to know of them. */
  onAdded: (operations: readonly Operation[]) => void;
  /** Are others now, or set aside, or back among those that wait: the other tabs are to know. */
  onChanged: (operations: readonly Operation[]) => void;
  /** The server has taken it. Called before the operation is dropped. */
  onAccepted: (operation: Operation, outcome: Outcome) => void;
  /** The server has refused it for good. Called before the operation is dropped, or set aside when it `isKept`. */
  onRefused: (operation: Operation, error: ProblemError, isKept: boolean) => void;
  /** Given up, by the person or because it was said anew. */
  onDiscarded: (operations: readonly Operation[]) => void;
};

export type Outbox = {
  /** Those that wait to be sent, in the order in which they were made. */
  operations: Store<readonly Operation[]>;
  /** Those that cannot be sent, and are in nobody's way: what becomes of them is for the person to say. */
  aside: Store<readonly Operation[]>;
  /** How many are kept by this page alone, because there was no room to write them down. */
  unsaved: Store<number>;
  add: (change: TaskChange) => TaskOperation;
  /** Adds changes that are one step: sent as one request, or as several when there are very many. */
  addAll: (changes: readonly TaskChange[]) => readonly TaskOperation[];
  addFilterChange: (change: FilterChange) => void;
  /** Takes in what was made in another tab or before a reload. */
  take: (operations: readonly Operation[]) => void;
  /** Puts what another tab has changed in place of what is known. */
  put: (operations: readonly Operation[]) => void;
  /** Drops what another tab has sent. */
  drop: (...keys: readonly string[]) => void;
  /** Has what was set aside sent after all. */
  retry: (...keys: readonly string[]) => void;
  /** Gives up what was set aside. */
  discard: (...keys: readonly string[]) => void;
  /** Begins or stops to send: one tab does so for all. */
  setSending: (isSending: boolean) => void;
  /** Tries at once what waits for a better time: the connection is back. */
  hurry: () => void;
  /** Tries what was to be tried by now: a tab that is not looked at has its timers held back. */
  catchUp: () => void;
  /** Waits until everything is sent, at most so long; false when something is left. */
  whenEmpty: (patienceMs: number) => Promise<boolean>;
  /** Forgets everything: another person signs in. */
  clear: () => void;
};
