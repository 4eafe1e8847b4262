import { expect, test } from "vitest";
import { createRecentEvents } from "./recent-events.ts";

test("tells a second record of an event from the same record again", () => {
  const recent = createRecentEvents();
  recent.add("event", "topic/0/5");
  expect(recent.wasPublishedBefore("event", "topic/0/6")).toBe(true);
  expect(recent.wasPublishedBefore("event", "topic/0/5")).toBe(false);
  expect(recent.wasPublishedBefore("other", "topic/0/6")).toBe(false);
});

test("forgets the oldest beyond its size", () => {
  const recent = createRecentEvents(2);
  for (const id of ["a", "b", "c"]) recent.add(id, `topic/0/${id}`);
  expect(recent.wasPublishedBefore("a", "elsewhere")).toBe(false);
  expect(recent.wasPublishedBefore("b", "elsewhere")).toBe(true);
});
