import { taskPageSchema, type TaskPage } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { filterLimits } from "@pakaura/domain/filter/filter";
import { limits } from "@pakaura/contract/task";
import { matchFilter } from "@pakaura/domain/filter/match-filter";
import { parseFilter } from "@pakaura/domain/filter/parse-filter";
import { printFilter } from "@pakaura/domain/filter/print-filter";
import { randomFilter } from "@pakaura/domain/filter/random-filter.case";
import { resolveFilter } from "@pakaura/domain/filter/resolve-filter";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SqlValues } from "../http/sql-values.ts";
import { startTestApi, type TestApi } from "../testing.ts";
import { filterCondition } from "./filter-condition.ts";

let api: TestApi;
const tasks: Task[] = [];
const timeZone = "America/New_York";
const texts = ["Buy milk", "milk buy", "50% off", "a_b", "Crème brûlée", "C:\\temp", "the «end»"];
const tags = ["home", "work", "größe"];

function taskBody(index: number): object {
  const day = Temporal.PlainDate.from("2026-11-26").add({ days: ((index * 7) % 60) - 25 });
  const hour = String(index % 24).padStart(2, "0");
  const dues = [
    null,
    day.toString(),
    `${day.toString()}T${hour}:00:00Z`,
    `${day.toString()}T05:00:00Z`,
  ];
  return {
    title: `${texts[index % texts.length]} ${index}`,
    notes: index % 4 === 0 ? (texts[(index * 3) % texts.length] ?? "") : "",
    priority: ["none", "low", "medium", "high", "urgent"][index % 5],
    tags: tags.filter((_, place) => (index >> place) % 2 === 1),
    due_date: dues[index % dues.length],
    ...(index % 9 === 1 ? { recurrence: { pattern: "weekly" } } : {}),
  };
}

beforeAll(async () => {
  api = await startTestApi();
  await api.ann.request("PATCH", "/me", { time_zone: timeZone, week_start: "sunday" });
  const operations = Array.from({ length: 180 }, (_, index) => ({
    op: "create",
    body: taskBody(index),
  }));
  const made = await api.ann.request("POST", "/tasks/bulk", { operations });
  expect(made.statusCode, made.body).toBe(200);
  const { items } = made.json<TaskPage>();
  const done = items.filter((_, index) => index % 6 === 1);
  await api.ann.request("POST", "/tasks/bulk", {
    operations: done.map(({ id }) => ({ op: "complete", id })),
  });
  const stopped = items.find((task) => task.recurrence !== null && !done.includes(task));
  await api.ann.request("DELETE", `/tasks/${stopped?.id}/recurrence`);
  // Created, changed and completed over weeks.
  await api.pool.query(
    `update tasks set created_at = '2026-11-26T05:00:00Z'::timestamptz - (n % 40) * interval '13 hours',
       updated_at = '2026-11-26T05:00:00Z'::timestamptz - (n % 30) * interval '7 hours',
       completed_at = case when completed_at is null then null
         else '2026-11-26T05:00:00Z'::timestamptz - (n % 20) * interval '11 hours' end
     from (select id, row_number() over (order by id) as n from tasks) numbered
     where numbered.id = tasks.id`,
  );
  for (let page = 1; page <= 2; page += 1) {
    const answer = await api.ann.request("GET", `/tasks?per_page=100&page=${page}`);
    tasks.push(...taskPageSchema.parse(answer.json()).items);
  }
});
afterAll(() => api.close());

test("the parser and the contract agree on how long a query may be", () => {
  expect(filterLimits.length).toBe(limits.filterQueryLength);
});

test("the database takes the tasks that the evaluator takes, whatever the filter", async () => {
  expect(tasks).toHaveLength(180);
  const starts = ["2026-11-26T04:59:59.999Z", "2026-11-26T05:00:00Z", "2026-03-08T07:30:00Z"];
  await fc.assert(
    fc.asyncProperty(
      randomFilter(tags, texts),
      fc.constantFrom(...starts),
      async (filter, start) => {
        const context = { now: Date.parse(start), timeZone, weekStart: "sunday" as const };
        const matches = matchFilter(filter, context);
        const expected = tasks.filter(matches).map(({ id }) => id);
        const values = new SqlValues();
        const condition = filterCondition(resolveFilter(filter, context), values);
        const { rows } = await api.pool.query<{ id: string; is_taken: boolean | null }>(
          `select t.id, ${condition} as is_taken from tasks t`,
          values.list,
        );
        expect(rows.every((row) => row.is_taken !== null)).toBe(true);
        const taken = rows.filter((row) => row.is_taken).map((row) => row.id);
        expect(taken.sort(), printFilter(filter)).toEqual(expected.sort());
      },
    ),
    { numRuns: 300 },
  );
});

async function list(query: string) {
  return api.ann.request("GET", `/tasks?${new URLSearchParams(query).toString()}`);
}

test.each(["#home & -!low", "overdue | no date", '"milk"', "due: this week", "recurring"])(
  "GET /tasks lists and counts %s, beside the other filters",
  async (filter) => {
    const parsed = parseFilter(filter);
    if (!("filter" in parsed)) throw new Error(filter);
    const context = { now: Date.now(), timeZone, weekStart: "sunday" as const };
    const matches = matchFilter(parsed.filter, context);
    for (const completed of [true, false]) {
      const expected = tasks.filter((task) => task.completed === completed && matches(task));
      const query = new URLSearchParams({ filter, completed: `${completed}`, per_page: "100" });
      const page = taskPageSchema.parse((await list(query.toString())).json());
      expect(page.total).toBe(expected.length);
      expect(page.items.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    }
  },
);

test("a query that is none is refused with its place, and a cursor belongs to its filter", async () => {
  const wrong = await list("filter=today %26");
  expect(wrong.statusCode).toBe(422);
  expect(wrong.json()).toMatchObject({
    code: "validation_failed",
    errors: [{ field: "filter", code: "expected" }],
  });
  const first = await list("filter=open&per_page=5");
  const cursor = encodeURIComponent(first.json().next_cursor);
  expect((await list(`filter=open&per_page=5&cursor=${cursor}`)).statusCode).toBe(200);
  expect((await list(`filter=-completed&per_page=5&cursor=${cursor}`)).statusCode).toBe(422);
});
