import type { Me } from "@pakaura/contract/http";
import { ProblemError } from "../lib/api.ts";
import { joinTabs } from "../lib/tabs.ts";
import { uuidV7 } from "../lib/uuid-v7.ts";
import type { StreamPosition } from "../lib/stream-position.ts";
import type { Connection } from "../lib/websocket.ts";
import type { Outbox } from "../features/tasks/outbox.ts";
import type { TaskStore } from "../features/tasks/task-store.ts";
import { lead, tasksOf, type Leader, type Replaced } from "./lead.ts";
import type { LocalData } from "./local-data.ts";
import type { SessionHandlers } from "./session.ts";
import { tellConflicts, tellRefused } from "./tell-later.ts";
import type { TabMessage } from "./tab-message.ts";

export type TeamOptions = SessionHandlers & {
  local: LocalData;
  taskStore: TaskStore;
  outbox: Outbox;
  connection: () => Connection;
  onConnection: (connection: Connection) => void;
  /** All tasks are there. */
  onReady: () => void;
  onFailed: (error: unknown) => void;
  onMe: (me: Me) => void;
  onLeft: (kept: number) => void;
};

export type Team = {
  /** What was read from the common memory is known up to here. */
  setReached: (position: StreamPosition | null) => void;
  /** Takes part in leading until the returned function is called. */
  compete: () => () => void;
  post: (message: TabMessage) => void;
  keep: (taskIds: Iterable<string>) => void;
  settle: (order: number) => void;
  isSettled: (order: number) => boolean;
  flush: () => Promise<void>;
  close: () => void;
};

/** So many operations that are done with are remembered, in case this tab has to take them off the list. */
const settledLimit = 1_000;

/** The open tabs of one person: one of them leads, and all show the same. */
export function joinTeam(options: TeamOptions): Team {
  const { local, taskStore, outbox } = options;
  let leader: Leader | null = null;
  let reached: StreamPosition | null = null;
  let settled: number[] = [];

  const tabs = joinTabs<TabMessage>({
    // Without a common memory each tab is on its own.
    name: `pakaura:${local.userId}${local.isDurable ? "" : uuidV7()}`,
    onMessage: receive,
    lead: startLeading,
    isWell: () => options.connection() === "open" || document.visibilityState === "visible",
  });

  function startLeading(): () => void {
    const started = lead({
      local,
      taskStore,
      outbox,
      position: reached,
      onConnection: (connection) => {
        options.onConnection(connection);
        tabs.post({ type: "connection", connection });
      },
      onEvents: (events, position) => {
        reached = position;
        options.onEvents(events);
        tabs.post({ type: "events", events, reached });
      },
      onReminder: (event) => {
        options.onEvents([event]);
        tabs.post({ type: "reminder", event });
      },
      onActivity: () => {
        options.onActivity();
        tabs.post({ type: "activity" });
      },
      onFilters: () => {
        options.onFilters();
        tabs.post({ type: "filters" });
      },
      onReplaced: (replaced) => {
        reached = replaced.reached;
        options.onReady();
        tabs.post({ type: "replaced", ...replaced });
      },
      onFailed: options.onFailed,
    });
    started.settle(settled);
    leader = started;
    return () => {
      started.stop();
      leader = null;
    };
  }

  function settle(order: number): void {
    settled = [...settled.slice(-settledLimit), order];
    leader?.settle([order]);
  }

  function receive(message: TabMessage): void {
    switch (message.type) {
      case "joined":
        if (leader) brief(leader);
        break;
      case "connection":
        options.onConnection(message.connection);
        break;
      case "tasks":
        taskStore.accept(message.tasks);
        break;
      case "events":
        // Until all tasks are here, nothing leads on from them.
        if (reached) reached = message.reached;
        taskStore.accept(tasksOf(message.events));
        options.onEvents(message.events);
        break;
      case "reminder":
        options.onEvents([message.event]);
        break;
      case "activity":
        options.onActivity();
        break;
      case "filters":
        options.onFilters();
        break;
      case "replaced":
        void takeReplaced(message);
        break;
      case "added":
        outbox.take(message.operations);
        break;
      case "accepted":
        if (message.task) taskStore.accept([message.task]);
        settle(message.order);
        outbox.drop(message.key);
        tellConflicts(message.conflicts);
        break;
      case "refused":
        settle(message.operation.order);
        outbox.drop(message.operation.key);
        tellRefused(message.operation, new ProblemError(message.problem, null));
        break;
      case "me":
        options.onMe(message.me);
        break;
      case "left":
        options.onLeft(message.kept);
        break;
      default:
        message satisfies never;
    }
  }

  /** A tab that has just opened has read what is written down; the rest is told to it. */
  function brief({ waiting }: Leader): void {
    tabs.post({ type: "connection", connection: options.connection() });
    tabs.post({
      type: "tasks",
      tasks: [...waiting()].flatMap((id) => taskStore.known.get(id) ?? []),
    });
  }

  async function takeReplaced(replaced: Replaced): Promise<void> {
    const tasks = replaced.unwritten ?? (await local.load()).tasks;
    taskStore.replaceAll(tasks, replaced.isSameEpoch);
    reached = replaced.reached;
    options.onReady();
  }

  return {
    setReached: (position) => {
      reached ??= position;
    },
    compete: () => {
      const stop = tabs.compete();
      tabs.post({ type: "joined" });
      return stop;
    },
    post: tabs.post,
    keep: (taskIds) => leader?.keep(taskIds),
    settle,
    isSettled: (order) => settled.includes(order),
    flush: async () => leader?.flush(),
    close: () => {
      leader?.stop();
      leader = null;
      tabs.close();
    },
  };
}
