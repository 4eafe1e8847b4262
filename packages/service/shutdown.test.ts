import { afterEach, expect, test } from "vitest";
import { createLogger } from "./logging.ts";
import { handleShutdown } from "./shutdown.ts";

const log = createLogger("test", "silent");
const before = { SIGINT: process.listeners("SIGINT"), SIGTERM: process.listeners("SIGTERM") };

afterEach(() => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    for (const listener of process.listeners(signal)) {
      if (!before[signal].includes(listener)) process.off(signal, listener);
    }
  }
});

function exitOf(stop: () => Promise<void>, signals = 1): Promise<number> {
  return new Promise((resolve) => {
    const shutdown = handleShutdown({ log, stop, deadlineMs: 20, exit: resolve });
    for (let index = 0; index < signals; index += 1) void shutdown("test");
  });
}

test("exits with 0 when everything has stopped", async () => {
  expect(await exitOf(() => Promise.resolve())).toBe(0);
});

test("exits with 1 when stopping fails", async () => {
  expect(await exitOf(() => Promise.reject(new Error("stuck")))).toBe(1);
});

test("exits with 1 at the deadline", async () => {
  expect(await exitOf(() => new Promise(() => undefined))).toBe(1);
});

test("a second signal exits at once", async () => {
  expect(await exitOf(() => new Promise(() => undefined), 2)).toBe(1);
});
