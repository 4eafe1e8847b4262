import type { Receipt } from "@pakaura/contract/websocket";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeChannels } from "../../lib/fake-channel.fixture.ts";
import { stubPage } from "../../lib/fake-window.fixture.ts";
import { hearReceipts } from "./receipt-channel.ts";
import { watchShown } from "./watch-shown.ts";

let page: ReturnType<typeof stubPage>;
let channels: FakeChannels;
let heard: string[];
let stops: (() => void)[];
let count = 0;

beforeEach(() => {
  page = stubPage();
  channels = new FakeChannels();
  vi.stubGlobal("BroadcastChannel", channels.Channel);
  heard = [];
  stops = [hearReceipts("ann", hear)];
});
afterEach(() => {
  for (const stop of stops) stop();
  vi.unstubAllGlobals();
});

function hear({ event_id: id, state }: Receipt): void {
  heard.push(`${state} ${id}`);
}

/** Of reminders that no test has told of before. */
function watch(...ids: string[]): string[] {
  count += 1;
  const eventIds = ids.map((id) => `${id}${count}`);
  stops.push(watchShown("ann", eventIds));
  return eventIds;
}
const told = (): string[] => {
  channels.deliver();
  return heard;
};
const move = (movementX: number) =>
  page.window.dispatchEvent(Object.assign(new Event("pointermove"), { movementX, movementY: 0 }));

test.each(["pointerdown", "keydown", "wheel"])(
  "a reminder is shown in a page that can be seen, and seen with the first %s there, each told once",
  (input) => {
    const [id = ""] = watch("a");
    expect(told()).toEqual([`shown ${id}`]);
    for (let times = 0; times < 3; times += 1) page.window.dispatchEvent(new Event(input));
    expect(told()).toEqual([`shown ${id}`, `seen ${id}`]);
  },
);

test("a pointer that only the page moved below is nobody", () => {
  const [id = ""] = watch("a");
  move(0);
  expect(told()).toEqual([`shown ${id}`]);
  move(-3);
  expect(told()).toEqual([`shown ${id}`, `seen ${id}`]);
});

test("a hidden page tells nothing until it is looked at", () => {
  page.document.visibilityState = "hidden";
  const [id = ""] = watch("a");
  page.window.dispatchEvent(new Event("keydown"));
  expect(told()).toEqual([]);
  page.document.visibilityState = "visible";
  page.document.dispatchEvent(new Event("visibilitychange"));
  expect(told()).toEqual([`shown ${id}`]);
  page.window.dispatchEvent(new Event("keydown"));
  expect(told()).toEqual([`shown ${id}`, `seen ${id}`]);
});

test("another reminder that comes is told of alone", () => {
  const [first = ""] = watch("a");
  page.window.dispatchEvent(new Event("keydown"));
  stops.pop()?.();
  stops.push(watchShown("ann", [first, `${first}b`]));
  expect(told()).toEqual([`shown ${first}`, `seen ${first}`, `shown ${first}b`]);
});

test("one that is gone is seen by nobody", () => {
  const [id = ""] = watch("a");
  stops.pop()?.();
  page.window.dispatchEvent(new Event("keydown"));
  expect(told()).toEqual([`shown ${id}`]);
});

test("another person's tab hears nothing", () => {
  const others: string[] = [];
  stops.push(hearReceipts("bob", ({ event_id: id }) => others.push(id)));
  watch("a");
  expect(told()).toHaveLength(1);
  expect(others).toEqual([]);
});
