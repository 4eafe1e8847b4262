import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadPart, MissingPartError, onPartGone } from "./load-part.ts";

/** Whether the server answers. */
let isServerThere = true;

beforeEach(() => {
  vi.useFakeTimers();
  isServerThere = true;
  vi.stubGlobal("fetch", async () => {
    if (!isServerThere) throw new TypeError("Failed to fetch");
    return new Response("{}");
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A part that cannot be had for so many times. */
function missingFor(times: number) {
  let asked = 0;
  return vi.fn(async () => {
    asked += 1;
    if (asked <= times) throw new TypeError("Failed to fetch dynamically imported module");
    return "the part";
  });
}

/** What comes of it, once no timer is left. */
async function outcomeOf(loading: Promise<unknown>): Promise<unknown> {
  const outcome = loading.catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return outcome;
}

test("a part that a moment without a network kept away is loaded after it", async () => {
  isServerThere = false;
  const load = missingFor(3);
  expect(await outcomeOf(loadPart(load))).toBe("the part");
  expect(load).toHaveBeenCalledTimes(4);
});

test("a part that is gone while the server answers is asked for twice, and told of", async () => {
  const told = vi.fn();
  const stop = onPartGone(told);
  const load = missingFor(Number.POSITIVE_INFINITY);
  const outcome = await outcomeOf(loadPart(load));
  stop();
  expect(outcome).toBeInstanceOf(MissingPartError);
  expect(outcome).toHaveProperty("reason", "gone");
  expect(load).toHaveBeenCalledTimes(2);
  expect(told).toHaveBeenCalledOnce();
});

test("a part is not asked for without end while the server is away, and nothing says it is gone", async () => {
  const told = vi.fn();
  const stop = onPartGone(told);
  isServerThere = false;
  const load = missingFor(Number.POSITIVE_INFINITY);
  expect(await outcomeOf(loadPart(load))).toHaveProperty("reason", "away");
  stop();
  expect(load).toHaveBeenCalledTimes(5);
  expect(told).not.toHaveBeenCalled();
});

test("a server that answers an error for itself is away, whatever the file says", async () => {
  vi.stubGlobal("fetch", async () => new Response("", { status: 502 }));
  const load = missingFor(Number.POSITIVE_INFINITY);
  expect(await outcomeOf(loadPart(load))).toHaveProperty("reason", "away");
});
