import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestSystem, type TestSystem } from "./test-system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const wait = { timeout: 30_000 };

test("with yesterday's pill not ticked, today's is made and reminded of in time, once", async () => {
  const lead = 10;
  const due = Date.now() + lead * minuteMs + 8_000;
  const { id } = await system.post("/tasks", {
    title: "Take the pill",
    due_date: new Date(due - dayMs).toISOString(),
    reminder_lead_minutes: lead,
    recurrence: { pattern: "daily" },
  });
  const fired = async () =>
    (
      await system.pool.query<{ due_date: string; is_late: boolean }>(
        `select data #>> '{payload,due_date}' as due_date,
           (data #>> '{payload,is_late}')::boolean as is_late
         from events where type = 'reminder.fired'`,
      )
    ).rows;
  await vi.waitFor(async () => {
    expect(await fired()).toEqual([{ due_date: new Date(due).toISOString(), is_late: false }]);
  }, wait);
  const { rows } = await system.pool.query(
    "select id from tasks where completed_at is null and deleted_at is null",
  );
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual({ id });
});
