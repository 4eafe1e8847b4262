import { expect, it } from "vitest";
import { changeState } from "./change-state.ts";
import { EtagMismatch, type State } from "./state.ts";

/** A count that somebody else raises before each of the first `others` writes, and is written by its etag alone. */
function createCounted(others: number) {
  let [count, version, left] = [0, 0, others];
  const state: State = {
    get: async <Value>() =>
      version === 0 ? null : { value: count as Value, etag: String(version) },
    set: async (key, value, { etag } = {}) => {
      const current = version === 0 ? null : String(version);
      if (left > 0) {
        left -= 1;
        count += 1;
        version += 1;
        throw new EtagMismatch(key);
      }
      if (etag !== current) throw new EtagMismatch(key);
      count = Number(value);
      version += 1;
    },
    delete: () => Promise.reject(new Error("nothing is deleted")),
  };
  return { state, count: () => count };
}

const addOne = (count: number | null): number => (count ?? 0) + 1;

it("writes upon what others have written meanwhile", async () => {
  const { state, count } = createCounted(2);
  expect(await changeState(state, "count", addOne, 60)).toBe(true);
  expect(count()).toBe(3);
});

it("writes nothing when there is nothing to write, or others never end", async () => {
  const { state } = createCounted(0);
  expect(await changeState(state, "count", () => null, 60)).toBe(false);
  const busy = createCounted(100);
  expect(await changeState(busy.state, "count", addOne, 60)).toBe(false);
});
