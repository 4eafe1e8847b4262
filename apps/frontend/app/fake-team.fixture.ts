import type { StreamEvent } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";
import { vi } from "vitest";
import { createOutbox, type Outbox } from "../features/tasks/outbox.ts";
import { isTaskOperation, type Operation } from "../features/tasks/operation.ts";
import type { Outcome } from "../features/tasks/send-operation.ts";
import { createTaskStore } from "../features/tasks/task-store.ts";
import { FakeChannels } from "../lib/fake-channel.fixture.ts";
import { FakeLocks } from "../lib/fake-locks.fixture.ts";
import { aPage } from "../lib/fake-page.fixture.ts";
import type { Connection } from "../lib/websocket.ts";
import { openLocalData } from "./local-data.ts";
import { joinTeam, type Team } from "./team.ts";

/** Several tabs of one browser, over one IndexedDB, and the server's snapshot. */
export function aBrowser() {
  const channels = new FakeChannels();
  const locks = new FakeLocks();
  const server = { tasks: [] as Task[], epoch: "epoch", sequence: 0, reads: 0 };
  vi.stubGlobal("BroadcastChannel", channels.Channel);
  vi.stubGlobal("fetch", async () => {
    server.reads += 1;
    const { tasks: items, epoch, sequence } = server;
    return Response.json({ items, epoch, sequence });
  });

  /** Lets everything that is under way come to its end: turns of the event loop, and no time. */
  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 25;) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = channels.deliver() ? 0 : quiet + 1;
    }
  }

  /** Lets time pass as well, in milliseconds. */
  async function pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 50) {
      await vi.advanceTimersByTimeAsync(50);
      await settle();
    }
  }

  async function openTab(options: TabOptions = {}) {
    const { send = async () => [] } = options;
    const page = aPage(locks);
    const local = await openLocalData(options.userId ?? "ada");
    const taskStore = createTaskStore();
    const heard: StreamEvent[] = [];
    const state = { isReady: false, left: -1, connection: "connecting" as Connection };
    const team: { current: Team | null } = { current: null };
    const outbox: Outbox = createOutbox({
      send,
      save: local.saveOperations,
      whenDrawn: (act) => act(),
      onAdded: (operations) => team.current?.post({ type: "added", operations }),
      onChanged: (operations) => team.current?.post({ type: "changed", operations }),
      onAccepted: ({ key, order }, { task, conflicts }) => {
        if (task) taskStore.accept([task]);
        team.current?.settle(order, task);
        team.current?.post({ type: "accepted", key, order, task, conflicts });
      },
      onRefused: () => undefined,
      onDiscarded: (operations) => team.current?.post({ type: "discarded", operations }),
    });
    outbox.operations.subscribe(() =>
      taskStore.setOperations(outbox.operations.get().filter(isTaskOperation)),
    );
    const joined = joinTeam({
      local,
      taskStore,
      outbox,
      page,
      connection: () => state.connection,
      onConnection: (connection) => {
        state.connection = connection;
      },
      onReady: () => {
        state.isReady = true;
      },
      onFailed: () => undefined,
      onEvents: (events) => heard.push(...events),
      onActivity: () => undefined,
      onFilters: () => undefined,
      onMissed: () => undefined,
      onMe: () => undefined,
      onLeft: (kept) => {
        state.left = kept;
      },
    });
    team.current = joined;
    const remembered = await local.load();
    taskStore.accept(remembered.tasks);
    joined.setWritten(remembered.written);
    outbox.take(remembered.operations);
    const titles = (): string[] =>
      [...taskStore.tasks.values()].map(({ title }) => title).toSorted();
    return { team: joined, local, outbox, taskStore, page, heard, state, titles };
  }

  return { channels, locks, server, settle, pass, openTab };
}

type TabOptions = {
  userId?: string;
  send?: (operations: readonly Operation[]) => Promise<readonly Outcome[]>;
};
