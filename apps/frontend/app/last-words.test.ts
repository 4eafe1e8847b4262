import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Operation } from "../features/tasks/operation.ts";
import { keepLastWords, readLastWords } from "./last-words.ts";

const userId = "ada";

function deletion(order: number): Operation {
  return {
    kind: "delete",
    taskId: `task-${order}`,
    base: { id: `task-${order}` },
    key: `key-${order}`,
    madeAt: "2026-11-29T10:00:00.000Z",
    order,
  } as Operation;
}

const leftKeys = (): string[] => readLastWords(userId).map(({ key }) => key);

let page: EventTarget & { visibilityState: string };

beforeEach(() => {
  const kept = new Map<string, string>();
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", page);
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  });
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function see(visibilityState: "visible" | "hidden"): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
  vi.runAllTimers();
}

function end(): void {
  window.dispatchEvent(new Event("pagehide"));
  vi.runAllTimers();
}

it("leaves behind what is not written down when the page ends", () => {
  const words = keepLastWords(userId);
  words.hold([deletion(1), deletion(2)]);
  words.release([1]);
  end();
  expect(leftKeys()).toEqual(["key-2"]);
  words.close();
});

it("leaves behind what is said in the very last moment, after the page was told of its end", () => {
  const words = keepLastWords(userId);
  end();
  words.hold([deletion(1)]);
  expect(leftKeys()).toEqual(["key-1"]);
  words.close();
});

it("leaves it behind when the page is not seen any more, as a phone ends a page without a word", () => {
  const words = keepLastWords(userId);
  words.hold([deletion(1)]);
  see("hidden");
  expect(leftKeys()).toEqual(["key-1"]);
  words.hold([deletion(2)]);
  expect(leftKeys()).toEqual(["key-1", "key-2"]);
  words.close();
});

it("takes away what was written down after all: it would be done a second time by the next page", () => {
  const words = keepLastWords(userId);
  words.hold([deletion(1), deletion(2)]);
  see("hidden");
  words.release([1]);
  expect(leftKeys()).toEqual(["key-2"]);
  see("visible");
  words.hold([deletion(3)]);
  words.release([2]);
  expect(leftKeys()).toEqual([]);
  words.close();
});

it("leaves what other pages left as it is", () => {
  const first = keepLastWords(userId);
  first.hold([deletion(1)]);
  end();
  first.close();
  const second = keepLastWords(userId);
  second.hold([deletion(2)]);
  see("hidden");
  expect(leftKeys()).toEqual(["key-1", "key-2"]);
  second.release([2]);
  expect(leftKeys()).toEqual(["key-1"]);
  second.close();
});
