import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChannels } from "./fake-channel.fixture.ts";
import { FakeLocks } from "./fake-locks.fixture.ts";
import { aPage } from "./fake-page.fixture.ts";
import { joinTabs } from "./tabs.ts";

let channels: FakeChannels;
let locks: FakeLocks;

beforeEach(() => {
  vi.useFakeTimers();
  channels = new FakeChannels();
  locks = new FakeLocks();
  vi.stubGlobal("BroadcastChannel", channels.Channel);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Lets so much time pass, with everything that is said meanwhile heard. */
async function pass(milliseconds = 0): Promise<void> {
  for (let passed = 0; ; passed += 50) {
    await vi.advanceTimersByTimeAsync(0);
    while (channels.deliver()) await vi.advanceTimersByTimeAsync(0);
    if (passed >= milliseconds) return;
    await vi.advanceTimersByTimeAsync(50);
  }
}

/** A tab that takes part, and what happened to it. */
function openTab({ version = 2, hasLocks = true, name = "tabs" } = {}) {
  const page = aPage(hasLocks ? locks : null);
  const heard: string[] = [];
  const state = { isLeading: false, turns: 0, missed: 0, newer: 0, asked: 0, isWell: true };
  const tabs = joinTabs<string>({
    name,
    page,
    version,
    onMessage: (message) => heard.push(message),
    onMissed: () => (state.missed += 1),
    onNewer: () => (state.newer += 1),
    onAsked: () => (state.asked += 1),
    isWell: () => state.isWell,
    lead: () => {
      state.isLeading = true;
      state.turns += 1;
      return () => {
        state.isLeading = false;
      };
    },
  });
  return { tabs, page, heard, state };
}

describe("of several tabs", () => {
  it("one leads, and the next one does when it is closed", async () => {
    const [first, second] = [openTab(), openTab()];
    first.tabs.compete();
    second.tabs.compete();
    await pass();
    expect([first.state.isLeading, second.state.isLeading]).toEqual([true, false]);
    first.tabs.close();
    await pass();
    expect([first.state.isLeading, second.state.isLeading]).toEqual([false, true]);
  });

  it("one that is closed never leads again, whether it led or waited", async () => {
    const [first, second, third] = [openTab(), openTab(), openTab()];
    for (const { tabs } of [first, second, third]) tabs.compete();
    await pass();
    second.tabs.close();
    first.tabs.close();
    await pass(5_000);
    expect(first.state).toMatchObject({ isLeading: false, turns: 1 });
    expect(second.state.turns).toBe(0);
    expect(third.state.isLeading).toBe(true);
    third.tabs.close();
    await pass(5_000);
    expect([first, second, third].map(({ state }) => state.isLeading)).toEqual([
      false,
      false,
      false,
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("one that is closed tells nobody anything, and does not break whoever asks it to", async () => {
    const [first, second] = [openTab(), openTab()];
    first.tabs.close();
    expect(() => first.tabs.post("late")).not.toThrow();
    expect(first.tabs.compete()).not.toThrow();
    await pass();
    expect(second.heard).toEqual([]);
    expect(first.state.turns).toBe(0);
  });

  it("one that competes, stops and competes again leads once", async () => {
    const tab = openTab();
    const stop = tab.tabs.compete();
    stop();
    tab.tabs.compete();
    stop();
    await pass();
    expect(tab.state).toMatchObject({ isLeading: true, turns: 1 });
    const other = openTab();
    other.tabs.compete();
    tab.tabs.close();
    await pass();
    expect(other.state.isLeading).toBe(true);
  });

  it("each leads itself where there are no locks", () => {
    const tab = openTab({ hasLocks: false });
    const stop = tab.tabs.compete();
    expect(tab.state.isLeading).toBe(true);
    stop();
    expect(tab.state.isLeading).toBe(false);
  });

  it("those of another person hear and lead nothing of these", async () => {
    const [own, other] = [openTab(), openTab({ name: "another" })];
    own.tabs.compete();
    other.tabs.compete();
    own.tabs.post("private");
    await pass();
    expect(other.heard).toEqual([]);
    expect(other.state.isLeading).toBe(true);
  });
});

describe("a tab that is frozen", () => {
  it("gives the lead away, and does not take it before it goes on", async () => {
    const tab = openTab();
    tab.tabs.compete();
    await pass();
    tab.page.turn("sleep");
    await pass(2_000);
    expect(tab.state).toMatchObject({ isLeading: false, turns: 1 });
    tab.page.turn("wake");
    await pass();
    expect(tab.state.isLeading).toBe(true);
  });

  it("leaves the lead to another one, and waits behind it when it goes on", async () => {
    const [first, second] = [openTab(), openTab()];
    first.tabs.compete();
    second.tabs.compete();
    await pass();
    first.page.turn("sleep");
    await pass();
    expect(second.state.isLeading).toBe(true);
    first.page.turn("wake");
    await pass(2_000);
    expect([first.state.isLeading, second.state.isLeading]).toEqual([false, true]);
  });

  it("without a word loses the lead to the one that is looked at", async () => {
    const [first, second] = [openTab(), openTab()];
    first.tabs.compete();
    second.tabs.compete();
    await pass();
    first.state.isWell = false;
    second.page.setHidden(true);
    await pass(3_000);
    expect(first.state.isLeading).toBe(true);
    second.page.setHidden(false);
    await pass(3_000);
    expect([first.state.isLeading, second.state.isLeading]).toEqual([false, true]);
  });
});

describe("a tab that leads", () => {
  it("does what is due when one that is looked at asks", async () => {
    const [first, second] = [openTab(), openTab()];
    first.tabs.compete();
    await pass();
    first.page.setHidden(true);
    second.tabs.compete();
    await pass(1_000);
    expect(first.state.asked).toBeGreaterThan(1);
    expect(second.state.turns).toBe(0);
  });

  it("of an older version gives way to a newer one at once, and does not come back", async () => {
    const old = openTab({ version: 1 });
    old.tabs.compete();
    await pass();
    const newer = openTab({ version: 2 });
    newer.page.setHidden(true);
    newer.tabs.compete();
    await pass();
    expect([old.state.isLeading, newer.state.isLeading]).toEqual([false, true]);
    await pass(5_000);
    expect([old.state.isLeading, newer.state.isLeading]).toEqual([false, true]);
    newer.tabs.close();
    await pass();
    expect(old.state.isLeading).toBe(true);
  });
});

describe("what tabs tell each other", () => {
  it("is heard by all others in order", async () => {
    const [first, second, third] = [openTab(), openTab(), openTab()];
    first.tabs.post("one");
    first.tabs.post("two");
    await pass();
    expect([first.heard, second.heard, third.heard]).toEqual([[], ["one", "two"], ["one", "two"]]);
    expect(second.state.missed).toBe(0);
  });

  it("is missed by one that was held up, which notices", async () => {
    const [first, second] = [openTab(), openTab()];
    first.tabs.post("heard");
    await pass();
    channels.isDeaf = true;
    first.tabs.post("lost");
    channels.deliver();
    channels.isDeaf = false;
    first.tabs.post("after");
    await pass();
    expect(second.heard).toEqual(["heard", "after"]);
    expect(second.state.missed).toBe(1);
  });

  it("by a newer version is not taken for what this one knows; by an older one it is", async () => {
    const [old, newer] = [openTab({ version: 1 }), openTab({ version: 2 })];
    newer.tabs.post("in a new form");
    old.tabs.post("in an old form");
    await pass();
    expect(old.heard).toEqual([]);
    expect(old.state.newer).toBe(1);
    expect(newer.heard).toEqual(["in an old form"]);
    expect(newer.state.newer).toBe(0);
  });
});
