import { randomUUID } from "node:crypto";
import type { ImportResult } from "@pakaura/contract/transfer";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const sound = () => ({
  id: randomUUID(),
  title: "Water the plants",
  notes: "",
  due_date: "2026-01-01T09:00:00.000Z",
  reminder_lead_minutes: 5,
  priority: "none",
  tags: ["home"],
  series: {
    id: randomUUID(),
    pattern: "custom",
    interval: 1,
    day_of_week: ["MO"],
    day_of_month: 3,
    interval_days: 2,
    rrule: "FREQ=DAILY;INTERVAL=2",
    from: "completion",
    active: true,
    starts_at: "2026-01-01T09:00:00.000Z",
    starts_number: 1,
    next_values: { title: "Next", notes: "x", tags: ["a"], priority: "low" },
    occurrence: "2026-01-01T09:00:00.000Z",
    occurrence_number: 1,
  },
  recurrence_parent_id: randomUUID(),
  completed_at: null,
  created_at: "2026-01-01T00:00:00.000Z",
  deleted_at: null,
  reminders: [{ lead_minutes: 6 }, { at: "2035-01-01T00:00:00.000Z" }],
});

/** The ways to every value of a row. */
function pathsOf(value: unknown, before: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [before];
  const inside = Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...before, key]));
  return before.length === 0 ? inside : [before, ...inside];
}
function withValue(row: unknown, [key = "", ...rest]: string[], value: unknown): unknown {
  const copy: unknown = Array.isArray(row) ? [...row] : { ...Object(row) };
  const inner = rest.length === 0 ? value : withValue(Reflect.get(Object(row), key), rest, value);
  Object.defineProperty(copy, key, { value: inner, enumerable: true });
  return copy;
}

const odd = fc.oneof(
  fc.constantFrom("x", "", "\0", "\ud800", "infinity", "2026-02-30", "0000-01-01", "9999-12-31"),
  fc.constantFrom(
    "9999-12-31T23:59:59-12:00",
    "+300000-01-01T00:00:00Z",
    "__proto__",
    randomUUID(),
  ),
  fc.constantFrom("FREQ=DAILY;COUNT=10000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
  fc.constantFrom(-1, 0, 1.5, 2_147_483_648, 9e15, 1e308, null, true, [], {}, [null]),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.json().map((text): unknown => JSON.parse(text)),
);
const rows = fc.array(fc.tuple(fc.constantFrom(...pathsOf(sound())), odd), {
  minLength: 10,
  maxLength: 30,
});

async function bring(user: TestUser, file: unknown): Promise<ImportResult> {
  const answer = await api.app.inject({
    method: "POST",
    url: "/api/v1/import",
    headers: { cookie: user.cookie, "content-type": "application/json" },
    payload: typeof file === "string" ? file : JSON.stringify(file),
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

test("of an export with any values at all every row comes in or is reported, and what came in comes out whole", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (changes) => {
      const tasks = changes.map(([path, value]) => withValue(sound(), path, value));
      const file = { format: "pakaura", version: 1, settings: {}, tags: [], filters: [], tasks };
      const result = await bring(api.ann, file);
      expect(result.created + result.skipped + result.failed).toBe(tasks.length);
      expect(JSON.stringify(result.errors)).not.toContain("cannot be stored");
    }),
    { numRuns: 15 },
  );
  expect((await api.ann.request("GET", "/tasks?per_page=100")).statusCode).toBe(200);
  const exported = await api.ann.request("GET", "/export");
  expect(exported.statusCode).toBe(200);
  const elsewhere = await bring(api.bob, exported.body);
  expect(elsewhere).toMatchObject({ created: elsewhere.total, failed: 0 });
});
