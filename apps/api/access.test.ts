import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./testing.ts";

let api: TestApi;
let taskId = "";
let tokenId = "";
let filterId = "";
const unknownId = "0199f0a4-3c1e-7b6a-9a57-000000000000";

beforeAll(async () => {
  api = await startTestApi();
  const task = await api.ann.request("POST", "/tasks", { title: "Ann's", tags: ["anns"] });
  taskId = task.json().id;
  const filter = await api.ann.request("POST", "/filters", { name: "Ann's", query: "today" });
  filterId = filter.json().id;
  tokenId = (await api.ann.request("POST", "/tokens", { name: "Ann's" })).json().id;
});
afterAll(() => api.close());

const routes: [method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object][] = [
  ["GET", "/tasks"],
  ["POST", "/tasks", { title: "x" }],
  ["POST", "/tasks/bulk", { operations: [{ op: "create", body: { title: "x" } }] }],
  ["GET", "/tasks/:id"],
  ["PATCH", "/tasks/:id", { title: "x" }],
  ["DELETE", "/tasks/:id"],
  ["POST", "/tasks/:id/complete"],
  ["POST", "/tasks/:id/uncomplete"],
  ["POST", "/tasks/:id/restore"],
  ["DELETE", "/tasks/:id/recurrence"],
  ["GET", "/tasks/:id/activity"],
  ["GET", "/tags"],
  ["PATCH", "/tags/anns", { name: "x" }],
  ["DELETE", "/tags/anns"],
  ["GET", "/activity"],
  ["GET", "/activity/export"],
  ["POST", "/activity/:id/undo"],
  ["GET", "/events"],
  ["GET", "/snapshot"],
  ["GET", "/filters"],
  ["POST", "/filters", { name: "x", query: "today" }],
  ["PATCH", "/filters/:id", { name: "x" }],
  ["DELETE", "/filters/:id"],
  ["GET", "/tokens"],
  ["POST", "/tokens", { name: "x" }],
  ["DELETE", "/tokens/:id"],
  ["GET", "/me"],
  ["PATCH", "/me", { name: "x" }],
];
const ofSomebody = routes.filter(([, path]) => path.includes(":id") || path.endsWith("/anns"));

describe("every route", () => {
  test.each(routes)("%s %s without a session answers 401", async (method, path, body) => {
    const url = `/api/v1${path.replace(":id", taskId)}`;
    for (const headers of [
      {},
      { authorization: "Bearer pak_nonsense" },
      { cookie: "pakaura.session_token=x.y" },
    ]) {
      const answer = await api.app.inject({
        method,
        url,
        headers,
        ...(body ? { payload: body } : {}),
      });
      expect(answer.statusCode).toBe(401);
      expect(answer.json().code).toBe("unauthenticated");
    }
  });

  test.each(ofSomebody)("%s %s of somebody else answers 404", async (method, path, body) => {
    const others = path.startsWith("/filters") ? filterId : taskId;
    const id = path.startsWith("/tokens") ? tokenId : others;
    const answer = await api.bob.request(method, path.replace(":id", id), body);
    expect(answer.statusCode).toBe(404);
    expect(answer.json().code).toBe("not_found");
  });

  test.each(ofSomebody.filter(([, path]) => path.includes(":id")))(
    "%s %s of an unknown or a malformed id answers 404",
    async (method, path, body) => {
      for (const id of [unknownId, "nonsense", "%20", "..%2f"]) {
        const answer = await api.ann.request(method, path.replace(":id", id), body);
        expect(answer.statusCode, id).toBe(404);
      }
    },
  );

  test("touches nothing of others", async () => {
    const task = await api.ann.request("GET", `/tasks/${taskId}`);
    expect(task.json()).toMatchObject({ title: "Ann's", version: 1, tags: ["anns"] });
    expect((await api.bob.request("GET", "/tasks")).json().total).toBe(0);
    const bulk = await api.bob.request("POST", "/tasks/bulk", {
      operations: [{ op: "delete", id: taskId }],
    });
    expect(bulk.statusCode).toBe(404);
  });
});

describe("addresses", () => {
  test("that are unknown answer 404, wrong methods 405 with Allow", async () => {
    expect((await api.ann.request("GET", "/nothing")).statusCode).toBe(404);
    const wrong = await api.ann.request("PUT", `/tasks/${taskId}`);
    expect(wrong.statusCode).toBe(405);
    expect(wrong.headers.allow).toContain("PATCH");
    expect((await api.ann.request("HEAD", `/tasks/${taskId}`)).statusCode).toBe(200);
  });

  test("take JSON bodies only, of 1 MB at most", async () => {
    const headers = { "content-type": "text/plain" };
    expect((await api.ann.request("POST", "/tasks", "x", headers)).statusCode).toBe(415);
    const large = { title: "x", notes: "x".repeat(1_100_000) };
    expect((await api.ann.request("POST", "/tasks", large)).statusCode).toBe(413);
    const broken = await api.app.inject({
      method: "POST",
      url: "/api/v1/tasks",
      headers: { cookie: api.ann.cookie, "content-type": "application/json" },
      payload: "{",
    });
    expect(broken.statusCode).toBe(400);
    expect(broken.json().code).toBe("invalid_json");
  });
});

describe("limits", () => {
  test("of requests per user answer 429 with the seconds to wait", async () => {
    const limited = await startTestApi({ RATE_LIMIT_REQUESTS_PER_MINUTE: "3" });
    try {
      const statuses = [];
      for (let tries = 0; tries < 4; tries += 1) {
        statuses.push((await limited.ann.request("GET", "/me")).statusCode);
      }
      expect(statuses).toEqual([200, 200, 200, 429]);
      const refused = await limited.ann.request("GET", "/me");
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
      expect((await limited.bob.request("GET", "/me")).statusCode).toBe(200);
    } finally {
      await limited.close();
    }
  });
});
