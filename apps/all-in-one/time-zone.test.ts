import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestSystem, type TestSystem } from "./test-system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

/** When the job of an open instance runs, which goes on with its series. */
async function nextDateJob(taskId: string): Promise<string | undefined> {
  const { rows } = await system.pool.query<{ run_at: Date }>(
    "select run_at from graphile_worker.jobs where key = $1",
    [`recurring-service/next-date-${taskId}`],
  );
  return rows[0]?.run_at.toISOString();
}

test("the next date of an open recurring task, and the reminder of one of a day, arrive in the time zone that a traveller has reached", async () => {
  const wait = { timeout: 30_000 };
  await system.patch("/me", { time_zone: "Europe/Berlin" });
  const { id } = await system.post("/tasks", {
    title: "Water the plants",
    due_date: "2030-01-07",
    recurrence: { pattern: "daily" },
    reminder_lead_minutes: 60,
  });
  await vi.waitFor(async () => {
    expect(await nextDateJob(id)).toBe("2030-01-07T23:00:00.000Z");
  }, wait);

  await system.patch("/me", { time_zone: "Asia/Tokyo" });
  await vi.waitFor(async () => {
    expect(await nextDateJob(id)).toBe("2030-01-07T15:00:00.000Z");
    const { rows } = await system.pool.query<{ remind_at: Date }>(
      "select remind_at from reminders where task_id = $1 and state = 'pending'",
      [id],
    );
    expect(rows.map((row) => row.remind_at.toISOString())).toEqual(["2030-01-06T23:00:00.000Z"]);
  }, wait);
});
