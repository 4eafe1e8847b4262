import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Operation, TaskChange } from "../features/tasks/operation.ts";
import type { Outcome } from "../features/tasks/send-operation.ts";
import { aTask } from "../features/tasks/task.fixture.ts";
import { anEvent } from "../lib/an-event.fixture.ts";
import { FakeSocket } from "../lib/fake-socket.fixture.ts";
import { stubPage } from "../lib/fake-window.fixture.ts";
import { aBrowser } from "./fake-team.fixture.ts";
import { loadSync } from "./load-sync.ts";

const id = (end: number): string => `01990000-0000-7000-8000-00000000000${end}`;
const first = aTask({ id: id(1), title: "First" });

let browser: ReturnType<typeof aBrowser>;

// At hand, as it is once a page has loaded it.
beforeAll(() => loadSync());
beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
  stubPage();
  vi.stubGlobal("indexedDB", new IDBFactory());
  browser = aBrowser();
  browser.server.tasks = [first];
  browser.server.sequence = 1;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function sayHello(sequence = 1): void {
  FakeSocket.open.at(-1)?.say({ type: "hello", epoch: "epoch", sequence, session_id: "session" });
}
const eventOf = (sequence: number, title: string) =>
  ({
    type: "event",
    sequence,
    event: anEvent(sequence, aTask({ id: id(2), title, version: sequence })),
  }) as const;

const rename = (title: string): TaskChange => ({
  kind: "update",
  taskId: first.id,
  base: first,
  body: { title },
  scope: "following",
});

describe("the tabs of one person", () => {
  it("share one socket and one reading of all tasks, and show the same", async () => {
    const leading = await browser.openTab();
    leading.team.compete();
    await browser.settle();
    sayHello();
    const following = await browser.openTab();
    following.team.compete();
    await browser.settle();
    expect(FakeSocket.open).toHaveLength(1);
    expect(browser.server.reads).toBe(1);
    expect([leading.titles(), following.titles()]).toEqual([["First"], ["First"]]);
    expect([leading.state.connection, following.state.connection]).toEqual(["open", "open"]);
    FakeSocket.open[0]?.say(eventOf(2, "Second"));
    await browser.settle();
    expect(following.titles()).toEqual(["First", "Second"]);
    expect(following.heard).toHaveLength(1);
  });

  it("go on from what is written when the leading one is closed, and lose nothing of what it told", async () => {
    const leading = await browser.openTab();
    leading.team.compete();
    await browser.settle();
    sayHello();
    const following = await browser.openTab();
    following.team.compete();
    await browser.settle();
    // Told, and not yet written down.
    FakeSocket.open[0]?.say(eventOf(2, "Second"));
    await browser.settle();
    leading.team.close();
    await browser.settle();
    expect(FakeSocket.open).toHaveLength(1);
    FakeSocket.open[0]?.say({ type: "hello", epoch: "epoch", sequence: 2, session_id: "session" });
    const asked = FakeSocket.open[0]?.sent;
    FakeSocket.open[0]?.say(eventOf(2, "Second"), { type: "caught-up", sequence: 2 });
    await browser.pass(200);
    const [late] = [await browser.openTab()];
    expect(late.titles()).toEqual(["First", "Second"]);
    expect(asked).toMatchObject([{ type: "catchup", since: 1 }]);
  });

  it("send each change once, whichever tab made it, and all hear of the answer", async () => {
    const sent: string[] = [];
    const send = async (operations: readonly Operation[]): Promise<readonly Outcome[]> =>
      operations.map((operation) => {
        sent.push(operation.key);
        return { task: aTask({ ...first, title: "Renamed", version: 2 }), conflicts: [] };
      });
    const leading = await browser.openTab({ send });
    leading.team.compete();
    await browser.settle();
    sayHello();
    const following = await browser.openTab({ send });
    following.team.compete();
    await browser.settle();
    following.outbox.add(rename("Renamed"));
    await browser.pass(200);
    expect(sent).toHaveLength(1);
    expect([leading, following].map(({ outbox }) => outbox.operations.get())).toEqual([[], []]);
    expect([leading.titles(), following.titles()]).toEqual([["Renamed"], ["Renamed"]]);
    expect((await leading.local.load()).operations).toEqual([]);
  });

  it("have what one set aside set aside in all, and given up in all", async () => {
    const send = async (): Promise<readonly Outcome[]> => {
      throw new TypeError("a fault");
    };
    const leading = await browser.openTab({ send });
    leading.team.compete();
    await browser.settle();
    const following = await browser.openTab({ send });
    following.team.compete();
    await browser.settle();
    const { key } = following.outbox.add(rename("Broken"));
    await browser.settle();
    expect(following.outbox.aside.get().map((one) => one.key)).toEqual([key]);
    expect(following.titles()).toEqual(["First"]);
    following.outbox.discard(key);
    await browser.pass(200);
    expect(leading.outbox.aside.get()).toEqual([]);
    expect((await leading.local.load()).operations).toEqual([]);
  });

  it("that has not heard everything asks again, and has it then", async () => {
    const leading = await browser.openTab();
    leading.team.compete();
    await browser.settle();
    sayHello();
    const following = await browser.openTab();
    following.team.compete();
    await browser.settle();
    browser.channels.isDeaf = true;
    FakeSocket.open[0]?.say(eventOf(2, "Told to nobody"));
    await browser.settle();
    browser.channels.isDeaf = false;
    await browser.pass(1_000);
    expect(following.titles()).toEqual(["First", "Told to nobody"]);
  });

  it("that hears late that another one leads has what it was not told before", async () => {
    const frozen = await browser.openTab();
    frozen.team.compete();
    await browser.settle();
    sayHello();
    const next = await browser.openTab();
    next.team.compete();
    await browser.settle();
    browser.locks.isSilent = true;
    browser.channels.isDeaf = true;
    await browser.pass(1_500);
    expect(FakeSocket.open).toHaveLength(2);
    sayHello();
    FakeSocket.open[1]?.say(eventOf(2, "Told to nobody"));
    await browser.pass(200);
    browser.channels.isDeaf = false;
    next.team.post({ type: "activity" });
    await browser.settle();
    browser.locks.tellStolen();
    await browser.settle();
    expect([frozen, next].map((tab) => tab.titles())).toEqual([
      ["First", "Told to nobody"],
      ["First", "Told to nobody"],
    ]);
  });
});

describe("a person who has gone", () => {
  it("leads nothing any more, and is told of nothing", async () => {
    const leading = await browser.openTab();
    leading.team.compete();
    await browser.settle();
    sayHello();
    FakeSocket.open[0]?.say(eventOf(2, "For them alone"));
    leading.team.close();
    leading.taskStore.clear();
    await browser.pass(5_000);
    expect(FakeSocket.open).toEqual([]);
    expect(leading.heard).toEqual([]);
    expect(leading.titles()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves a reading of all tasks that is under way to nobody", async () => {
    const answer = Promise.withResolvers<Response>();
    vi.stubGlobal("fetch", () => answer.promise);
    const leading = await browser.openTab();
    leading.team.compete();
    await browser.settle();
    leading.team.close();
    leading.taskStore.clear();
    answer.resolve(Response.json({ items: [first], epoch: "epoch", sequence: 1 }));
    await browser.pass(500);
    expect(leading.titles()).toEqual([]);
    expect(leading.state.isReady).toBe(false);
  });

  it("takes the other tabs along, with the number of changes that wait", async () => {
    const [one, other] = [await browser.openTab(), await browser.openTab()];
    one.team.post({ type: "left", kept: 3 });
    await browser.settle();
    expect(other.state.left).toBe(3);
  });

  it("does not hear what the tabs of another person tell", async () => {
    const ada = await browser.openTab({ userId: "ada" });
    const eve = await browser.openTab({ userId: "eve" });
    ada.team.post({ type: "left", kept: 0 });
    await browser.settle();
    expect(eve.state.left).toBe(-1);
  });
});
