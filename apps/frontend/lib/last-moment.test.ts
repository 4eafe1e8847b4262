import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { onLastMoment } from "./last-moment.ts";

let page: EventTarget & { visibilityState: string };

beforeEach(() => {
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", page);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function see(visibilityState: "visible" | "hidden"): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
}

it("calls once for a page that ends, though it is told of that twice", () => {
  const act = vi.fn();
  const forget = onLastMoment(act);
  window.dispatchEvent(new Event("pagehide"));
  see("hidden");
  expect(act).toHaveBeenCalledTimes(1);
  vi.runAllTimers();
  see("visible");
  expect(act).toHaveBeenCalledTimes(1);
  see("hidden");
  expect(act).toHaveBeenCalledTimes(2);
  forget();
  vi.runAllTimers();
  window.dispatchEvent(new Event("pagehide"));
  expect(act).toHaveBeenCalledTimes(2);
});

it("calls what is around a field after the field, whichever was there first", () => {
  const calls: string[] = [];
  const forgets = [
    onLastMoment(() => calls.push("around"), "around"),
    onLastMoment(() => calls.push("field")),
  ];
  window.dispatchEvent(new Event("pagehide"));
  expect(calls).toEqual(["field", "around"]);
  for (const forget of forgets) forget();
  vi.runAllTimers();
});
