import { randomUUID } from "node:crypto";
import { activityPageSchema } from "@pakaura/contract/http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
const milk = randomUUID();
const entries = [
  ["task.created", "user", milk, "Buy milk", "Task created: Buy milk", "2026-11-11T22:59:59.999Z"],
  ["task.updated", "user", milk, "Buy milk", "Tags: 100% _new_", "2026-11-11T23:00:00.000Z"],
  [
    "task.completed",
    "user",
    milk,
    "Buy milk",
    "Task completed: Buy milk",
    "2026-11-12T22:59:59.999Z",
  ],
  ["reminder.fired", "system", randomUUID(), "=1+1", "=1+1", "2026-11-12T23:00:00.000Z"],
] as const;

beforeAll(async () => {
  api = await startTestApi();
  await api.ann.request("PATCH", "/me", { time_zone: "Europe/Berlin" });
  for (const [index, [action, actor, taskId, title, sentence, time]] of entries.entries()) {
    await api.pool.query(
      `insert into activity_log (id, user_id, time, action, actor, task_id, task_title, changes,
         sentence, event_id, sequence, correlation_id)
       values ($1, $2, $3, $4, $5, $6, $7, '{}', $8, $9, $10, 'c')`,
      [
        randomUUID(),
        api.ann.id,
        time,
        action,
        actor,
        taskId,
        title,
        sentence,
        randomUUID(),
        index + 1,
      ],
    );
  }
});
afterAll(() => api.close());

async function sequences(query: string, path = "/activity") {
  const answer = await api.ann.request("GET", `${path}?${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  const page = activityPageSchema.parse(answer.json());
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ sequence }) => sequence);
}

test.each([
  ["from=2026-11-12&to=2026-11-12", [3, 2]],
  ["to=2026-11-11T22:59:59.999Z", [1]],
  ["action=task.created&action=task.completed", [3, 1]],
  ["actor=system", [4]],
  [`task=${milk}&actor=user`, [3, 2, 1]],
  ["text=MILK%20created", [1]],
  ["text=100%25", [2]],
  ["text=%25", [2]],
  ["text=_n", [2]],
  ["text=%5C", []],
] as const)("the log is narrowed down by %s", async (query, expected) => {
  expect(await sequences(query)).toEqual(expected);
});

test("the log of one task takes the same filters, and is empty rather than missing", async () => {
  const path = `/tasks/${milk}/activity`;
  expect(await sequences("actor=user&from=2026-11-12", path)).toEqual([3, 2]);
  expect(await sequences("actor=system", path)).toEqual([]);
});

test.each(["actor=me", "from=yesterday", "from=2026-02-30", "task=x", "colour=red"])(
  "%s is refused",
  async (query) => {
    for (const path of ["/activity", "/activity/export"]) {
      expect((await api.ann.request("GET", `${path}?${query}`)).statusCode).toBe(422);
    }
  },
);

test("a cursor of other filters is refused", async () => {
  const first = await api.ann.request("GET", "/activity?actor=user&per_page=1");
  const { next_cursor: cursor } = first.json();
  const next = await api.ann.request("GET", `/activity?actor=user&per_page=1&cursor=${cursor}`);
  expect(next.json().items).toMatchObject([{ sequence: 2 }]);
  expect((await api.ann.request("GET", `/activity?cursor=${cursor}`)).statusCode).toBe(422);
});

test("the log is exported as JSON and as CSV, in which nothing is a formula", async () => {
  const json = await api.ann.request("GET", "/activity/export?actor=system");
  expect(json.headers["content-disposition"]).toContain("pakaura-activity.json");
  expect(json.json()).toMatchObject([{ sequence: 4, task_title: "=1+1" }]);
  const csv = await api.ann.request("GET", "/activity/export?format=csv");
  expect(csv.headers["content-type"]).toContain("text/csv");
  const lines = csv.body.trim().split("\r\n");
  expect(lines).toHaveLength(5);
  expect(lines[1]).toMatch(/^2026-11-12T23:00:00.000Z,"'=1\+1",reminder.fired,system,,"'=1\+1",/);
  expect((await api.bob.request("GET", "/activity/export")).json()).toEqual([]);
});

test("a long log is exported whole", async () => {
  const cy = await api.signUp("cy");
  await api.pool.query(
    `insert into activity_log (id, user_id, time, action, actor, task_id, task_title, changes,
       sentence, event_id, sequence, correlation_id)
     select gen_random_uuid(), $1, now(), 'task.updated', 'user', gen_random_uuid(), 'x', '{}', 'x',
       gen_random_uuid(), n, 'c' from generate_series(1, 2500) n`,
    [cy.id],
  );
  const exported: { sequence: number }[] = (await cy.request("GET", "/activity/export")).json();
  expect(exported.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 2_500 }, (_, index) => 2_500 - index),
  );
});
