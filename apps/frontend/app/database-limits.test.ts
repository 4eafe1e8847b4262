import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openInTime } from "./database-limits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Open = Parameters<typeof openInTime>[0];

/** What comes of an opening, once no timer is left. */
async function outcomeOf(open: Open): Promise<unknown> {
  const outcome = openInTime(open).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return outcome;
}

test("a database that is opened is handed on", async () => {
  const database = { close: vi.fn() };
  expect(await outcomeOf(async () => database)).toBe(database);
});

test("one that is never opened is given up, and so is one that another tab holds", async () => {
  const never = new Promise<never>(() => undefined);
  expect(await outcomeOf(() => never)).toHaveProperty("fault", "silent");
  const blocked = await outcomeOf((onBlocked) => {
    onBlocked();
    return never;
  });
  expect(blocked).toHaveProperty("fault", "blocked");
});

test("one that is let go in time is used, though it was blocked", async () => {
  const database = { close: vi.fn() };
  const open: Open = async (onBlocked) => {
    onBlocked();
    return database;
  };
  expect(await outcomeOf(open)).toBe(database);
});

test("one that comes too late is closed, so that it holds nobody up", async () => {
  const database = { close: vi.fn() };
  const { promise, resolve } = Promise.withResolvers<typeof database>();
  expect(await outcomeOf(() => promise)).toHaveProperty("fault", "silent");
  resolve(database);
  await vi.waitFor(() => expect(database.close).toHaveBeenCalledOnce(), { timeout: 30_000 });
});

test("one of a newer version says that this app is the older one; other errors stay", async () => {
  const newer = new DOMException("newer", "VersionError");
  expect(await outcomeOf(() => Promise.reject(newer))).toHaveProperty("fault", "newer");
  const broken = new DOMException("broken", "UnknownError");
  expect(await outcomeOf(() => Promise.reject(broken))).toBe(broken);
});
