import { Writable } from "node:stream";
import { createAuthenticator } from "@pakaura/accounts/authenticate";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { apiConfigSchema } from "../config.ts";
import { testSecret } from "../testing.ts";
import { authRoutes } from "./auth-routes.ts";

const email = "ann@example.test";
const password = "a phrase that nobody knows";
let database: TestDatabase;
let app: FastifyInstance;
let written = "";

beforeAll(async () => {
  database = await createTestDatabase();
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const log = pino({ level: "info", base: null }, stream);
  const { pool } = database;
  const authenticator = createAuthenticator({ pool, secret: testSecret });
  app = createApp({ log, name: "api" });
  app.addHook("onClose", () => authenticator.close());
  const config = apiConfigSchema.parse({});
  authRoutes(app, { pool, authenticator, secret: testSecret, config, log });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(() => (written = ""));

async function post(path: string, payload: object, cookie = "") {
  return app.inject({
    method: "POST",
    url: `/api/auth${path}`,
    headers: { cookie, "x-correlation-id": "from-a-test-0001" },
    payload,
  });
}

const events = () =>
  written
    .split("\n")
    .filter((line) => line.includes("security_event"))
    .map((line) => JSON.parse(line));

test("who gets in and who does not is written down, with the account and without what was typed", async () => {
  const made = await post("/sign-up/email", { name: "Ann", email, password });
  expect(made.statusCode).toBe(200);
  const { id } = made.json().user;
  await post("/sign-in/email", { email, password: "not that one at all" });
  const signedIn = await post("/sign-in/email", { email, password });
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  await post("/change-password", { currentPassword: "wrong", newPassword: "x" }, cookie.join("; "));
  await post("/sign-in/email", { email: "nobody@example.test", password });
  const outcomes = events().map(({ security_event: event, outcome, user_id: user }) => [
    event,
    outcome,
    user,
  ]);
  expect(outcomes).toEqual([
    ["/sign-up/email", "succeeded", null],
    ["/sign-in/email", "refused", id],
    ["/sign-in/email", "succeeded", id],
    ["/change-password", "refused", id],
    ["/sign-in/email", "refused", null],
  ]);
  expect(events()[1]).toMatchObject({
    kind: "sign-in",
    address: "127.0.0.1",
    correlation_id: "from-a-test-0001",
  });
  for (const typed of [password, "not that one at all", email, "nobody@"])
    expect(written).not.toContain(typed);
});

test("what is limited is a warning", async () => {
  for (let tries = 0; tries < 12; tries += 1)
    await post("/sign-in/email", { email: "bob@example.test", password: "wrong" });
  const last = events().at(-1);
  expect(last).toMatchObject({ level: 40, outcome: "limited", security_event: "/sign-in/email" });
});

test("looking at one's own session is no event", async () => {
  await app.inject({ url: "/api/auth/get-session" });
  expect(events()).toEqual([]);
});
