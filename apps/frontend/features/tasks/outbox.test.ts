import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError, UnreachableError } from "../../lib/api.ts";
import { isTaskOperation, type Operation, type TaskChange } from "./operation.ts";
import { createOutbox } from "./outbox.ts";
import { aTask } from "./task.fixture.ts";

const problem = (status: number): ProblemError =>
  new ProblemError({ status, code: "code", detail: "No." }, null);
const complete = (id: string): TaskChange => ({
  kind: "complete",
  taskId: id,
  base: aTask({ id }),
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const idOf = (operation: Operation): string =>
  isTaskOperation(operation) ? operation.taskId : operation.filterId;

/** An outbox, and what happened to it in order. `answers` are given one after another, then all is well. */
function setUp(answers: (Error | "ok")[] = [], save = async (): Promise<void> => undefined) {
  const log: string[] = [];
  const keys: string[] = [];
  const told: Operation[] = [];
  const note = (word: string) => (operation: Operation) => {
    log.push(`${word} ${idOf(operation)}`);
  };
  const outbox = createOutbox({
    send: async (step) => {
      log.push(`send ${step.map(idOf).join("+")}`);
      keys.push(step[0]?.key ?? "");
      const answer = answers.shift() ?? "ok";
      if (answer !== "ok") throw answer;
      return step.map((operation) => ({ task: aTask({ id: idOf(operation) }), conflicts: [] }));
    },
    save,
    whenDrawn: (act) => act(),
    onAdded: () => undefined,
    onChanged: (changed) => told.push(...changed),
    onAccepted: note("accepted"),
    onRefused: note("refused"),
    onDiscarded: (given) => given.forEach(note("discarded")),
  });
  outbox.setSending(true);
  return { outbox, log, keys, told };
}

describe("the outbox", () => {
  it("sends one change after another, in the order in which they were made", async () => {
    const { outbox, log } = setUp();
    for (const id of ["a", "b", "c"]) outbox.add(complete(id));
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual(["send a", "accepted a", "send b", "accepted b", "send c", "accepted c"]);
    expect(outbox.operations.get()).toEqual([]);
  });

  it("repeats a change without an answer under the same key, and the next ones wait", async () => {
    const { outbox, log, keys } = setUp([new UnreachableError(), problem(503)]);
    outbox.add(complete("a"));
    outbox.add(complete("b"));
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual(["send a"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(log).toEqual(["send a", "send a", "send a", "accepted a", "send b", "accepted b"]);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
  });

  it("tries at once when the connection is back", async () => {
    const { outbox, log } = setUp([new UnreachableError()]);
    outbox.add(complete("a"));
    await vi.advanceTimersByTimeAsync(0);
    outbox.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual(["send a", "send a", "accepted a"]);
  });

  it("tries once more at once when the connection is back before a try has failed", async () => {
    const { outbox, log } = setUp([new UnreachableError(), new UnreachableError()]);
    outbox.add(complete("a"));
    outbox.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual(["send a", "send a"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(log).toEqual(["send a", "send a", "send a", "accepted a"]);
  });

  it("drops what is refused for good, and goes on", async () => {
    const { outbox, log } = setUp([problem(422)]);
    outbox.add(complete("a"));
    outbox.add(complete("b"));
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual(["send a", "refused a", "send b", "accepted b"]);
  });

  it("sends what is one step as one, and takes it apart when it is refused as a whole", async () => {
    const { outbox, log } = setUp(["ok", problem(422), problem(422)]);
    outbox.addAll([complete("a"), complete("b")]);
    outbox.addAll([complete("c"), complete("d")]);
    await vi.advanceTimersByTimeAsync(0);
    expect(log.slice(0, 3)).toEqual(["send a+b", "accepted a", "accepted b"]);
    expect(log.slice(3)).toEqual(["send c+d", "send c", "refused c", "send d", "accepted d"]);
  });

  it("keeps a change while its person is not signed in", async () => {
    const { outbox, log } = setUp([problem(401)]);
    outbox.add(complete("a"));
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual(["send a"]);
    expect(outbox.operations.get()).toHaveLength(1);
  });

  it("sends nothing while another tab does, and drops what that one has sent", async () => {
    const { outbox, log } = setUp();
    outbox.setSending(false);
    const { key } = outbox.add(complete("a"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(log).toEqual([]);
    outbox.drop(key);
    outbox.setSending(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual([]);
  });

  it("puts what comes from another tab or an earlier visit into its place, once", async () => {
    const { outbox } = setUp();
    outbox.setSending(false);
    const own = outbox.add(complete("b"));
    const earlier = { ...own, taskId: "a", key: "earlier", order: own.order - 1 };
    outbox.take([earlier, own]);
    outbox.take([earlier]);
    expect(outbox.operations.get().map(idOf)).toEqual(["a", "b"]);
  });

  it("numbers a change behind all others even when the clock was set back", () => {
    const { outbox } = setUp();
    outbox.setSending(false);
    vi.setSystemTime("2030-01-01");
    const first = outbox.add(complete("a"));
    vi.setSystemTime("2026-01-01");
    expect(outbox.add(complete("b")).order).toBeGreaterThan(first.order);
  });

  it("keeps and sends a change that there was no room for, and says how many there are", async () => {
    const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const { outbox, log } = setUp([new UnreachableError()], full);
    outbox.add(complete("a"));
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.unsaved.get()).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(log.at(-1)).toBe("accepted a");
    expect(outbox.unsaved.get()).toBe(0);
  });

  it("is waited for until it is empty, and not for ever", async () => {
    const { outbox } = setUp();
    outbox.add(complete("a"));
    const sent = outbox.whenEmpty(1_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(await sent).toBe(true);
    outbox.setSending(false);
    outbox.add(complete("b"));
    const left = outbox.whenEmpty(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await left).toBe(false);
  });
});
