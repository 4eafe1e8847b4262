import type { Me } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { ProblemError } from "../lib/api.ts";
import { backoffMs, pause } from "../lib/backoff.ts";
import { loadPart, MissingPartError } from "../lib/load-part.ts";
import { offerNewVersion } from "../lib/new-version.ts";
import type { TabPage } from "../lib/tab-page.ts";
import { joinTabs } from "../lib/tabs.ts";
import { uuidV7 } from "../lib/uuid-v7.ts";
import type { Connection } from "../lib/websocket.ts";
import type { Outbox } from "../features/tasks/outbox.ts";
import type { TaskStore } from "../features/tasks/task-store.ts";
import type { Leader, Replaced } from "./lead.ts";
import { loadSync } from "./load-sync.ts";
import type { LocalData, Remembered, Written } from "./local-data.ts";
import type { SessionHandlers } from "./session-handlers.ts";
import { tellConflicts, tellRefused } from "./tell-later.ts";
import type { Settled, TabMessage } from "./tab-message.ts";
import { tasksOf } from "./tasks-of.ts";

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
  /** For tests: several tabs in one page. */
  page?: TabPage;
};

export type Team = {
  /** The tasks were read from the common memory, as of this writing. */
  setWritten: (written: Written | null) => void;
  /** Takes part in leading until the returned function is called. */
  compete: () => () => void;
  post: (message: TabMessage) => void;
  keep: (taskIds: Iterable<string>) => void;
  settle: (order: number, task: Task | null) => void;
  isSettled: (order: number) => boolean;
  flush: () => Promise<void>;
  close: () => void;
};

/** So many operations that are done with are remembered, in case this tab has to write that down. */
const settledLimit = 1_000;

function isBefore({ position }: Written, { position: other }: Written): boolean {
  return position.epoch === other.epoch && position.sequence < other.sequence;
}

/** The open tabs of one person: one of them leads, and all show the same. */
export function joinTeam(options: TeamOptions): Team {
  const { local, taskStore, outbox } = options;
  let leader: Leader | null = null;
  /**
   * The last writing that this tab knows everything of. Whoever leads next goes on from there, not from what
   * it has heard of: the one before may have told of more than it came to write down.
   */
  let written: Written | null = null;
  /** Whether this tab has heard of all that was written since it read. */
  let isInStep = false;
  /** The person has gone: what is still being read is not to be shown to whoever comes. */
  let isClosed = false;
  /** By their orders: what became of the task of each. */
  let settled: readonly Settled[] = [];

  const tabs = joinTabs<TabMessage>({
    // Without a common memory each tab is on its own.
    name: `pakaura:${local.userId}${local.isDurable ? "" : uuidV7()}`,
    onMessage: receive,
    onMissed: () => void askAgain(),
    onNewer: offerNewVersion,
    onAsked: () => leader?.catchUp(),
    lead: startLeading,
    ...(options.page ? { page: options.page } : {}),
    isWell: () => options.connection() === "open" || document.visibilityState === "visible",
  });

  /** Leads as soon as the part that does so is there, and until the returned function is called. */
  function startLeading(): () => void {
    let stop: (() => void) | null = null;
    let isStopped = false;
    async function begin(): Promise<void> {
      for (let attempt = 0; !isStopped; attempt += 1) {
        try {
          const part = await loadPart(loadSync);
          if (!isStopped) stop = leadNow(part.lead);
          return;
        } catch (error) {
          if (!isStopped) options.onFailed(error);
          // One that is gone comes with the next version, which is offered.
          if (error instanceof MissingPartError && error.reason === "gone") return;
          await pause(backoffMs(attempt));
        }
      }
    }
    void begin();
    return () => {
      isStopped = true;
      stop?.();
    };
  }

  function leadNow(lead: typeof import("./lead.ts").lead): () => void {
    const started = lead({
      local,
      taskStore,
      outbox,
      position: written?.position ?? null,
      onConnection: (connection) => {
        options.onConnection(connection);
        tabs.post({ type: "connection", connection });
      },
      onEvents: (events) => {
        options.onEvents(events);
        tabs.post({ type: "events", events });
      },
      onWritten: (latest) => {
        if (isClosed) return;
        advance(latest);
        tabs.post({ type: "written", written: latest });
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
      onMissed: () => {
        options.onMissed();
        tabs.post({ type: "missed" });
      },
      onReplaced: (replaced) => {
        if (isClosed) return;
        written = replaced.written;
        options.onReady();
        tabs.post({ type: "replaced", ...replaced });
      },
      onFailed: options.onFailed,
    });
    // The one before may not have come to it. The tasks first, or they would be nowhere.
    started.keep(settled.flatMap(({ taskIds }) => taskIds));
    started.settle(settled.map(({ order }) => order));
    leader = started;
    isInStep = true;
    brief(started);
    return () => {
      started.stop();
      leader = null;
      // A tab that was frozen hears of it late, and not of what the next one has told before.
      isInStep = false;
      tabs.post({ type: "joined" });
    };
  }

  /** A tab that has lost the lead may tell late of what it wrote. */
  function advance(latest: Written): void {
    if (!written || !isBefore(latest, written)) written = latest;
  }

  function isSettled(order: number): boolean {
    return settled.some((item) => item.order === order);
  }

  function settle(order: number, task: Task | null): void {
    const taskIds = task ? [task.id] : [];
    settled = [...settled.slice(-settledLimit), { order, taskIds }];
    leader?.keep(taskIds);
    leader?.settle([order]);
  }

  /** What this tab has read as waiting may have been sent meanwhile. */
  function takeSettled(others: readonly Settled[]): void {
    settled = [...settled, ...others.filter(({ order }) => !isSettled(order))];
    const done = outbox.operations.get().filter(({ order }) => isSettled(order));
    outbox.drop(...done.map(({ key }) => key));
  }

  function receive(message: TabMessage): void {
    switch (message.type) {
      case "joined":
        if (leader) brief(leader);
        break;
      case "briefing":
        void takeBriefing(message);
        break;
      case "lacking":
        if (leader && written) {
          const unwritten = [...taskStore.known.values()];
          tabs.post({ type: "replaced", isSameEpoch: true, written, unwritten, newer: [] });
        }
        break;
      case "connection":
        options.onConnection(message.connection);
        break;
      case "events":
        taskStore.accept(tasksOf(message.events));
        options.onEvents(message.events);
        break;
      case "written":
        if (isInStep) advance(message.written);
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
      case "missed":
        options.onMissed();
        break;
      case "replaced":
        void takeReplaced(message);
        break;
      case "added":
        outbox.take(message.operations);
        break;
      case "changed":
        outbox.put(message.operations.filter(({ order }) => !isSettled(order)));
        break;
      case "discarded":
        for (const { order } of message.operations) settle(order, null);
        outbox.drop(...message.operations.map(({ key }) => key));
        break;
      case "accepted":
        if (message.task) taskStore.accept([message.task]);
        settle(message.order, message.task);
        outbox.drop(message.key);
        tellConflicts(message.conflicts);
        break;
      case "refused":
        if (!message.isKept) {
          settle(message.operation.order, null);
          outbox.drop(message.operation.key);
        }
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

  /** What is written down; null when the person has gone meanwhile. */
  async function read(): Promise<Remembered | null> {
    try {
      const remembered = await local.load();
      return isClosed ? null : remembered;
    } catch (error) {
      if (isClosed) return null;
      throw error;
    }
  }

  /** Whatever was told is written down, or told again by the leading tab. */
  async function askAgain(): Promise<void> {
    isInStep = leader !== null;
    options.onMissed();
    const remembered = await read();
    if (!remembered) return;
    outbox.take(remembered.operations.filter(({ order }) => !isSettled(order)));
    if (leader) brief(leader);
    else tabs.post({ type: "joined" });
  }

  /** A tab that has just opened has read what was written down then; the rest is told to it. */
  function brief({ waiting }: Leader): void {
    const connection = options.connection();
    tabs.post({ type: "connection", connection });
    // Before the first writing all tasks are on their way, and will be told of.
    if (!written) return;
    const tasks = [...waiting()].flatMap((id) => taskStore.known.get(id) ?? []);
    tabs.post({ type: "briefing", written, waiting: tasks, settled });
  }

  async function takeBriefing(briefing: Extract<TabMessage, { type: "briefing" }>): Promise<void> {
    taskStore.accept(briefing.waiting);
    if (!isInStep && written?.revision !== briefing.written.revision) {
      const remembered = await read();
      if (!remembered) return;
      taskStore.accept(remembered.tasks);
      if (!remembered.written) return tabs.post({ type: "lacking" });
      written = remembered.written;
      options.onReady();
    }
    isInStep = true;
    takeSettled(briefing.settled);
  }

  async function takeReplaced({ isSameEpoch, ...replaced }: Replaced): Promise<void> {
    const before = new Set(taskStore.known.values());
    const tasks = replaced.unwritten ?? (await read())?.tasks;
    if (!tasks || isClosed) return;
    taskStore.replaceAll(tasks, isSameEpoch, before);
    taskStore.accept(replaced.newer);
    written = replaced.written;
    isInStep = true;
    options.onReady();
  }

  return {
    setWritten: (read) => {
      written ??= read;
    },
    compete: () => {
      const stop = tabs.compete();
      tabs.post({ type: "joined" });
      return stop;
    },
    post: tabs.post,
    keep: (taskIds) => leader?.keep(taskIds),
    settle,
    isSettled,
    flush: async () => leader?.flush(),
    close: () => {
      isClosed = true;
      // Which has the leader stop.
      tabs.close();
    },
  };
}
