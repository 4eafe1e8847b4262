import type { StreamEvent } from "@pakaura/contract/events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aTask } from "../features/tasks/task.fixture.ts";
import { anEvent } from "./an-event.fixture.ts";
import { FakeSocket } from "./fake-socket.fixture.ts";
import { stubPage } from "./fake-window.fixture.ts";
import { startLive } from "./websocket.ts";

let page: ReturnType<typeof stubPage>;

beforeEach(() => {
  vi.useFakeTimers();
  page = stubPage();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const hello = (sequence: number) =>
  ({ type: "hello", epoch: "epoch", sequence, session_id: "session" }) as const;
const event = (sequence: number) =>
  ({ type: "event", sequence, event: anEvent(sequence, aTask({ version: sequence })) }) as const;

function start({ sequence = 5, isStillSignedIn = async () => true } = {}) {
  const heard: number[] = [];
  const reached: number[] = [];
  const counts = { signedOut: 0, snapshots: 0 };
  const live = startLive(
    "ws://pakaura.test/ws",
    { epoch: "epoch", sequence },
    {
      onEvents: (events: readonly StreamEvent[], position) => {
        heard.push(...events.map((one) => one.sequence));
        reached.push(position.sequence);
      },
      onReminder: () => undefined,
      onActivity: () => undefined,
      onFilters: () => undefined,
      onSnapshotWanted: () => (counts.snapshots += 1),
      onOpen: () => undefined,
      isStillSignedIn,
      onSignedOut: () => (counts.signedOut += 1),
    },
  );
  return { live, heard, reached, counts };
}

const socket = (): FakeSocket => {
  const last = FakeSocket.all.at(-1);
  if (!last) throw new Error("no socket was opened");
  return last;
};

describe("the connection", () => {
  it("hands on what comes, in order and together, and asks for what it missed", async () => {
    const { heard, reached } = start();
    socket().say(hello(5), event(6), event(7), event(7), event(9));
    await vi.waitFor(() => expect(heard).toEqual([6, 7]), { timeout: 30_000 });
    expect(reached).toEqual([7]);
    expect(socket().sent).toEqual([{ type: "catchup", epoch: "epoch", since: 7 }]);
    socket().say(event(8), event(9), { type: "caught-up", sequence: 9 });
    await vi.waitFor(() => expect(heard).toEqual([6, 7, 8, 9]), { timeout: 30_000 });
  });

  it("tells what became of a reminder to a server that takes that, and to no other", () => {
    const { live } = start();
    const receipt = { type: "receipt", event_id: "e", state: "seen" } as const;
    live.tellReceipt(receipt);
    socket().say({ ...hello(5), receipts: true });
    live.tellReceipt(receipt);
    expect(socket().sent).toEqual([receipt]);
    socket().close();
    live.tellReceipt(receipt);
    page.window.dispatchEvent(new Event("online"));
    // It was replaced by an older version meanwhile.
    socket().say(hello(5));
    live.tellReceipt(receipt);
    expect(socket().sent).toEqual([]);
  });

  it("hands on what comes without a timer: in a hidden tab those wait for up to a second", async () => {
    const { heard } = start();
    socket().say(hello(5), event(6));
    // That which finds a connection that is silent.
    expect(vi.getTimerCount()).toBe(1);
    await vi.waitFor(() => expect(heard).toEqual([6]), { timeout: 30_000 });
  });

  it("tells nothing any more once it is stopped, of what has come already either", async () => {
    const { live, heard } = start();
    socket().say(hello(5), event(6));
    live.stop();
    const other = start({ sequence: 6 });
    socket().say(hello(6), event(7));
    await vi.waitFor(() => expect(other.heard).toEqual([7]), { timeout: 30_000 });
    expect(heard).toEqual([]);
    expect(FakeSocket.open).toHaveLength(1);
  });

  it("asks for everything when what it knows is of another epoch or too old", () => {
    const { counts } = start();
    socket().say({ ...hello(50), epoch: "another" });
    expect(counts.snapshots).toBe(1);
  });

  it("comes back after a while, at once when the network does, and never once it is stopped", async () => {
    const { live } = start();
    socket().say(hello(5));
    socket().close();
    expect(live.connection.get()).toBe("lost");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(FakeSocket.all).toHaveLength(2);
    socket().close();
    page.window.dispatchEvent(new Event("online"));
    expect(FakeSocket.all).toHaveLength(3);
    live.stop();
    page.window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeSocket.all).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("that is due to come back does so when it is asked, though its timer is held back", () => {
    const { live } = start();
    socket().say(hello(5));
    socket().close();
    live.catchUp();
    expect(FakeSocket.all).toHaveLength(1);
    vi.setSystemTime(Date.now() + 60_000);
    live.catchUp();
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("that died without a word is found by asking", async () => {
    start();
    socket().say(hello(5));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(socket().sent).toEqual([{ type: "ping" }]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(FakeSocket.all).toHaveLength(2);
  });
});

describe("a session that the server no longer knows", () => {
  it("ends for good, unless another one has taken its place", async () => {
    const ended = start({ isStillSignedIn: async () => false });
    socket().close(4401);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ended.counts.signedOut).toBe(1);
    expect(FakeSocket.all).toHaveLength(1);
    const replaced = start();
    socket().close(4401);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(replaced.counts.signedOut).toBe(0);
    expect(FakeSocket.all.length).toBeGreaterThan(2);
  });

  it("signs nobody out who has come meanwhile", async () => {
    const asking = Promise.withResolvers<boolean>();
    const { live, counts } = start({ isStillSignedIn: () => asking.promise });
    socket().close(4401);
    live.stop();
    asking.resolve(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(counts.signedOut).toBe(0);
    expect(FakeSocket.all).toHaveLength(1);
  });
});
