import { afterEach, describe, expect, it, vi } from "vitest";
import { FakeChannels } from "./fake-channel.fixture.ts";
import { FakeLocks } from "./fake-locks.fixture.ts";

const channels = new FakeChannels();
const delivering = setInterval(() => channels.deliver(), 1);
delivering.unref();

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

/** What the tests of tabs stand on behaves as what Node has, which follows the same standards. */
describe.each([
  ["the fake", channels.Channel],
  ["Node's", BroadcastChannel],
])("%s channel", (_whose, Channel) => {
  it("has others of its name hear copies in order, and nobody once it is closed", async () => {
    const name = crypto.randomUUID();
    const [from, to, other] = [new Channel(name), new Channel(name), new Channel(`${name}2`)];
    open.push(from, to, other);
    const heard: unknown[] = [];
    for (const channel of [from, to, other]) {
      channel.addEventListener("message", (event) => {
        if ("data" in event) heard.push(event.data);
      });
    }
    const told = { count: 1 };
    from.postMessage(told);
    told.count = 2;
    from.postMessage("second");
    await vi.waitFor(() => expect(heard).toEqual([{ count: 1 }, "second"]), { timeout: 30_000 });
    from.close();
    expect(() => from.postMessage("late")).toThrow("");
  });
});

describe.each([
  ["the fake", new FakeLocks()],
  ["Node's", navigator.locks],
])("%s locks", (_whose, locks) => {
  const hold = () => {
    const held = Promise.withResolvers<void>();
    return { callback: () => held.promise, release: held.resolve };
  };

  it("are held by one after the other, in the order in which they were asked for", async () => {
    const name = crypto.randomUUID();
    const log: string[] = [];
    const first = hold();
    const one = locks.request(name, {}, () => first.callback());
    const two = locks.request(name, {}, async () => log.push("second"));
    const three = locks.request(name, {}, async () => log.push("third"));
    first.release();
    await Promise.all([one, two, three]);
    expect(log).toEqual(["second", "third"]);
  });

  it("are taken from whoever holds them by one that steals", async () => {
    const name = crypto.randomUUID();
    const first = hold();
    const one = locks.request(name, {}, () => first.callback());
    const refused = expect(one).rejects.toMatchObject({ name: "AbortError" });
    await locks.request(name, { steal: true }, async () => undefined);
    await refused;
    first.release();
    const { signal } = new AbortController();
    await expect(
      locks.request(name, { steal: true, signal }, async () => undefined),
    ).rejects.toMatchObject({ name: "NotSupportedError" });
  });

  it("are waited for until the wait is given up, which takes nothing from whoever holds them", async () => {
    const name = crypto.randomUUID();
    const first = hold();
    const one = locks.request(name, {}, () => first.callback());
    const wait = new AbortController();
    const two = locks.request(name, { signal: wait.signal }, async () => "never");
    wait.abort();
    await expect(two).rejects.toMatchObject({ name: "AbortError" });
    first.release();
    await one;
  });
});
