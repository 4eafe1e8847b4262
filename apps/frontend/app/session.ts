import type { SavedFilter } from "@pakaura/contract/filter";
import type { Me } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "../lib/query-keys.ts";
import { endRequests } from "../lib/api.ts";
import { createStore, type Store } from "../lib/store.ts";
import type { Connection } from "../lib/websocket.ts";
import type { Operation } from "../features/tasks/operation.ts";
import type { Outbox } from "../features/tasks/outbox.ts";
import type { TaskStore } from "../features/tasks/task-store.ts";
import { lastRefusal, refusedTitle } from "../features/tasks/refusals.ts";
import { forgetAssistant } from "./assistant-state.ts";
import { forgetDrafts } from "./drafts.ts";
import { lastUserId, rememberLastUser } from "./last-user.ts";
import { limitTimes } from "./limit-times.ts";
import { deleteLocalData, openLocalData, type LocalData } from "./local-data.ts";
import type { SessionHandlers } from "./session-handlers.ts";
import type { TabMessage } from "./tab-message.ts";
import { forgetSteps } from "../lib/undo.ts";
import { joinTeam, type Team } from "./team.ts";

/** Whether the tasks are there to be shown. */
export type TasksState = { status: "loading" | "ready" } | { status: "failed"; error: unknown };

export type Session = {
  tasks: Store<TasksState>;
  connection: Store<Connection>;
  /** Changes that wait for their person to sign in again. */
  kept: Store<number>;
  /** Brings back what this browser remembers of whoever was here last. */
  restore: () => Promise<void>;
  /** The person is known from the server. */
  begin: (me: Me) => Promise<void>;
  /** Stays up to date until the returned function is called. `onLeft`: they signed out in another tab. */
  follow: (handlers: SessionHandlers & { onLeft: () => void }) => () => void;
  saveOperations: (operations: readonly Operation[]) => Promise<void>;
  /** What has come in is to be written down, if this tab is the one to do it. */
  keep: (taskIds: Iterable<string>) => void;
  /** A change is done with: its order, and the task that came of it. */
  settle: (order: number, task: Task | null) => void;
  post: (message: TabMessage) => void;
  /** The session is over. Changes that are not sent are kept for the same person, or forgotten. */
  end: (changes: "keep" | "forget") => Promise<void>;
};

type SessionParts = { queryClient: QueryClient; taskStore: TaskStore; outbox: Outbox };

/** Whoever is signed in, with what this browser keeps for them. */
export function createSession({ queryClient, taskStore, outbox }: SessionParts): Session {
  const tasks = createStore<TasksState>({ status: "loading" });
  const connection = createStore<Connection>("connecting");
  const kept = createStore(0);
  let current: { local: LocalData; team: Team } | null = null;
  let handlers: Parameters<Session["follow"]>[0] | null = null;
  let lastMe: Me | null = null;
  let lastFilters: readonly SavedFilter[] | null = null;
  let isEnding = false;
  /** What is remembered of somebody who is not known to be signed in. */
  let unclaimed: readonly Operation[] = [];

  async function open(userId: string): Promise<Me | null> {
    const local = limitTimes(await openLocalData(userId));
    // Before reading: what the other tabs tell meanwhile is either read or heard.
    const team = joinTeam({
      local,
      taskStore,
      outbox,
      connection: connection.get,
      onConnection: connection.set,
      onReady: () => tasks.set({ status: "ready" }),
      onFailed: (error) => {
        if (tasks.get().status !== "ready") tasks.set({ status: "failed", error });
      },
      onEvents: (events) => handlers?.onEvents(events),
      onActivity: () => handlers?.onActivity(),
      onFilters: () => handlers?.onFilters(),
      onMissed: () => handlers?.onMissed(),
      onMe: showMe,
      onLeft: (count) => {
        const { onLeft } = handlers ?? {};
        forget();
        kept.set(count);
        onLeft?.();
      },
    });
    current = { local, team };
    const remembered = await local.load().catch((error: unknown) => {
      if (current?.local === local) throw error;
      return null;
    });
    // They have signed out in another tab meanwhile: nothing of theirs is for whoever comes.
    if (remembered === null || current?.local !== local) return null;
    taskStore.accept(remembered.tasks);
    team.setWritten(remembered.written);
    if (remembered.written) tasks.set({ status: "ready" });
    if (remembered.filters && !queryClient.getQueryData(queryKeys.filters)) {
      lastFilters = remembered.filters;
      // Shown at once, and asked for again: others may have changed them.
      queryClient.setQueryData(queryKeys.filters, remembered.filters);
      void queryClient.invalidateQueries({ queryKey: queryKeys.filters });
    }
    unclaimed = remembered.operations;
    return remembered.me;
  }

  function showMe(me: Me): void {
    lastMe = me;
    queryClient.setQueryData(queryKeys.me, me);
  }

  function claimOperations(): void {
    kept.set(0);
    outbox.take(unclaimed.filter(({ order }) => !current?.team.isSettled(order)));
    unclaimed = [];
  }

  function forget(): void {
    current?.team.close();
    current?.local.close();
    current = null;
    endRequests();
    unclaimed = [];
    outbox.clear();
    taskStore.clear();
    forgetSteps();
    lastRefusal.set(null);
    refusedTitle.set(null);
    queryClient.clear();
    tasks.set({ status: "loading" });
    connection.set("connecting");
  }

  async function end(changes: "keep" | "forget"): Promise<void> {
    // Several requests may be told at once that the session is over.
    if (!current || isEnding) return;
    const { local, team } = current;
    isEnding = true;
    try {
      await close(local, team, changes);
    } finally {
      isEnding = false;
    }
  }

  async function close(local: LocalData, team: Team, changes: "keep" | "forget"): Promise<void> {
    await team.flush();
    // A session that is over by itself keeps them, as it keeps the changes.
    if (changes === "forget") {
      forgetDrafts(local.userId);
      forgetAssistant(local.userId);
    }
    const waiting = changes === "keep" ? await local.countOperations() : 0;
    if (waiting > 0) await local.forgetTasks();
    team.post({ type: "left", kept: waiting });
    forget();
    kept.set(waiting);
    if (waiting > 0) return;
    rememberLastUser(null);
    await deleteLocalData(local.userId);
  }

  // The profile is remembered however it was changed, and told to the other tabs.
  function rememberMe(me?: Me): void {
    if (!me || me === lastMe || me.id !== current?.local.userId) return;
    lastMe = me;
    current.local.saveMe(me).catch(() => undefined);
    current.team.post({ type: "me", me });
  }

  // So are the filters; the other tabs ask for them as this one did.
  function rememberFilters(filters?: readonly SavedFilter[]): void {
    if (!filters || filters === lastFilters) return;
    lastFilters = filters;
    current?.local.saveFilters(filters).catch(() => undefined);
  }

  queryClient.getQueryCache().subscribe(({ type }) => {
    if (type !== "updated") return;
    rememberMe(queryClient.getQueryData(queryKeys.me));
    rememberFilters(queryClient.getQueryData(queryKeys.filters));
  });

  return {
    tasks,
    connection,
    kept,
    restore: async () => {
      const userId = lastUserId();
      if (userId === null) return;
      const me = await open(userId);
      if (!me) return kept.set(unclaimed.length);
      showMe(me);
      claimOperations();
    },
    begin: async (me) => {
      const shown = queryClient.getQueryData<Me>(queryKeys.me);
      if (shown && shown.id !== me.id) {
        // Somebody else has signed in in another tab.
        await end("keep");
        window.location.reload();
      }
      if (current?.local.userId !== me.id) {
        if (current) forget();
        rememberLastUser(me.id);
        await open(me.id);
      }
      claimOperations();
    },
    follow: (next) => {
      handlers = next;
      const stop = current?.team.compete();
      return () => {
        handlers = null;
        stop?.();
      };
    },
    saveOperations: async (operations) => {
      if (!current) throw new Error("nobody is signed in");
      await current.local.saveOperations(operations);
    },
    keep: (taskIds) => current?.team.keep(taskIds),
    settle: (order, task) => current?.team.settle(order, task),
    post: (message) => current?.team.post(message),
    end,
  };
}
