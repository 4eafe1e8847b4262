/** Lets the event loop turn once, so that what is pending settles. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
import { closeCodes } from "@pakaura/contract/websocket";
import { expect, test, vi } from "vitest";
import { defaultLimits } from "./limits.ts";
import { eventMessage, plainMessage, type Message } from "./message.ts";
import type { StreamLog } from "./stream-log.ts";
import { StreamSession, tryAgainLater, type CatchUp } from "./stream-session.ts";
import type { Transport } from "./transport.ts";

/** A log in memory: events `oldest` to `latest` of one user. */
function memoryLog(latest: number, oldest = 1) {
  const reads: number[] = [];
  const log: StreamLog & {
    latest: number;
    oldest: number;
    reads: number[];
    whileReading: () => Promise<void>;
  } = {
    latest,
    oldest,
    reads,
    /** Called in the middle of each read. */
    whileReading: async () => {},
    position: async () => {
      const sequence = log.latest;
      await log.whileReading();
      return { epoch: "epoch", sequence };
    },
    readAfter: async (_userId: string, after: number, rows: number) => {
      reads.push(after);
      const first = Math.max(after + 1, log.oldest);
      const count = Math.max(0, Math.min(rows, log.latest - first + 1));
      await log.whileReading();
      return Array.from({ length: count }, (_, index) => event(first + index));
    },
    rangeFrom: async () => ({ after: 0, latest: log.latest }),
  };
  return log;
}

function event(sequence: number) {
  return eventMessage(sequence, "{}");
}

/** Collects what is sent, as `1`, `2`, ... for events and the type for the rest. */
function collectingTransport() {
  const transport: Transport & {
    sent: (number | string)[];
    closed: number | null;
    unsent: number;
    isDrainedInTime: boolean;
  } = {
    sent: [],
    closed: null,
    unsent: 0,
    isDrainedInTime: true,
    send: ({ type, sequence }: Message) => {
      transport.sent.push(type === "event" && sequence !== null ? sequence : type);
    },
    unsentBytes: () => transport.unsent,
    drained: async () => {
      if (transport.isDrainedInTime) transport.unsent = 0;
      return transport.isDrainedInTime;
    },
    beat: () => {},
    close: (code: number) => {
      transport.closed = code;
    },
    terminate: () => {},
  };
  return transport;
}

async function open(
  log: StreamLog,
  { settleMs = 0, resume }: { settleMs?: number; resume?: CatchUp } = {},
) {
  const transport = collectingTransport();
  const session = new StreamSession({
    userId: "user",
    credential: { kind: "session", id: "s" },
    transport,
    log,
    limits: { ...defaultLimits, settleMs },
  });
  await session.start(resume);
  return { session, transport };
}

async function rest() {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

test("live events follow the hello in order", async () => {
  const { session, transport } = await open(memoryLog(41));
  for (const sequence of [42, 43, 44]) session.offer(event(sequence));
  expect(transport.sent).toEqual(["hello", 42, 43, 44]);
});

test("an event delivered again, or one from before the hello, is not sent", async () => {
  const { session, transport } = await open(memoryLog(41));
  for (const sequence of [41, 42, 42, 40, 43, 42]) session.offer(event(sequence));
  expect(transport.sent).toEqual(["hello", 42, 43]);
});

test("events delivered out of order are sent in order, each once", async () => {
  const log = memoryLog(41);
  const { session, transport } = await open(log);
  log.latest = 45;
  for (const sequence of [44, 42, 45, 43]) session.offer(event(sequence));
  await rest();
  expect(transport.sent).toEqual(["hello", 42, 43, 44, 45]);
});

test("events that no delivery brought are read from the log before the next one", async () => {
  const log = memoryLog(1);
  const { session, transport } = await open(log);
  log.latest = 5;
  session.offer(event(5));
  await rest();
  session.offer(event(6));
  expect(transport.sent).toEqual(["hello", 2, 3, 4, 5, 6]);
});

test("an event that commits while the hello is prepared is not lost", async () => {
  const log = memoryLog(7);
  const transport = collectingTransport();
  const limits = { ...defaultLimits, settleMs: 0 };
  const session = new StreamSession({
    userId: "user",
    credential: { kind: "session", id: "s" },
    transport,
    log,
    limits,
  });
  log.whileReading = async () => {
    log.whileReading = async () => {};
    log.latest = 9;
    session.offer(event(8));
    session.offer(event(9));
  };
  await session.start();
  await rest();
  expect(transport.sent).toEqual(["hello", 8, 9]);
});

test("a catch-up sends everything after its sequence, then caught-up", async () => {
  const { session, transport } = await open(memoryLog(5));
  session.catchUp({ since: 2, epoch: "epoch" });
  await rest();
  expect(transport.sent).toEqual(["hello", 3, 4, 5, "caught-up"]);
});

test("a catch-up with nothing to send is answered without a look at the log", async () => {
  const log = memoryLog(5);
  const { session, transport } = await open(log);
  session.catchUp({ since: 5, epoch: "epoch" });
  await rest();
  expect(transport.sent).toEqual(["hello", "caught-up"]);
  expect(log.reads).toEqual([]);
});

test("live events that arrive during a catch-up follow it, in order and once", async () => {
  const log = memoryLog(5);
  const { session, transport } = await open(log);
  log.whileReading = async () => {
    if (log.latest < 8) {
      log.latest += 1;
      session.offer(event(log.latest));
      session.offer(event(log.latest));
    }
    await nextTurn();
  };
  session.catchUp({ since: 0, epoch: "epoch" });
  await rest();
  session.offer(event(9));
  expect(transport.sent).toEqual(["hello", 1, 2, 3, 4, 5, "caught-up", 6, 7, 8, 9]);
});

test("catch-ups are answered one after the other", async () => {
  const { session, transport } = await open(memoryLog(3));
  session.catchUp({ since: 1, epoch: "epoch" });
  session.catchUp({ since: 2, epoch: "epoch" });
  await rest();
  expect(transport.sent).toEqual(["hello", 2, 3, "caught-up", 3, "caught-up"]);
});

test("too many waiting catch-ups close the session", async () => {
  const { session, transport } = await open(memoryLog(3));
  for (let index = 0; index < 40; index += 1) session.catchUp({ since: 1, epoch: "epoch" });
  expect(transport.closed).toBe(closeCodes.badMessage);
});

test("what lies behind a hole in the log is not sent as if there were none", async () => {
  const log = memoryLog(20);
  const readAfter = log.readAfter;
  log.readAfter = async (...place) =>
    (await readAfter(...place)).filter(({ sequence }) => sequence !== 12);
  const { transport } = await open(log, { resume: { since: 8 } });
  await rest();
  expect(transport.sent).toEqual(["hello", 9, 10, 11, "resync"]);
});

test.each<[string, CatchUp]>([
  ["older than what is kept", { since: 8, epoch: "epoch" }],
  ["ahead of the stream", { since: 21, epoch: "epoch" }],
  ["of another epoch", { since: 15, epoch: "before the restore" }],
])("a catch-up %s is answered with resync, and live events go on", async (_, request) => {
  const { session, transport } = await open(memoryLog(20, 10));
  session.catchUp(request);
  await rest();
  session.offer(event(21));
  expect(transport.sent).toEqual(["hello", "resync", 21]);
});

test("a catch-up from the last event before the oldest kept one is complete", async () => {
  const { session, transport } = await open(memoryLog(12, 10));
  session.catchUp({ since: 9, epoch: "epoch" });
  await rest();
  expect(transport.sent).toEqual(["hello", 10, 11, 12, "caught-up"]);
});

test("a large catch-up is read in pages", async () => {
  const log = memoryLog(1_300);
  const { session, transport } = await open(log);
  session.catchUp({ since: 0, epoch: "epoch" });
  await rest();
  expect(log.reads).toEqual([0, 100, 600, 1_100]);
  expect(transport.sent).toHaveLength(1_302);
});

test("live events wait a moment for the catch-up that may follow the hello", async () => {
  vi.useFakeTimers();
  try {
    const log = memoryLog(3);
    const { session, transport } = await open(log, { settleMs: 200 });
    log.latest = 4;
    session.offer(event(4));
    session.catchUp({ since: 1, epoch: "epoch" });
    await vi.advanceTimersByTimeAsync(10);
    expect(transport.sent).toEqual(["hello", 2, 3, 4, "caught-up"]);
  } finally {
    vi.useRealTimers();
  }
});

test("live events after the hello come by themselves when no catch-up follows", async () => {
  vi.useFakeTimers();
  try {
    const log = memoryLog(3);
    const { session, transport } = await open(log, { settleMs: 200 });
    log.latest = 4;
    session.offer(event(4));
    await vi.advanceTimersByTimeAsync(190);
    expect(transport.sent).toEqual(["hello"]);
    await vi.advanceTimersByTimeAsync(20);
    expect(transport.sent).toEqual(["hello", 4]);
    session.offer(event(5));
    expect(transport.sent).toEqual(["hello", 4, 5]);
  } finally {
    vi.useRealTimers();
  }
});

test("a reader that is behind gets no more until it has room, and then everything", async () => {
  const log = memoryLog(0);
  const { session, transport } = await open(log);
  transport.unsent = defaultLimits.unsentBytes;
  log.latest = 3;
  for (const sequence of [1, 2, 3]) session.offer(event(sequence));
  expect(transport.sent).toEqual(["hello"]);
  await rest();
  expect(transport.sent).toEqual(["hello", 1, 2, 3]);
});

test("a reader that stays behind is closed as too slow", async () => {
  const { session, transport } = await open(memoryLog(0));
  transport.unsent = defaultLimits.unsentBytes;
  transport.isDrainedInTime = false;
  session.offer(event(1));
  await rest();
  expect(transport.closed).toBe(closeCodes.tooSlow);
  session.offer(event(2));
  expect(transport.sent).toEqual(["hello"]);
});

test("a hint follows the event that it tells of, and reveals one that was missed", async () => {
  const log = memoryLog(5);
  const { session, transport } = await open(log);
  log.latest = 6;
  session.offerHint(plainMessage({ type: "pong" }), 6);
  await rest();
  session.offerHint(plainMessage({ type: "ping" }), 6);
  expect(transport.sent).toEqual(["hello", 6, "pong", "ping"]);
});

test("a session that resumes goes on from there", async () => {
  const { transport } = await open(memoryLog(5), { resume: { since: 3 }, settleMs: 200 });
  await rest();
  expect(transport.sent).toEqual(["hello", 4, 5, "caught-up"]);
});

test("when the log cannot be read the client is asked to come again", async () => {
  const log = memoryLog(5);
  const { session, transport } = await open(log);
  log.whileReading = async () => {
    throw new Error("connection lost");
  };
  session.catchUp({ since: 1, epoch: "epoch" });
  await rest();
  expect(transport.closed).toBe(tryAgainLater);
});

test("nothing is sent after the end", async () => {
  const { session, transport } = await open(memoryLog(5));
  session.close(closeCodes.unauthenticated, "the session ended");
  session.offer(event(6));
  session.catchUp({ since: 1, epoch: "epoch" });
  await rest();
  expect(transport.sent).toEqual(["hello"]);
  expect(transport.closed).toBe(closeCodes.unauthenticated);
});
