import type { StreamEvent } from "@pakaura/contract/events";
import type { Snapshot } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { reportSignedOut, request } from "../lib/api.ts";
import { backoffMs, pause } from "../lib/backoff.ts";
import { startLive, type Connection, type Live } from "../lib/websocket.ts";
import type { StreamPosition } from "../lib/stream-position.ts";
import type { Outbox } from "../features/tasks/outbox.ts";
import { hearReceipts } from "../features/reminders/receipt-channel.ts";
import type { TaskStore } from "../features/tasks/task-store.ts";
import { createKeeper, type Keeper } from "./keeper.ts";
import type { LocalData, Written } from "./local-data.ts";
import { isStillSignedIn } from "./still-signed-in.ts";
import { tasksOf } from "./tasks-of.ts";

export type Replaced = {
  isSameEpoch: boolean;
  written: Written;
  /** All tasks, where they could not be written down. */
  unwritten: readonly Task[] | null;
  /** What was told of while they were written down. */
  newer: readonly Task[];
};

export type LeadOptions = {
  local: LocalData;
  taskStore: TaskStore;
  outbox: Outbox;
  /** Where the tasks stand that are known already. */
  position: StreamPosition | null;
  onConnection: (connection: Connection) => void;
  onEvents: (events: readonly StreamEvent[]) => void;
  onReminder: (event: StreamEvent) => void;
  onActivity: () => void;
  /** The saved filters may have changed. */
  onFilters: () => void;
  /** Events were missed: what they told of beside tasks, no snapshot has. */
  onMissed: () => void;
  onWritten: (written: Written) => void;
  /** All tasks were read anew. */
  onReplaced: (replaced: Replaced) => void;
  onFailed: (error: unknown) => void;
};

export type Leader = Keeper & {
  /** Does what is due by now. */
  catchUp: () => void;
  stop: () => void;
};

/** What one tab does for all of them: has the socket, sends the changes, and writes down what comes in. */
export function lead(options: LeadOptions): Leader {
  const { local, taskStore, outbox, position } = options;
  const keeper = createKeeper(local, taskStore.known, options.onWritten);
  let epoch = position?.epoch ?? null;
  let isReading = false;
  let isStopped = false;

  const live: Live = startLive(`${window.location.origin.replace(/^http/, "ws")}/ws`, position, {
    onEvents: (events, reached) => {
      const tasks = tasksOf(events);
      taskStore.accept(tasks);
      // Also those that are known already: another tab may have led, and not have come to write them.
      keeper.keep(
        tasks.map((task) => task.id),
        reached,
      );
      options.onEvents(events);
    },
    onReminder: options.onReminder,
    onActivity: options.onActivity,
    onSnapshotWanted: () => {
      if (epoch !== null) options.onMissed();
      void readPatiently();
    },
    onFilters: options.onFilters,
    onOpen: () => {
      outbox.hurry();
      // The hint may have been lost with the connection.
      options.onFilters();
    },
    isStillSignedIn,
    onSignedOut: reportSignedOut,
  });
  const stopHearing = hearReceipts(local.userId, live.tellReceipt);
  live.connection.subscribe(() => options.onConnection(live.connection.get()));
  options.onConnection(live.connection.get());
  outbox.setSending(true);
  // The first visit does not wait for the socket, which some networks let nobody have.
  if (position === null) void readPatiently();

  async function readPatiently(): Promise<void> {
    if (isReading) return;
    isReading = true;
    for (let attempt = 0; !isStopped; attempt += 1) {
      try {
        await readSnapshot();
        break;
      } catch (error) {
        if (isStopped) break;
        options.onFailed(error);
        await pause(backoffMs(attempt));
      }
    }
    isReading = false;
  }

  async function readSnapshot(): Promise<void> {
    const before = new Set(taskStore.known.values());
    const snapshot = await request<Snapshot>("/api/v1/snapshot?include_deleted=true");
    if (isStopped) return;
    const isSameEpoch = epoch === null || epoch === snapshot.epoch;
    epoch = snapshot.epoch;
    const reached = { epoch, sequence: snapshot.sequence };
    taskStore.replaceAll(snapshot.items, isSameEpoch, before);
    const tasks = [...taskStore.known.values()];
    const writing = local.replaceTasks(tasks, reached);
    live.resume(reached);
    // Without room they are fetched at every visit.
    const written = await writing.catch(() => null);
    options.onReplaced({
      isSameEpoch,
      written: written ?? { position: reached, revision: "" },
      unwritten: written ? null : tasks,
      newer: [...new Set(taskStore.known.values()).difference(new Set(tasks))],
    });
  }

  return {
    ...keeper,
    catchUp: () => {
      live.catchUp();
      outbox.catchUp();
    },
    stop: () => {
      isStopped = true;
      outbox.setSending(false);
      stopHearing();
      live.stop();
      void keeper.flush();
    },
  };
}
