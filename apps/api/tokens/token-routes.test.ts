import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function create(body: object) {
  const answer = await api.ann.request("POST", "/tokens", body);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json();
}

function use(token: string, method: "GET" | "POST", path: string, payload?: object) {
  const headers = { authorization: `Bearer ${token}` };
  return api.app.inject({
    method,
    url: `/api/v1${path}`,
    headers,
    ...(payload ? { payload } : {}),
  });
}

test("a token is shown once, and works as its user until it is revoked", async () => {
  const created = await create({ name: "laptop script" });
  expect(created).toMatchObject({ name: "laptop script", scope: "write", expires_at: null });
  expect(created.token).toMatch(/^pak_/);
  expect((await use(created.token, "GET", "/me")).json().id).toBe(api.ann.id);
  const list = await api.ann.request("GET", "/tokens");
  expect(list.json().items[0]).toMatchObject({ id: created.id, name: "laptop script" });
  expect(list.body).not.toContain(created.token);
  await expect
    .poll(async () => (await api.ann.request("GET", "/tokens")).json().items[0].last_used_at)
    .not.toBeNull();
  expect((await api.ann.request("DELETE", `/tokens/${created.id}`)).statusCode).toBe(204);
  await expect.poll(async () => (await use(created.token, "GET", "/me")).statusCode).toBe(401);
  expect((await api.ann.request("DELETE", `/tokens/${created.id}`)).statusCode).toBe(404);
});

test("what a token does is told as the token's doing", async () => {
  const { token } = await create({ name: "script" });
  await use(token, "POST", "/tasks", { title: "By script" });
  const { events } = (await api.ann.request("GET", "/events")).json();
  expect(events.at(-1).data.payload).toMatchObject({
    actor: "user",
    actor_detail: "token: script",
  });
});

test("a token that may read cannot write, nor make a token that may", async () => {
  const { token } = await create({ name: "reader", scope: "read" });
  expect((await use(token, "GET", "/tasks")).statusCode).toBe(200);
  const write = await use(token, "POST", "/tasks", { title: "x" });
  expect(write.statusCode).toBe(403);
  expect(write.json().code).toBe("forbidden");
  expect((await use(token, "POST", "/tokens", { name: "x" })).statusCode).toBe(403);
});

test("a feed token opens nothing but the feed, and is named so", async () => {
  const created = await create({ name: "calendar", scope: "feed" });
  expect(created.scope).toBe("feed");
  for (const path of ["/me", "/tasks", "/tokens", "/export", "/events", "/snapshot"]) {
    expect((await use(created.token, "GET", path)).statusCode, path).toBe(401);
  }
  expect((await use(created.token, "POST", "/tasks", { title: "x" })).statusCode).toBe(401);
  const feed = await api.app.inject({ url: `/api/v1/feed.ics?token=${created.token}` });
  expect(feed.statusCode, feed.body).toBe(200);
  const [listed] = (await api.ann.request("GET", "/tokens")).json().items;
  expect(listed).toMatchObject({ id: created.id, scope: "feed" });
  await api.ann.request("DELETE", `/tokens/${created.id}`);
  const revoked = () => api.app.inject({ url: `/api/v1/feed.ics?token=${created.token}` });
  await expect.poll(async () => (await revoked()).statusCode).toBe(401);
});

test("nobody has more than 50 tokens, however many are asked for at once", async () => {
  const user = await api.signUp("collector");
  await create({ name: "of somebody else" });
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, at) => user.request("POST", "/tokens", { name: `t${at}` })),
  );
  const made = answers.filter(({ statusCode }) => statusCode === 201);
  const refused = answers.filter(({ statusCode }) => statusCode === 409);
  expect([made.length, refused.length]).toEqual([50, 10]);
  expect(refused[0]?.json()).toMatchObject({ code: "conflict" });
  expect(refused[0]?.json().detail).toContain("50 access tokens");

  await api.pool.query("update tokens set expires_at = now() where id = $1", [made[0]?.json().id]);
  expect((await user.request("POST", "/tokens", { name: "in its place" })).statusCode).toBe(201);
  expect((await user.request("DELETE", "/tokens")).json()).toEqual({ revoked: 51 });
  expect((await user.request("GET", "/tokens")).json().items).toEqual([]);
  const kept = await api.pool.query("select from tokens where user_id = $1", [api.ann.id]);
  expect(kept.rowCount).toBeGreaterThan(0);
});

test("a token ends when its days are over", async () => {
  const created = await create({ name: "short", expires_in_days: 1 });
  expect(Date.parse(created.expires_at) - Date.now()).toBeGreaterThan(86_000_000);
  await api.pool.query("update tokens set expires_at = now() where id = $1", [created.id]);
  expect((await use(created.token, "GET", "/me")).statusCode).toBe(401);
});

test.each([
  {},
  { name: "" },
  { name: "\ud800" },
  { name: "a\0" },
  { name: "x", scope: "admin" },
  { name: "x", expires_in_days: 0 },
])("%j is refused", async (body) => {
  expect((await api.ann.request("POST", "/tokens", body)).statusCode).toBe(422);
});
