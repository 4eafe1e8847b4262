import { expect, test } from "vitest";
import { dueDateInputSchema } from "./http.ts";
import { instantInputSchema } from "./instant.ts";
import { createReminderSchema, snoozeReminderSchema } from "./reminder.ts";
import { clientMessageSchema } from "./websocket.ts";

const readers: [string, (text: string) => boolean][] = [
  ["an instant", (text) => instantInputSchema.safeParse(text).success],
  ["a due date", (text) => dueDateInputSchema.safeParse(text).success],
  ["a reminder's time", (text) => createReminderSchema.safeParse({ at: text }).success],
  ["a snooze", (text) => snoozeReminderSchema.safeParse({ until: text }).success],
  [
    "a catch-up",
    (since) => clientMessageSchema.safeParse({ type: "catchup", epoch: "e", since }).success,
  ],
];

test.each(readers)("%s takes every instant that can be kept", (_what, takes) => {
  for (const text of [
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999Z",
    "2026-11-25T09:00:00+01:00",
    "2026-11-25T09:00:00.123456789Z",
    "9999-12-31T23:59:59.999Z",
  ])
    expect(takes(text), text).toBe(true);
});

test.each(readers)("%s takes none that cannot", (_what, takes) => {
  for (const text of [
    "0000-01-01T00:00:00Z",
    "0000-12-31T23:59:59Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "+010000-01-01T00:00:00Z",
    "-000001-01-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-11-25T24:00:00Z",
    "2026-11-25T09:00:60Z",
    "2026-11-25T09:00:00+24:00",
    "2026-11-25T09:00:00.1234567890Z",
    `2026-11-25T09:00:00.${"1".repeat(8_000)}Z`,
    "infinity",
    "now",
    "",
  ])
    expect(takes(text), text.slice(0, 50)).toBe(false);
});

test("a day is one of the years 1 to 9999", () => {
  expect(dueDateInputSchema.safeParse("0001-01-01").success).toBe(true);
  expect(dueDateInputSchema.safeParse("9999-12-31").success).toBe(true);
  expect(dueDateInputSchema.safeParse("0000-12-31").success).toBe(false);
});
