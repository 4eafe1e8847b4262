import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { patiently } from "./connection.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertUser } from "./test-fixtures.ts";

type Plan = { "Node Type": string; "Index Name"?: string; Plans?: Plan[] };

let database: TestDatabase;
let user: string;

beforeAll(async () => {
  database = await createTestDatabase();
  user = await insertUser(database.pool);
  await insertTasks(user, 15_000);
  for (let other = 0; other < 5; other++) await insertTasks(await insertUser(database.pool), 1_000);
  await database.pool.query(patiently("vacuum analyze tasks"));
});
afterAll(() => database.drop());

/** Years of use: most are completed, half have a due date, and a few words and tags are rare. */
async function insertTasks(owner: string, count: number): Promise<void> {
  await database.pool.query(
    patiently(
      `insert into tasks (id, user_id, title, search_text, completed_at, due_at, priority, tags, created_at, updated_at, deleted_at)
     select gen_random_uuid(), $1, 'Task ' || md5(n::text), ' task ' || md5(n::text) || case when n % 5000 = 7 then ' zebra qi' else '' end,
            case when n % 20 > 0 then now() end,
            case when n % 2 = 0 then now() - make_interval(hours => n) + interval '20 days' end,
            case when n % 500 = 0 then 4 else n % 3 end,
            case when n % 700 = 0 then array['rare'] when n % 2 = 0 then array['home', 'work'] else '{}' end,
            now() - make_interval(mins => n), now(), case when n % 50 = 49 then now() end
     from generate_series(1, $2::int) n`,
      [owner, count],
    ),
  );
}

async function planOf(query: string, values: unknown[] = [], columns = "*"): Promise<Plan[]> {
  const { rows } = await database.pool.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
    `explain (format json) select ${columns} from tasks where user_id = $1 and ${query}`,
    [user, ...values],
  );
  const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)];
  return rows.flatMap((row) => flatten(row["QUERY PLAN"][0].Plan));
}

const someId = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44";
const added = "coalesce(series_added_at, created_at)";
const ascendingDue = "coalesce(due_at, 'infinity'::timestamptz)";
const descendingDue = "coalesce(due_at, '-infinity'::timestamptz)";
const live = "deleted_at is null";

describe("a list is read in order from an index, without sorting", () => {
  it.each([
    ["tasks_added", added, "asc", "2026-01-01"],
    ["tasks_added", added, "desc", "2026-01-01"],
    ["tasks_priority", "priority", "asc", 2],
    ["tasks_priority", "priority", "desc", 2],
    ["tasks_title", "title collate title_order", "asc", "Task 7"],
    ["tasks_title", "title collate title_order", "desc", "Task 7"],
    ["tasks_due", ascendingDue, "asc", "2026-01-01"],
    ["tasks_due", ascendingDue, "asc", "infinity"],
    ["tasks_due_descending", descendingDue, "desc", "2026-01-01"],
    ["tasks_due_descending", descendingDue, "desc", "-infinity"],
  ])("%s by %s %s after %s", async (index, key, direction, last) => {
    const order = `order by ${key} ${direction}, id ${direction} limit 20`;
    const first = await planOf(`${live} ${order}`);
    const sign = direction === "asc" ? ">" : "<";
    const next = await planOf(`${live} and (${key}, id) ${sign} ($2, $3) ${order}`, [last, someId]);
    for (const plan of [first, next]) {
      expect(plan.map((node) => node["Node Type"])).toEqual(["Limit", "Index Scan"]);
      expect(plan[1]?.["Index Name"]).toBe(index);
    }
  });

  it.each(["asc", "desc"])("pages that are skipped, by the index alone, %s", async (direction) => {
    const order = `order by ${added} ${direction}, id ${direction}`;
    const plan = await planOf(`${live} ${order} limit 20 offset 4000`, [], "id");
    expect(plan.map((node) => node["Node Type"])).toEqual(["Limit", "Index Only Scan"]);
  });

  it("the trash, newest first", async () => {
    const plan = await planOf("deleted_at is not null order by deleted_at desc, id desc limit 20");
    expect(plan.map((node) => node["Index Name"] ?? node["Node Type"])).toEqual([
      "Limit",
      "tasks_trash",
    ]);
  });
});

describe("a filter never reads the whole table", () => {
  it.each<[name: string, index: string, condition: string, values: unknown[]]>([
    ["overdue", "tasks_open", "completed_at is null and due_at < $2", [new Date()]],
    [
      "due today and open",
      "tasks_open",
      "completed_at is null and due_at >= $2 and due_at <= $3",
      ["2026-11-23", "2026-11-24"],
    ],
    ["open", "tasks_open", "completed_at is null", []],
    [
      "a due range",
      "tasks_due",
      `${ascendingDue} >= $2 and ${ascendingDue} <= $3`,
      ["2026-11-23", "2026-11-24"],
    ],
    ["a rare priority", "tasks_priority", "priority = any($2)", [[4]]],
    ["a rare tag", "tasks_search", "tags && $2", [["rare"]]],
    ["a rare word", "tasks_search", "search_text like $2", ["%zebra%"]],
    ["a short word", "tasks_search", "search_text like $2", ["% qi%"]],
    [
      "two words",
      "tasks_search",
      "search_text like $2 and search_text like $3",
      ["%task%", "%zebra%"],
    ],
    [
      "a word within a tag",
      "tasks_search",
      "search_text like $2 and tags && $3",
      ["%zebra%", ["home"]],
    ],
  ])("%s reads %s", async (_name, index, condition, values) => {
    const all = await planOf(`${live} and ${condition}`, values);
    const page = await planOf(
      `${live} and ${condition} order by ${added} desc, id desc limit 20`,
      values,
    );
    expect(all.map((node) => node["Index Name"])).toContain(index);
    for (const plan of [all, page]) {
      expect(plan.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    }
  });
});

it("orders titles as the language does, whatever their case", async () => {
  const { rows } = await database.pool.query<{ title: string }>(
    "select title from unnest(array['b', 'Éa', 'A', 'é', 'a', 'Z', 'f']) title order by title collate title_order",
  );
  expect(rows.map((row) => row.title.toLowerCase())).toEqual(["a", "a", "b", "é", "éa", "f", "z"]);
});

it("changes what no index holds without writing any index (HOT)", async () => {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    const { rows: before } = await client.query(
      "select pg_stat_get_xact_tuples_hot_updated('tasks'::regclass) as hot",
    );
    await client.query(
      `update tasks set notes = 'x', version = version + 1, updated_at = now()
       where id = (select id from tasks where user_id = $1 order by ctid desc limit 1)`,
      [user],
    );
    const { rows: after } = await client.query(
      "select pg_stat_get_xact_tuples_hot_updated('tasks'::regclass) as hot",
    );
    expect(after[0].hot - before[0].hot).toBe(1);
  } finally {
    await client.query("rollback");
    client.release();
  }
});
