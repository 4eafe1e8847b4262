import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SMTP_URL: "smtp://127.0.0.1:1", PUBLIC_URL: "http://localhost" });
});
afterAll(() => api.close());

const url = "https://hooks.example.org/secret-path";

test("a webhook is added, shown without its secrets, turned off, and removed", async () => {
  const created = await api.ann.request("POST", "/channels", { kind: "webhook", url });
  expect(created.statusCode).toBe(201);
  const { secret, ...channel } = created.json();
  expect(secret).toMatch(/^whsec_.{40,}$/);
  expect(channel).toMatchObject({
    kind: "webhook",
    name: "Webhook",
    target: "hooks.example.org",
    enabled: true,
    last_error: null,
  });
  const list = await api.ann.request("GET", "/channels");
  expect(list.json().items).toContainEqual(channel);
  expect(list.body).not.toContain("secret");

  const path = `/channels/${channel.id}`;
  const off = await api.ann.request("PATCH", path, { enabled: false, name: "Home" });
  expect(off.json()).toMatchObject({ enabled: false, name: "Home" });
  expect((await api.ann.request("POST", `${path}/test`)).statusCode).toBe(200);
  expect((await api.ann.request("DELETE", path)).statusCode).toBe(204);
  expect((await api.ann.request("DELETE", path)).statusCode).toBe(404);
});

test("e-mail goes to the address of the account, and to no other", async () => {
  const created = await api.ann.request("POST", "/channels", { kind: "email" });
  expect(created.json()).toMatchObject({ target: api.ann.email });
  const odd = await api.ann.request("POST", "/channels", {
    kind: "email",
    address: "x@example.org",
  });
  expect(odd.statusCode).toBe(422);
});

test("a browser's subscription is added with the key of this installation", async () => {
  const options = (await api.ann.request("GET", "/channels/options")).json();
  expect(options).toEqual({ email: true, web_push_key: expect.stringMatching(/^[\w-]{87}$/) });
  expect((await api.ann.request("GET", "/channels/options")).json()).toEqual(options);
  const keys = { p256dh: "B".repeat(87), auth: "a".repeat(22) };
  const body = { kind: "web_push", endpoint: "https://push.example.org/1", keys };
  expect((await api.ann.request("POST", "/channels", body)).statusCode).toBe(201);
});

test.each([
  [{ kind: "webhook" }],
  [{ kind: "webhook", url: "ftp://example.org" }],
  [{ kind: "webhook", url: "http://127.0.0.1:3001/metrics" }],
  [{ kind: "webhook", url: "http://169.254.169.254/latest/meta-data" }],
  [{ kind: "webhook", url: "http://[::ffff:10.0.0.1]/" }],
  [
    {
      kind: "web_push",
      endpoint: "http://localhost/",
      keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) },
    },
  ],
  [{ kind: "pigeon" }],
])("%j is refused", async (body) => {
  const answer = await api.ann.request("POST", "/channels", body);
  expect(answer.statusCode).toBe(422);
});

test("channels are their user's alone, and at most ten", async () => {
  const { id } = (await api.ann.request("POST", "/channels", { kind: "webhook", url })).json();
  for (const [method, path, body] of [
    ["PATCH", `/channels/${id}`, { enabled: false }],
    ["DELETE", `/channels/${id}`, undefined],
    ["POST", `/channels/${id}/test`, undefined],
  ] as const) {
    expect((await api.bob.request(method, path, body)).statusCode).toBe(404);
    expect((await api.bob.request(method, path, body, { cookie: "" })).statusCode).toBe(401);
  }
  expect((await api.bob.request("GET", "/channels")).json().items).toEqual([]);
  expect((await api.bob.request("GET", "/channels", undefined, { cookie: "" })).statusCode).toBe(
    401,
  );
  expect((await api.ann.request("PATCH", `/channels/${id}`, { url })).statusCode).toBe(422);

  const cleo = await api.signUp("cleo");
  for (let count = 0; count < 10; count += 1) {
    await cleo.request("POST", "/channels", { kind: "webhook", url });
  }
  const more = await cleo.request("POST", "/channels", { kind: "webhook", url });
  expect(more.statusCode).toBe(409);
});

test("many channels at once are no more than ten", async () => {
  const zed = await api.signUp("zed");
  const add = () => zed.request("POST", "/channels", { kind: "webhook", url });
  const answers = await Promise.all(Array.from({ length: 20 }, add));
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(10);
  expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(10);
});
