import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aTask } from "../features/tasks/task.fixture.ts";
import { createKeeper } from "./keeper.ts";
import type { Changes, LocalData, Written } from "./local-data.ts";

const written: Written = { position: { epoch: "epoch", sequence: 7 }, revision: "seven" };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A keeper, and what it has written. `save` answers as local data does. */
function setUp(save: () => Promise<Written | null> = async () => written) {
  const saved: Changes[] = [];
  const told: Written[] = [];
  const local: Pick<LocalData, "save"> = {
    save: (changes) => {
      saved.push(changes);
      return save();
    },
  };
  const known = new Map([["a", aTask({ id: "a" })]]);
  const keeper = createKeeper(local, known, (latest) => told.push(latest));
  return { keeper, saved, told };
}

describe("what changes", () => {
  it("is written down a moment later, together, and told then", async () => {
    const { keeper, saved, told } = setUp();
    keeper.keep(["a"], { epoch: "epoch", sequence: 6 });
    keeper.keep(["b", "a"], { epoch: "epoch", sequence: 7 });
    keeper.settle([12]);
    expect(saved).toEqual([]);
    expect([...keeper.waiting()]).toEqual(["a", "b"]);
    await vi.advanceTimersByTimeAsync(100);
    expect(saved).toMatchObject([
      { taskIds: new Set(["a", "b"]), settled: [12], position: { sequence: 7 } },
    ]);
    expect(told).toEqual([written]);
    expect([...keeper.waiting()]).toEqual([]);
  });

  it("is not lost when it cannot be written: it is tried with what comes next", async () => {
    let isFull = true;
    const { keeper, saved, told } = setUp(async () => {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      return written;
    });
    keeper.keep(["a"], { epoch: "epoch", sequence: 6 });
    keeper.settle([12]);
    await keeper.flush();
    expect(told).toEqual([]);
    expect([...keeper.waiting()]).toEqual(["a"]);
    isFull = false;
    keeper.keep(["b"]);
    await vi.advanceTimersByTimeAsync(100);
    expect(saved.at(-1)).toMatchObject({
      taskIds: new Set(["a", "b"]),
      settled: [12],
      position: { sequence: 6 },
    });
  });

  it("still counts as waiting while it is being written", async () => {
    const writing = Promise.withResolvers<Written>();
    const { keeper } = setUp(() => writing.promise);
    keeper.keep(["a"]);
    const flushed = keeper.flush();
    expect([...keeper.waiting()]).toEqual(["a"]);
    writing.resolve(written);
    await flushed;
    expect([...keeper.waiting()]).toEqual([]);
  });

  it("is not written when nothing has", async () => {
    const { keeper, saved } = setUp();
    await keeper.flush();
    expect(saved).toEqual([]);
  });
});
