import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestSystem, type TestSystem } from "./test-system.ts";

const patience = { timeout: 60_000, interval: 50 };
let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

const create = () =>
  system.post("/tasks", { title: "x", due_date: "2035-01-07", recurrence: { pattern: "daily" } });

async function lettersOf(service: string) {
  const { rows } = await system.pool.query<{ error: string; topic: string; subject: string }>(
    `select error, topic, event->>'subject' as subject from dead_letters where consumer_group = $1`,
    [service],
  );
  return rows;
}

/** Puts into the database what its checks would refuse, as a fault of another version might. */
async function spoil(statement: string, values: unknown[]): Promise<void> {
  await system.pool.query("alter table tasks drop constraint if exists tasks_occurrence_date");
  await system.pool.query(
    "alter table recurrence_rules drop constraint if exists recurrence_rules_starts_at",
  );
  await system.pool.query(
    "alter table recurrence_rules drop constraint if exists recurrence_rules_rrule",
  );
  await system.pool.query(statement, values);
}

const rules = "update recurrence_rules set";
const ofTask = "where id = (select recurrence_rule_id from tasks where id = $1)";

test.each([
  ["an occurrence that is no date", "update tasks set occurrence = 'x' where id = $1"],
  ["an empty occurrence", "update tasks set occurrence = '' where id = $1"],
  ["a start that is no date", `${rules} starts_at = 'x' ${ofTask}`],
  ["a rule that is none", `${rules} rrule = 'x' ${ofTask}`],
])("a series with %s is a dead letter, and everything else goes on", async (_what, statement) => {
  const [broken, sound] = [await create(), await create()];
  await spoil(statement, [broken.id]);
  await system.post(`/tasks/${broken.id}/complete`);
  await system.post(`/tasks/${sound.id}/complete`);
  await vi.waitFor(async () => {
    const { rowCount } = await system.pool.query(
      "select from tasks where recurrence_parent_id = $1",
      [sound.id],
    );
    expect(rowCount).toBe(1);
    const letter = (await lettersOf("recurring-service")).find(
      ({ subject }) => subject === broken.id,
    );
    expect(letter?.error).toContain(`The series of task ${broken.id} cannot be read`);
  }, patience);
  const ready = await system.internal.inject("/health/ready");
  expect(ready.statusCode).toBe(200);
  const changed = await system.patch(`/tasks/${broken.id}`, { title: "Stays" });
  expect(changed).toMatchObject({ title: "Stays", recurrence: { next_dates: [] } });
});

test("a new time zone moves every series but the one that cannot be read, and tells of that", async () => {
  const tasks = [await create(), await create(), await create()];
  await vi.waitFor(async () => {
    const names = tasks.map(({ id }) => `recurring-service/next-date-${id}`);
    const { rowCount } = await system.pool.query(
      "select from graphile_worker._private_jobs where key = any($1)",
      [names],
    );
    expect(rowCount).toBe(3);
  }, patience);
  const runAt = async () => {
    const { rows } = await system.pool.query<{ key: string; run_at: Date }>(
      "select key, run_at from graphile_worker._private_jobs where key like 'recurring-service/%'",
    );
    return new Map(rows.map((row) => [row.key, row.run_at.getTime()]));
  };
  const [first, broken, last] = tasks;
  const before = await runAt();
  await spoil("update tasks set occurrence = 'x' where id = $1", [broken?.id]);
  await system.patch("/me", { time_zone: "Pacific/Auckland" });
  await vi.waitFor(async () => {
    const after = await runAt();
    for (const task of [first, last]) {
      const key = `recurring-service/next-date-${task?.id}`;
      expect(after.get(key)).toBeLessThan(before.get(key) ?? 0);
    }
    const [letter] = (await lettersOf("api")).filter(({ topic }) => topic === "jobs");
    expect(letter?.error).toContain("cannot be read");
  }, patience);
});
