import type { Task } from "@pakaura/contract/task";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Conflict } from "./merge-update.ts";
import { applyOperation, isTaskOperation, type TaskChange } from "./operation.ts";
import { createOutbox } from "./outbox.ts";
import { previewRecurrence } from "./preview-recurrence.ts";
import { sendStep } from "./send-step.ts";
import { createTaskStore } from "./task-store.ts";
import { aTask } from "./task.fixture.ts";

const offline = Date.parse("2026-11-24T10:00:00.000Z");
const back = "2026-11-24T15:00:00.000Z";

type Asked = {
  method: string;
  path: string;
  body: Partial<Task>;
  ifMatch: string | null;
  key: string | null;
};

beforeEach(() => {
  vi.useFakeTimers({ now: offline });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const refuse = (status: number, code: string): Response =>
  Response.json({ status, code, detail: "No." }, { status });

/** The server's one task; it gives one that repeats a date, and writes its answer down for each key. */
function aServer(first: Task) {
  const server = { task: first, asked: [] as Asked[], isAway: false, losesAnswers: 0 };
  const kept = new Map<string, { body: string; answer: Task }>();

  function patch({ body, ifMatch, key }: Asked): Response {
    const before = kept.get(key ?? "");
    if (before && before.body !== JSON.stringify(body)) return refuse(409, "idempotency_mismatch");
    if (before) return Response.json(before.answer);
    if (ifMatch !== `"${server.task.version}"`) return refuse(412, "stale_version");
    const { recurrence, ...fields } = body;
    const next: Task = {
      ...server.task,
      ...fields,
      version: server.task.version + 1,
      updated_at: back,
    };
    if (recurrence) {
      next.recurrence = { ...previewRecurrence(recurrence), next_dates: ["2026-12-01"] };
      next.due_date ??= "2026-11-24";
    }
    server.task = next;
    kept.set(key ?? "", { body: JSON.stringify(body), answer: next });
    return Response.json(next);
  }

  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (server.isAway) throw new TypeError("no network");
    const headers = new Headers(init.headers);
    const asked: Asked = {
      method: init.method ?? "GET",
      path,
      body: typeof init.body === "string" ? (JSON.parse(init.body) as Partial<Task>) : {},
      ifMatch: headers.get("if-match"),
      key: headers.get("idempotency-key"),
    };
    server.asked.push(asked);
    const answer = asked.method === "PATCH" ? patch(asked) : Response.json(server.task);
    server.losesAnswers -= 1;
    if (server.losesAnswers >= 0) throw new TypeError("the connection broke");
    return answer;
  });
  return server;
}

/** A browser that knows a task, without a network. */
function aBrowser(task: Task) {
  const conflicts: Conflict[] = [];
  const refused: string[] = [];
  const taskStore = createTaskStore();
  taskStore.accept([task]);
  const outbox = createOutbox({
    send: (operations) => sendStep(operations, taskStore.known),
    save: async () => undefined,
    whenDrawn: (act) => act(),
    onAdded: () => undefined,
    onChanged: () => undefined,
    onAccepted: (_operation, outcome) => {
      if (outcome.task) taskStore.accept([outcome.task]);
      conflicts.push(...outcome.conflicts);
    },
    onRefused: (operation) => refused.push(operation.kind),
    onDiscarded: () => undefined,
  });
  outbox.operations.subscribe(() =>
    taskStore.setOperations(outbox.operations.get().filter(isTaskOperation)),
  );
  const shown = (): Task => taskStore.tasks.get(task.id) ?? task;
  const update = (body: Extract<TaskChange, { kind: "update" }>["body"]) =>
    outbox.add({ kind: "update", taskId: task.id, base: shown(), body, scope: "following" });
  async function connect(): Promise<void> {
    vi.setSystemTime(back);
    outbox.setSending(true);
    await vi.advanceTimersByTimeAsync(60_000);
  }
  return { outbox, taskStore, conflicts, refused, shown, update, connect };
}

const known = aTask({ version: 3, updated_at: "2026-11-24T08:00:00.000Z" });

describe("changes that were made without a network", () => {
  it("one on top of the other all reach the server: weekly, then a date", async () => {
    const server = aServer(known);
    const browser = aBrowser(known);
    browser.update({ recurrence: { pattern: "weekly" } });
    vi.setSystemTime(offline + 60_000);
    browser.update({ due_date: "2026-11-27" });
    await browser.connect();
    expect(browser.conflicts).toEqual([]);
    expect(server.task).toMatchObject({ due_date: "2026-11-27", recurrence: { active: true } });
    expect(browser.shown().due_date).toBe("2026-11-27");
  });

  it("and taken back again leave the task as it was", async () => {
    const server = aServer(known);
    const browser = aBrowser(known);
    const before = browser.shown();
    const operation = browser.update({ title: "Changed" });
    browser.outbox.add({
      kind: "update",
      taskId: known.id,
      base: applyOperation(before, operation),
      body: { title: before.title },
      scope: "following",
    });
    await browser.connect();
    expect(server.task.title).toBe(known.title);
    expect(browser.conflicts).toEqual([]);
  });

  it("meet what was changed elsewhere meanwhile, once each", async () => {
    const server = aServer({
      ...known,
      title: "Theirs",
      version: 4,
      updated_at: "2026-11-24T09:00:00.000Z",
    });
    const browser = aBrowser(known);
    browser.update({ priority: "high" });
    browser.update({ title: "Mine" });
    await browser.connect();
    expect(server.task).toMatchObject({ title: "Mine", priority: "high" });
    expect(browser.conflicts).toMatchObject([{ kept: "here", lost: { title: "Theirs" } }]);
  });
});

describe("a change whose answer was lost", () => {
  it("is no conflict with itself, though the server has given the task a date since", async () => {
    const server = aServer(known);
    server.losesAnswers = 1;
    const browser = aBrowser(known);
    browser.update({ recurrence: { pattern: "weekly", day_of_week: ["TH", "MO"] } });
    browser.outbox.setSending(true);
    await vi.advanceTimersByTimeAsync(0);
    // Its event comes before the second try.
    browser.taskStore.accept([server.task]);
    await browser.connect();
    expect(browser.conflicts).toEqual([]);
    expect(browser.refused).toEqual([]);
    expect(browser.outbox.operations.get()).toEqual([]);
    expect(server.task.version).toBe(4);
  });

  it("is not refused when a part of it has met a change from elsewhere since", async () => {
    const server = aServer(known);
    server.losesAnswers = 1;
    const browser = aBrowser(known);
    browser.update({ title: "Mine", priority: "high" });
    browser.outbox.setSending(true);
    await vi.advanceTimersByTimeAsync(0);
    server.task = { ...server.task, title: "Theirs", version: 5 };
    browser.taskStore.accept([server.task]);
    await browser.connect();
    expect(browser.refused).toEqual([]);
    expect(browser.outbox.aside.get()).toEqual([]);
    expect(server.task).toMatchObject({ title: "Theirs", priority: "high" });
  });
});

describe("an answer that is none of our server's", () => {
  it("as the page of a network that wants a sign-in of its own, is waited out", async () => {
    const browser = aBrowser(known);
    const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });
    vi.stubGlobal("fetch", async () => page());
    browser.update({ title: "Mine" });
    await browser.connect();
    expect(browser.outbox.operations.get()).toHaveLength(1);
    expect(browser.outbox.aside.get()).toEqual([]);
    const server = aServer(known);
    browser.outbox.hurry();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.task.title).toBe("Mine");
  });
});

it("a task that changes faster than it can be merged waits for a better time", async () => {
  const server = aServer(known);
  const browser = aBrowser(known);
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    server.asked.push({ method: init.method ?? "", path: "", body: {}, ifMatch: null, key: null });
    server.task = { ...server.task, version: server.task.version + 1 };
    return init.method === "PATCH" ? refuse(412, "stale_version") : Response.json(server.task);
  });
  browser.update({ title: "Mine" });
  browser.outbox.setSending(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(server.asked.filter(({ method }) => method === "PATCH")).toHaveLength(5);
  expect(browser.outbox.operations.get()).toHaveLength(1);
});
