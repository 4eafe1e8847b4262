import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { afterEach, beforeEach, expect, test } from "vitest";
import { operatorRoutes } from "./operator-routes.ts";

const log = createLogger("test", "silent");
let database: TestDatabase;
let id: string;
let taken: string[];
let isRefusing: boolean;

beforeEach(async () => {
  database = await createTestDatabase();
  id = randomUUID();
  taken = [];
  isRefusing = false;
  await database.pool.query(
    `insert into dead_letters (id, consumer_group, event_id, topic, event, error, tries)
     values ($1, 'reader', $2, 'task-events', $3, 'HTTP 500: broken', 6)`,
    [id, randomUUID(), JSON.stringify({ type: "task.created", name: "first" })],
  );
});
afterEach(() => database.drop());

async function startOperators() {
  const { pool, url } = database;
  const platform = createEmbeddedPlatform({ pool, url, log, secrets: {} });
  const reader = createApp({ log, name: "reader" });
  reader.post<{ Body: { name: string } }>("/events", async (request, reply) => {
    if (isRefusing) return reply.code(422).send("still broken");
    taken.push(request.body.name);
    return reply.code(204).send();
  });
  platform.attach(
    { name: "reader", subscriptions: [{ topic: "task-events", route: "/events" }] },
    reader,
  );
  await reader.ready();
  const app = createApp({ log, name: "internal" });
  const restore = () => Promise.resolve();
  await operatorRoutes(app, { pool, platform, token: "right", restore });
  const ask = (method: "GET" | "POST" | "DELETE", path: string, token = "right") =>
    app.inject({
      method,
      url: `/operators/dead-letters${path}`,
      headers: { authorization: `Bearer ${token}` },
    });
  return { ask, platform };
}

test("an entry says service, event, error and tries", async () => {
  const { ask, platform } = await startOperators();
  const entry = {
    id,
    service: "reader",
    type: "task.created",
    error: "HTTP 500: broken",
    tries: 6,
  };
  expect((await ask("GET", "")).json().items).toEqual([expect.objectContaining(entry)]);
  expect((await ask("GET", `/${id}`)).json()).toMatchObject({ ...entry, event: { name: "first" } });
  expect(await platform.deadLetterCounts()).toEqual(new Map([["reader", 1]]));
});

test("a replayed event reaches its service and is no dead letter any more", async () => {
  const { ask } = await startOperators();
  expect((await ask("POST", `/${id}/replay`)).json()).toEqual({ error: null });
  expect(taken).toEqual(["first"]);
  expect((await ask("POST", `/${id}/replay`)).statusCode).toBe(404);
  expect(taken).toEqual(["first"]);
});

test("an event that is refused again stays, with the new error", async () => {
  const { ask } = await startOperators();
  isRefusing = true;
  expect((await ask("POST", `/${id}/replay`)).json().error).toContain("still broken");
  expect((await ask("GET", `/${id}`)).json()).toMatchObject({ tries: 7 });
});

test("a discarded event is gone", async () => {
  const { ask } = await startOperators();
  expect((await ask("DELETE", `/${id}`)).statusCode).toBe(204);
  expect((await ask("DELETE", `/${id}`)).statusCode).toBe(404);
  expect(taken).toEqual([]);
});

test("nobody gets in without the token, and an id that is none is refused", async () => {
  const { ask } = await startOperators();
  expect((await ask("GET", "", "wrong")).statusCode).toBe(401);
  expect((await ask("DELETE", `/${id}`, "wrong")).statusCode).toBe(401);
  expect((await ask("GET", "/nonsense")).statusCode).toBe(422);
});
