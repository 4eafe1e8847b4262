import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError, UnreachableError } from "../../lib/api.ts";
import type { Conflict } from "./merge-update.ts";
import { isTaskOperation, type Operation, type TaskChange } from "./operation.ts";
import { createOutbox } from "./outbox.ts";
import type { Outcome } from "./send-operation.ts";
import { aTask } from "./task.fixture.ts";

const problem = (status: number): ProblemError =>
  new ProblemError({ status, code: "code", detail: "No." }, null);
const rename = (id: string, title: string): TaskChange => ({
  kind: "update",
  taskId: id,
  base: aTask({ id }),
  body: { title },
  scope: "following",
});
const idOf = (operation: Operation): string =>
  isTaskOperation(operation) ? operation.taskId : operation.filterId;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An outbox whose changes are sent by `send`, by the ids of their tasks. */
function setUp(send: (id: string) => Error | Partial<Outcome> = () => ({})) {
  const sent: string[] = [];
  const saved = new Map<string, Operation>();
  const told: Operation[] = [];
  const refused: string[] = [];
  const outbox = createOutbox({
    send: async (step) => {
      sent.push(step.map(idOf).join("+"));
      return step.map((operation) => {
        const answer = send(idOf(operation));
        if (answer instanceof Error) throw answer;
        return { task: aTask({ id: idOf(operation), version: 2 }), conflicts: [], ...answer };
      });
    },
    save: async (operations) => {
      for (const operation of operations) saved.set(operation.key, operation);
    },
    whenDrawn: (act) => act(),
    onAdded: () => undefined,
    onChanged: (changed) => told.push(...changed),
    onAccepted: () => undefined,
    onRefused: (operation) => refused.push(idOf(operation)),
    onDiscarded: (given) => {
      for (const { key } of given) saved.delete(key);
    },
  });
  outbox.setSending(true);
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  return { outbox, sent, saved, told, refused, settle };
}

describe("a change that cannot be sent", () => {
  it("of a newer version of the app is in nobody's way, and kept for that version", async () => {
    const { outbox, sent, settle } = setUp();
    outbox.setSending(false);
    const own = outbox.add(rename("b", "After it"));
    const newer = { ...own, taskId: "a", key: "newer", order: own.order - 1, format: 99 };
    outbox.take([newer]);
    outbox.setSending(true);
    await settle();
    expect(sent).toEqual(["b"]);
    expect(outbox.aside.get()).toEqual([newer]);
    outbox.retry("newer");
    await settle();
    expect(sent).toEqual(["b"]);
  });

  it.each([
    ["of a kind that nobody knows", { kind: "fold" }],
    ["without the task that it is about", { base: null }],
    ["for nothing", { taskId: 7 }],
  ])("%s is not shown among those that wait", (_what, strange) => {
    const { outbox } = setUp();
    outbox.setSending(false);
    const own = outbox.add(rename("b", "Known"));
    const written: Operation = JSON.parse(
      JSON.stringify({ ...own, ...strange, key: "strange", order: 1 }),
    );
    outbox.take([written]);
    expect(outbox.operations.get().map(({ key }) => key)).toEqual([own.key]);
    expect(outbox.aside.get().map(({ key }) => key)).toEqual(["strange"]);
  });

  it("for a reason that nobody thought of is set aside, written down, and tried again later", async () => {
    let isBroken = true;
    const { outbox, sent, saved, told, settle } = setUp((id) =>
      id === "a" && isBroken ? new TypeError("undefined is not a function") : {},
    );
    const { key } = outbox.add(rename("a", "Broken"));
    outbox.add(rename("b", "Next"));
    await settle();
    expect(sent).toEqual(["a", "b"]);
    expect(saved.get(key)?.aside).toEqual({ why: "failed", detail: "undefined is not a function" });
    expect(told.map((one) => one.key)).toEqual([key]);
    isBroken = false;
    outbox.hurry();
    await settle();
    expect(sent).toEqual(["a", "b", "a"]);
    expect(outbox.aside.get()).toEqual([]);
  });

  it("is tried some times when the server fails at it, and lets the next ones go first then", async () => {
    const { outbox, sent } = setUp((id) => (id === "a" ? problem(500) : {}));
    outbox.add(rename("a", "The server stumbles"));
    outbox.add(rename("b", "Next"));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toEqual(["a", "a", "a", "a", "a", "b"]);
    expect(outbox.aside.get().map(idOf)).toEqual(["a"]);
  });

  it("waits for ever while nobody is there to take it", async () => {
    const { outbox } = setUp(() => new UnreachableError());
    outbox.add(rename("a", "Offline"));
    await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);
    expect(outbox.operations.get()).toHaveLength(1);
    expect(outbox.aside.get()).toEqual([]);
  });

  it("because the server refuses it keeps its words, to be sent after all or given up", async () => {
    let isRefused = true;
    const { outbox, sent, saved, refused, settle } = setUp(() => (isRefused ? problem(422) : {}));
    const { key } = outbox.add(rename("a", "Much that was written"));
    await settle();
    expect(refused).toEqual(["a"]);
    expect(outbox.operations.get()).toEqual([]);
    expect(saved.get(key)?.aside).toMatchObject({ why: "refused", problem: { status: 422 } });
    isRefused = false;
    outbox.retry(key);
    await settle();
    expect(sent).toEqual(["a", "a"]);
    expect(outbox.aside.get()).toEqual([]);

    isRefused = true;
    const other = outbox.add(rename("b", "Not worth it"));
    await settle();
    outbox.discard(other.key);
    expect(outbox.aside.get()).toEqual([]);
    expect(saved.has(other.key)).toBe(false);
  });

  it("is dropped when the server refuses it and there is nothing in it to keep", async () => {
    const { outbox, refused, settle } = setUp(() => problem(404));
    outbox.add({ kind: "complete", taskId: "a", base: aTask({ id: "a" }) });
    await settle();
    expect(refused).toEqual(["a"]);
    expect(outbox.aside.get()).toEqual([]);
  });

  it("is given up by itself once what it was to say is said anew", async () => {
    let isRefused = true;
    const { outbox, settle } = setUp(() => (isRefused ? problem(422) : {}));
    outbox.add(rename("a", "Bad title"));
    await settle();
    isRefused = false;
    outbox.add({ ...rename("a", "Good title") });
    await settle();
    expect(outbox.aside.get()).toEqual([]);
  });

  it("comes from another tab as that one has it", async () => {
    const { outbox, sent, settle } = setUp();
    outbox.setSending(false);
    const own = outbox.add(rename("a", "Set aside elsewhere"));
    outbox.put([{ ...own, aside: { why: "failed", detail: "" } }]);
    expect(outbox.operations.get()).toEqual([]);
    outbox.put([own]);
    expect(outbox.aside.get()).toEqual([]);
    outbox.setSending(true);
    await settle();
    expect(sent).toEqual(["a"]);
  });
});

describe("words that gave way to later ones from elsewhere", () => {
  const gaveWay: Conflict = {
    taskId: "a",
    title: "Theirs",
    field: "notes",
    kept: "elsewhere",
    lost: { notes: "A page of mine" },
  };

  it("are kept until they are used or given up", async () => {
    let conflicts: readonly Conflict[] = [gaveWay];
    const { outbox, settle } = setUp(() => ({ conflicts }));
    outbox.add({ ...rename("a", "Mine") });
    await settle();
    expect(outbox.aside.get()).toMatchObject([
      {
        kind: "update",
        taskId: "a",
        body: { notes: "A page of mine" },
        aside: { why: "gave-way" },
      },
    ]);
    conflicts = [];
    outbox.retry(...outbox.aside.get().map(({ key }) => key));
    await settle();
    expect(outbox.aside.get()).toEqual([]);
  });

  it("are not kept of what is told in a word, as a date", async () => {
    const { outbox, settle } = setUp(() => ({
      conflicts: [{ ...gaveWay, field: "due_date", lost: { due_date: null } }],
    }));
    outbox.add({ ...rename("a", "Mine") });
    await settle();
    expect(outbox.aside.get()).toEqual([]);
  });
});

describe("a change made on top of another one that waits", () => {
  const rebased = (waiting: { base: { title: string } }) => ({
    ...waiting,
    base: { ...aTask({ id: "a" }), title: "As the server has it", version: 2 },
  });
  /** `rebase` as the sending part makes it, for tests of the outbox alone. */
  const rebase: NonNullable<Outcome["rebase"]> = (waiting) =>
    waiting.kind === "update" ? { ...waiting, ...rebased(waiting) } : waiting;

  it("is rebased onto the answer, written down so, and told to the other tabs", async () => {
    const { outbox, saved, told, settle } = setUp((id) => (id === "a" ? { rebase } : problem(503)));
    outbox.setSending(false);
    outbox.add(rename("a", "First"));
    outbox.add({ kind: "complete", taskId: "b", base: aTask({ id: "b" }) });
    const second = outbox.add(rename("a", "Second"));
    outbox.setSending(true);
    await settle();
    expect(told.map(({ key }) => key)).toEqual([second.key]);
    expect(saved.get(second.key)).toMatchObject({ base: { title: "As the server has it" } });
  });

  it("in a tab that had not heard of the answer yet is rebased when it comes", async () => {
    const { outbox, told, settle } = setUp((id) => (id === "a" ? { rebase } : {}));
    const first = outbox.add(rename("a", "First"));
    await settle();
    outbox.setSending(false);
    outbox.take([{ ...first, key: "late", order: first.order + 1 }]);
    expect(told).toMatchObject([{ key: "late", base: { title: "As the server has it" } }]);
    outbox.add(rename("a", "Made on an old one"));
    expect(outbox.operations.get().at(-1)).toMatchObject({
      base: { title: "As the server has it" },
    });
  });
});
