import { afterAll, beforeAll, expect, test } from "vitest";
import { prune } from "./prune.ts";
import { startTestApi, type TestApi } from "./testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test("a task can be restored for thirty days, and is gone after them", async () => {
  const ids: string[] = [];
  for (const title of ["Recent", "Old", "Live"]) {
    ids.push((await api.ann.request("POST", "/tasks", { title })).json().id);
  }
  const [recent, old, live] = ids;
  for (const id of [recent, old]) await api.ann.request("DELETE", `/tasks/${id}`);
  const age = "update tasks set deleted_at = now() - make_interval(days => $2) where id = $1";
  await api.pool.query(age, [recent, 29]);
  await api.pool.query(age, [old, 31]);
  await prune(api.pool);
  expect((await api.ann.request("POST", `/tasks/${recent}/restore`)).statusCode).toBe(200);
  expect((await api.ann.request("POST", `/tasks/${old}/restore`)).statusCode).toBe(404);
  expect((await api.ann.request("GET", `/tasks/${live}`)).statusCode).toBe(200);
});

test("an idempotency key is honoured for a day", async () => {
  const headers = { "idempotency-key": "daily" };
  const first = await api.ann.request("POST", "/tasks", { title: "One" }, headers);
  const age = "update idempotency_keys set created_at = now() - interval '25 hours'";
  await api.pool.query(age);
  const second = await api.ann.request("POST", "/tasks", { title: "Two" }, headers);
  expect(second.statusCode).toBe(201);
  expect(second.json().id).not.toBe(first.json().id);
  await api.pool.query(age);
  await prune(api.pool);
  const { rowCount } = await api.pool.query("select from idempotency_keys");
  expect(rowCount).toBe(0);
});

test("sessions that ended are forgotten, others stay", async () => {
  await api.pool.query(
    "update sessions set expires_at = now() - interval '1 minute' where user_id = $1",
    [api.bob.id],
  );
  await prune(api.pool);
  const { rows } = await api.pool.query("select user_id from sessions where user_id = any($1)", [
    [api.ann.id, api.bob.id],
  ]);
  expect(rows).toEqual([{ user_id: api.ann.id }]);
});

test("a network is known for ninety days after somebody signed in from there", async () => {
  const insert = `insert into known_networks (user_id, network, last_seen_at)
    values ($1, $2, now() - make_interval(days => $3))`;
  await api.pool.query(insert, [api.ann.id, "192.0.2.1", 89]);
  await api.pool.query(insert, [api.ann.id, "192.0.2.2", 91]);
  await prune(api.pool);
  const { rows } = await api.pool.query(
    "select network from known_networks where user_id = $1 and network like '192.0.2.%'",
    [api.ann.id],
  );
  expect(rows).toEqual([{ network: "192.0.2.1" }]);
});

test("events are kept for seven days, and for as long as a subscription has not handled them", async () => {
  const cy = await api.signUp("cy");
  await cy.request("POST", "/tasks/bulk", {
    operations: Array.from({ length: 4 }, (_, n) => ({ op: "create", body: { title: `${n}` } })),
  });
  const age =
    "update events set time = now() - make_interval(days => $3) where user_id = $1 and sequence <= $2";
  await api.pool.query(age, [cy.id, 3, 8]);
  const kept = async () => {
    await prune(api.pool);
    const { rows } = await api.pool.query<{ sequence: number }>(
      "select sequence from events where user_id = $1 order by sequence",
      [cy.id],
    );
    return rows.map(({ sequence }) => sequence);
  };
  const at = `insert into subscriptions (consumer_group, transaction_id, position)
    select $1, transaction_id, position from events where user_id = $2 and sequence = $3
    on conflict (consumer_group) do update
      set transaction_id = excluded.transaction_id, position = excluded.position`;
  await api.pool.query(at, ["fast", cy.id, 4]);
  await api.pool.query(at, ["slow", cy.id, 1]);
  expect(await kept()).toEqual([2, 3, 4]);
  await api.pool.query(at, ["slow", cy.id, 4]);
  expect(await kept()).toEqual([4]);
  expect((await cy.request("GET", "/events?after=1")).statusCode).toBe(410);
  expect((await cy.request("GET", "/events?after=3")).json().events).toHaveLength(1);
});

test("a task that somebody is changing is left, and holds nobody up", async () => {
  const ids: string[] = [];
  for (const title of ["Held", "Free"]) {
    const { id } = (await api.ann.request("POST", "/tasks", { title })).json();
    ids.push(id);
    await api.ann.request("DELETE", `/tasks/${id}`);
  }
  await api.pool.query(
    "update tasks set deleted_at = now() - interval '31 days' where id = any($1)",
    [ids],
  );
  const client = await api.pool.connect();
  await client.query("begin");
  await client.query("select from tasks where id = $1 for update", [ids[0]]);
  await prune(api.pool);
  await client.query("commit");
  client.release();
  const left = "select id from tasks where id = any($1)";
  expect((await api.pool.query(left, [ids])).rows).toEqual([{ id: ids[0] }]);
  await prune(api.pool);
  expect((await api.pool.query(left, [ids])).rows).toEqual([]);
});
