import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { swallowClick } from "./follow-pointer.ts";

let target: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  target = new EventTarget();
  vi.stubGlobal("window", target);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function isSwallowed(): boolean {
  const click = new Event("click", { cancelable: true });
  target.dispatchEvent(click);
  return click.defaultPrevented;
}

test("the click that ends the press is swallowed, and no other", () => {
  swallowClick();
  expect(isSwallowed()).toBe(true);
  expect(isSwallowed()).toBe(false);
});

test.each(["pointerdown", "keydown"])("a click after the next %s counts at once", (begin) => {
  swallowClick();
  target.dispatchEvent(new Event(begin));
  expect(isSwallowed()).toBe(false);
});

test("without a click nothing is swallowed later", () => {
  swallowClick();
  vi.advanceTimersByTime(50);
  expect(isSwallowed()).toBe(false);
});
