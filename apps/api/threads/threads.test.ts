import { createLogger } from "@pakaura/service/logging";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";
import { answerCalls } from "./main-calls.ts";
import { createThreads, type Threads } from "./threads.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
const opened: Threads[] = [];
afterEach(async () => {
  for (const threads of opened.splice(0)) await threads.close();
});

function threadsWith(options: { timeLimitMs?: number; memoryLimitMegabytes?: number }): Threads {
  const log = createLogger("test", "silent");
  const data = { databaseUrl: api.databaseUrl, logLevel: "silent", log };
  const usual = { threads: 1, timeLimitMs: 60_000, memoryLimitMegabytes: 256 };
  const threads = createThreads(data, { ...usual, ...options });
  opened.push(threads);
  return threads;
}

/** A dry run of a file with this text. */
function tryImport(threads: Threads, text: string, signal = new AbortController().signal) {
  const work = {
    body: Buffer.from(text),
    contentType: "text/plain",
    query: { dry_run: true },
    userId: api.ann.id,
    origin: { actor: "user", actorDetail: undefined, correlationId: "c", traceparent: undefined },
  } as const;
  const { port, done } = threads.start("importFile", work, signal);
  const ignore = (): void => undefined;
  const later = (): Promise<void> => Promise.resolve();
  answerCalls(port, {
    wake: ignore,
    count: ignore,
    forget: ignore,
    publish: later,
    schedule: later,
  });
  return done.finally(() => port.close());
}

const small = "Milk\nBread\n";
/** Some 20 MB, which take many times that once they are read. */
const large = `{"tasks":[${"{},".repeat(6_500_000)}0]}`;

test("work that wants more memory than there is for it is refused, and the next is done", async () => {
  const threads = threadsWith({ memoryLimitMegabytes: 128 });
  await expect(tryImport(threads, large)).rejects.toMatchObject({ code: "body_too_large" });
  expect(await tryImport(threads, small)).toMatchObject({ total: 2, created: 2 });
});

test("work that takes too long is ended, and so is what waits for it", async () => {
  const threads = threadsWith({ timeLimitMs: 100 });
  const answers = await Promise.allSettled([tryImport(threads, large), tryImport(threads, large)]);
  for (const answer of answers) {
    expect(answer).toMatchObject({ reason: { code: "unavailable", status: 503 } });
  }
});

test("work is ended when nobody waits for it any more", async () => {
  const threads = threadsWith({});
  const gone = new AbortController();
  const left = tryImport(threads, large, gone.signal);
  gone.abort();
  await expect(left).rejects.toMatchObject({ code: "unavailable" });
  expect(await tryImport(threads, small)).toMatchObject({ total: 2 });
});
