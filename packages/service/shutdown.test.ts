import { afterEach, expect, test, vi } from "vitest";
import { createLogger } from "./logging.ts";
import { handleShutdown, type Shutdown } from "./shutdown.ts";

const log = createLogger("test", "silent");
const events = ["SIGINT", "SIGTERM", "SIGHUP", "uncaughtException"] as const;
const before = new Map(events.map((event) => [event, process.listeners(event)]));
const said = vi.spyOn(console, "error").mockImplementation(() => undefined);

afterEach(() => {
  said.mockClear();
  for (const event of events) {
    for (const listener of process.listeners(event)) {
      if (!before.get(event)?.includes(listener)) process.off(event, listener);
    }
  }
});

function exitOf(stop: () => Promise<void>, act: (shutdown: Shutdown) => void): Promise<number> {
  return new Promise((resolve) => {
    act(handleShutdown({ log, name: "Pakaura", stop, deadlineMs: 20, exit: resolve }));
  });
}
const once = (shutdown: Shutdown) => void shutdown.stop("test");
const never = () => new Promise<void>(() => undefined);

test("exits with 0 when everything has stopped", async () => {
  expect(await exitOf(() => Promise.resolve(), once)).toBe(0);
});

test("exits with 1 when stopping fails", async () => {
  expect(await exitOf(() => Promise.reject(new Error("stuck")), once)).toBe(1);
});

test("exits with 1 at the deadline", async () => {
  expect(await exitOf(never, once)).toBe(1);
});

test("a second signal exits at once", async () => {
  const twice = (shutdown: Shutdown) => [once(shutdown), once(shutdown)];
  expect(await exitOf(never, twice)).toBe(1);
});

test("exits with 1 after something broke, however well everything stopped, and names it", async () => {
  const broken = new Error("no space\n is left");
  expect(
    await exitOf(
      () => Promise.resolve(),
      ({ fail }) => void fail(broken),
    ),
  ).toBe(1);
  expect(said.mock.calls).toEqual([["Pakaura ended: no space; is left"]]);
});

test("what breaks while everything stops changes the exit code, and lets the rest stop", async () => {
  const stopped = Promise.withResolvers<void>();
  const act = (shutdown: Shutdown) => {
    once(shutdown);
    void shutdown.fail(new Error("late"));
    stopped.resolve();
  };
  expect(await exitOf(() => stopped.promise, act)).toBe(1);
});

test("an error that nobody caught stops everything and exits with 1", async () => {
  let hasStopped = false;
  const stop = async () => void (hasStopped = true);
  const act = () => {
    const listener = process.listeners("uncaughtException").at(-1);
    listener?.(new Error("a cable is loose"), "uncaughtException");
  };
  expect(await exitOf(stop, act)).toBe(1);
  expect(hasStopped).toBe(true);
  expect(said.mock.calls).toEqual([["Pakaura ended: a cable is loose"]]);
});

test("what nobody waited for and failed with the database is no end", async () => {
  let hasStopped = false;
  const stop = async () => void (hasStopped = true);
  const away = Object.assign(new Error("the database system is shutting down"), { code: "57P03" });
  const act = () => {
    const listener = process.listeners("uncaughtException").at(-1);
    listener?.(away, "unhandledRejection");
    expect(hasStopped).toBe(false);
    listener?.(away, "uncaughtException");
  };
  expect(await exitOf(stop, act)).toBe(1);
});
