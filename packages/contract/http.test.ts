import { expect, test } from "vitest";
import {
  bulkSchema,
  createTaskSchema,
  listTasksQuerySchema,
  recurrenceInputSchema,
  updateMeSchema,
} from "./http.ts";

const accepts = (body: unknown): boolean => createTaskSchema.safeParse(body).success;

test("a title is trimmed and holds 1 to 500 characters on one line", () => {
  expect(createTaskSchema.parse({ title: "  Buy milk  " }).title).toBe("Buy milk");
  expect(accepts({ title: "x".repeat(500) })).toBe(true);
  expect(accepts({ title: "x".repeat(501) })).toBe(false);
  expect(accepts({ title: "   " })).toBe(false);
  expect(accepts({ title: "two\nlines" })).toBe(false);
});

test("an unknown field is refused, so that a typing error never looks like success", () => {
  expect(accepts({ title: "Buy milk", priorty: "high" })).toBe(false);
});

test("a due date is a date or an instant with an offset", () => {
  expect(accepts({ title: "x", due_date: "2026-11-25" })).toBe(true);
  expect(accepts({ title: "x", due_date: "2026-11-25T09:00:00+01:00" })).toBe(true);
  expect(accepts({ title: "x", due_date: null })).toBe(true);
  expect(accepts({ title: "x", due_date: "2026-11-25T09:00:00" })).toBe(false);
  expect(accepts({ title: "x", due_date: "2026-02-30" })).toBe(false);
});

test("a lead time is 0 to 40,320 minutes, or null", () => {
  for (const minutes of [0, 40_320, null])
    expect(accepts({ title: "x", reminder_lead_minutes: minutes })).toBe(true);
  for (const minutes of [-1, 40_321, 1.5])
    expect(accepts({ title: "x", reminder_lead_minutes: minutes })).toBe(false);
});

test("a recurrence is one of the patterns or an rrule, never both", () => {
  const reads = (input: unknown): boolean => recurrenceInputSchema.safeParse(input).success;
  expect(reads({ pattern: "weekly", day_of_week: ["MO", "TH"] })).toBe(true);
  expect(reads({ pattern: "monthly", day_of_month: -1 })).toBe(true);
  expect(reads({ pattern: "custom", interval_days: 10 })).toBe(true);
  expect(reads({ rrule: "FREQ=DAILY", from: "completion" })).toBe(true);
  expect(reads({ pattern: "monthly", day_of_month: 0 })).toBe(false);
  expect(reads({ pattern: "custom" })).toBe(false);
  expect(reads({ pattern: "daily", rrule: "FREQ=DAILY" })).toBe(false);
});

test("a single query value is a list of one", () => {
  const query = listTasksQuerySchema.parse({
    tag: "home",
    priority: ["low", "high"],
    per_page: "50",
  });
  expect(query).toMatchObject({
    tag: ["home"],
    priority: ["low", "high"],
    per_page: 50,
    sort: "created_at",
  });
});

test("a bulk has 1 to 500 operations, and each but create needs an id", () => {
  expect(bulkSchema.safeParse({ operations: [] }).success).toBe(false);
  expect(bulkSchema.safeParse({ operations: [{ op: "complete" }] }).success).toBe(false);
  expect(
    bulkSchema.safeParse({ operations: [{ op: "create", body: { title: "x" } }] }).success,
  ).toBe(true);
});

test("a time zone is one that exists", () => {
  expect(updateMeSchema.safeParse({ time_zone: "Europe/Berlin" }).success).toBe(true);
  expect(updateMeSchema.safeParse({ time_zone: "Mars/Olympus" }).success).toBe(false);
});
