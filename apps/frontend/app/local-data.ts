import type { SavedFilter } from "@pakaura/contract/filter";
import type { Me } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from "idb";
import type { Operation } from "../features/tasks/operation.ts";
import type { StreamPosition } from "../lib/stream-position.ts";
import { uuidV7 } from "../lib/uuid-v7.ts";
import { StartError } from "../lib/fail-start.ts";
import { inTime } from "../lib/in-time.ts";
import { offerNewVersion } from "../lib/new-version.ts";
import { isForbidden, isWithoutMemory, openInTime } from "./database-limits.ts";
import { tellMemoryClosed } from "./tell-later.ts";
import { forgetLastWords, keepLastWords, readLastWords } from "./last-words.ts";

/** Raised when what is kept changes its form. All but the outbox is then dropped and fetched again. */
const schemaVersion = 3;

/**
 * Tasks are kept in this many records: one record for each task takes four times as long to read,
 * and one record for all takes as long to write as the whole list.
 */
const bucketCount = 64;

/** Whoever signs out waits no longer for the deletion, in milliseconds. */
const deletionLimitMs = 5_000;

interface Schema extends DBSchema {
  tasks: { key: number; value: readonly Task[] };
  outbox: { key: number; value: Operation };
  me: { key: "me"; value: Me };
  filters: { key: "filters"; value: readonly SavedFilter[] };
  written: { key: "written"; value: Written };
}
type Database = IDBPDatabase<Schema>;
type OutboxStore = IDBPObjectStore<Schema, ["outbox"], "outbox", "readwrite">;
const cached = ["tasks", "me", "filters", "written"] as const;

/** How far into the stream the tasks go that are kept, and which writing of them that is. */
export type Written = { position: StreamPosition; revision: string };

/** What one person's browser remembers between visits. */
export type Remembered = {
  me: Me | null;
  filters: readonly SavedFilter[] | null;
  /** Null when not all tasks are kept. */
  written: Written | null;
  tasks: readonly Task[];
  operations: readonly Operation[];
};

/** What has changed since the last writing. */
export type Changes = {
  /** Ids of tasks that are to be written as `known` has them. */
  taskIds: ReadonlySet<string>;
  known: ReadonlyMap<string, Task>;
  position: StreamPosition | null;
  /** Orders of operations that are done with. */
  settled: readonly number[];
};

export type LocalData = {
  userId: string;
  /** False where the browser keeps nothing, as in some private windows. */
  isDurable: boolean;
  load: () => Promise<Remembered>;
  saveMe: (me: Me) => Promise<void>;
  saveFilters: (filters: readonly SavedFilter[]) => Promise<void>;
  /** Rejects when there is no room, even after giving up the tasks, which can be fetched again. */
  saveOperations: (operations: readonly Operation[]) => Promise<void>;
  /** Null when tasks are not kept, for want of room. */
  save: (changes: Changes) => Promise<Written | null>;
  /** Rejects when there is no room. */
  replaceTasks: (tasks: readonly Task[], position: StreamPosition) => Promise<Written>;
  countOperations: () => Promise<number>;
  /** Forgets all but the changes that are not sent. */
  forgetTasks: () => Promise<void>;
  close: () => void;
};

const nameOf = (userId: string): string => `pakaura:${userId}`;

/**
 * Opens what this browser keeps of a person; it is made when there is nothing. Nothing is kept where the browser
 * forbids it. Throws StartError when what is there cannot be had: changes that are not sent may be in it.
 */
export async function openLocalData(userId: string): Promise<LocalData> {
  if (isWithoutMemory()) return keepNowhere(userId);
  const opening = openInTime((onBlocked) => openDatabase(userId, onBlocked));
  const database = await opening.catch((error: unknown) => {
    if (isForbidden(error)) return null;
    throw error instanceof StartError ? error : new StartError("broken", error);
  });
  return database ? keepIn(database, userId) : keepNowhere(userId);
}

/** Forgets everything of a person. */
export async function deleteLocalData(userId: string): Promise<void> {
  forgetLastWords(userId);
  // Another tab may hold it open; the browser deletes it when that is closed.
  await inTime(deleteDB(nameOf(userId)), deletionLimitMs, () => new StartError("blocked")).catch(
    () => undefined,
  );
}

function openDatabase(userId: string, onBlocked: () => void): Promise<Database> {
  return openDB<Schema>(nameOf(userId), schemaVersion, {
    upgrade: (database, oldVersion) => {
      if (oldVersion === 0) database.createObjectStore("outbox", { keyPath: "order" });
      for (const name of database.objectStoreNames)
        if (name !== "outbox") database.deleteObjectStore(name);
      for (const name of cached) database.createObjectStore(name);
    },
    blocked: onBlocked,
    // Another tab has signed out, or is of a newer version.
    blocking: (_current, wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
      if (wanted !== null) offerNewVersion();
    },
    // The browser has closed it, as when a person clears what pages keep.
    terminated: tellMemoryClosed,
  });
}

function keepIn(database: Database, userId: string): LocalData {
  const lastWords = keepLastWords(userId);
  return {
    userId,
    isDurable: true,
    load: async () => {
      const left = readLastWords(userId);
      await saveOperations(database, left).then(
        () => forgetLastWords(userId),
        () => undefined,
      );
      const remembered = await load(database);
      const known = new Set(remembered.operations.map(({ key }) => key));
      const operations = [...remembered.operations, ...left.filter(({ key }) => !known.has(key))];
      return { ...remembered, operations };
    },
    saveMe: async (me) => {
      await database.put("me", me, "me");
    },
    saveFilters: async (filters) => {
      await database.put("filters", filters, "filters");
    },
    saveOperations: async (operations) => {
      lastWords.hold(operations);
      try {
        await saveOperations(database, operations);
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
        await forgetTasks(database);
        await saveOperations(database, operations);
      }
      lastWords.release(operations.map(({ order }) => order));
    },
    save: async (changes) => {
      lastWords.release(changes.settled);
      return save(database, changes);
    },
    replaceTasks: async (tasks, position) => {
      try {
        return await replaceTasks(database, tasks, position);
      } catch (error) {
        // The older ones are not to be taken for these, whose changes will be written in their place.
        await forgetTasks(database);
        throw error;
      }
    },
    countOperations: () => database.count("outbox"),
    forgetTasks: () => forgetTasks(database),
    close: () => {
      lastWords.close();
      database.close();
    },
  };
}

/**
 * Committed at once, and the outbox is written to in no other way: whatever else this page does or waits
 * for, even its end, comes after.
 */
async function changeOutbox(
  database: Database,
  change: (outbox: OutboxStore) => Promise<unknown>[],
): Promise<void> {
  const transaction = database.transaction("outbox", "readwrite");
  const changes = change(transaction.store);
  transaction.commit();
  await Promise.all([...changes, transaction.done]);
}

function saveOperations(database: Database, operations: readonly Operation[]): Promise<void> {
  return changeOutbox(database, (outbox) => operations.map((operation) => outbox.put(operation)));
}

function deleteOperations(database: Database, orders: readonly number[]): Promise<void> {
  return changeOutbox(database, (outbox) => orders.map((order) => outbox.delete(order)));
}

async function forgetTasks(database: Database): Promise<void> {
  const transaction = database.transaction(cached, "readwrite");
  await Promise.all([
    ...cached.map((name) => transaction.objectStore(name).clear()),
    transaction.done,
  ]);
}

async function load(database: Database): Promise<Remembered> {
  const transaction = database.transaction([...cached, "outbox"] as const);
  const [me, filters, written, buckets, operations] = await Promise.all([
    transaction.objectStore("me").get("me"),
    transaction.objectStore("filters").get("filters"),
    transaction.objectStore("written").get("written"),
    transaction.objectStore("tasks").getAll(),
    transaction.objectStore("outbox").getAll(),
  ]);
  return {
    me: me ?? null,
    filters: filters ?? null,
    written: written ?? null,
    tasks: buckets.flat(),
    operations,
  };
}

async function save(database: Database, changes: Changes): Promise<Written | null> {
  const written = await saveTasks(database, changes);
  // After them, or a task would be nowhere. One that is sent again because this did not happen changes nothing.
  await deleteOperations(database, changes.settled);
  return written;
}

async function saveTasks(database: Database, changes: Changes): Promise<Written | null> {
  const { taskIds, known, position } = changes;
  const transaction = database.transaction(["tasks", "written"], "readwrite");
  const before = await transaction.objectStore("written").get("written");
  // Without a place in the stream some tasks are missing, given up for want of room: then none are kept.
  const written = before ? { position: position ?? before.position, revision: uuidV7() } : null;
  const writes: Promise<unknown>[] = [];
  if (written) {
    const buckets = inBuckets(known.values(), new Set([...taskIds].map(bucketOf)));
    const tasks = transaction.objectStore("tasks");
    for (const [bucket, items] of buckets) writes.push(tasks.put(items, bucket));
    writes.push(transaction.objectStore("written").put(written, "written"));
  }
  await Promise.all([...writes, transaction.done]);
  return written;
}

async function replaceTasks(
  database: Database,
  tasks: readonly Task[],
  position: StreamPosition,
): Promise<Written> {
  const transaction = database.transaction(["tasks", "written"], "readwrite");
  const store = transaction.objectStore("tasks");
  const written = { position, revision: uuidV7() };
  await Promise.all([
    store.clear(),
    ...[...inBuckets(tasks)].map(([bucket, items]) => store.put(items, bucket)),
    transaction.objectStore("written").put(written, "written"),
    transaction.done,
  ]);
  return written;
}

/** Tasks by their bucket, or only those of `wanted` buckets. */
function inBuckets(tasks: Iterable<Task>, wanted?: ReadonlySet<number>): Map<number, Task[]> {
  const buckets = new Map<number, Task[]>();
  for (const bucket of wanted ?? []) buckets.set(bucket, []);
  for (const task of tasks) {
    const bucket = bucketOf(task.id);
    if (wanted && !wanted.has(bucket)) continue;
    const items = buckets.get(bucket);
    if (items) items.push(task);
    else buckets.set(bucket, [task]);
  }
  return buckets;
}

/** Ids are random at their end. */
function bucketOf(id: string): number {
  return (Number.parseInt(id.slice(-2), 16) || 0) % bucketCount;
}

function keepNowhere(userId: string): LocalData {
  return {
    userId,
    isDurable: false,
    load: async () => ({ me: null, filters: null, written: null, tasks: [], operations: [] }),
    saveMe: async () => undefined,
    saveFilters: async () => undefined,
    saveOperations: () => Promise.reject(new Error("This browser keeps nothing.")),
    save: async () => null,
    replaceTasks: () => Promise.reject(new Error("This browser keeps nothing.")),
    countOperations: async () => 0,
    forgetTasks: async () => undefined,
    close: () => undefined,
  };
}
