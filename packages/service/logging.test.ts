import { Writable } from "node:stream";
import { findEventDoor } from "@pakaura/platform/event-door";
import type { Logger } from "pino";
import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { createApp } from "./create-app.ts";
import { cloudEventSchema, onEvent } from "./event-routes.ts";
import { type LogLevel, loggerOptions } from "./logging.ts";

let written = "";
beforeEach(() => (written = ""));

function loggerOf(level: LogLevel = "info"): Logger {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  return pino(loggerOptions("a-service", level), stream);
}
const lines = (): Record<string, unknown>[] =>
  written
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

const taskId = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44";
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

test("a line has a time, a level in words, the service and what is said, and nothing of the machine", () => {
  loggerOf().info("ready");
  const [line] = lines();
  expect(line).toEqual({
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    level: "info",
    service: "a-service",
    message: "ready",
  });
});

test("an error is its kind, message and place, without what it quotes and carries", () => {
  const cause = Object.assign(new Error('Key "mow the lawn" is there'), {
    code: "23505",
    constraint: "tasks_pkey",
    detail: "Key (title)=(mow the lawn) already exists.",
  });
  const failed = "Failed query: insert into tasks\nparams: mow the lawn,1";
  loggerOf().error({ error: new TypeError(failed, { cause }) }, "not done");
  const [{ error } = {}] = lines();
  expect(error).toMatchObject({
    type: "TypeError",
    message: expect.stringContaining("insert into tasks"),
    stack: expect.arrayContaining([expect.stringMatching(/^at .*logging\.test\.ts/)]),
    cause: { code: "23505", constraint: "tasks_pkey" },
  });
  expect(written).not.toContain("lawn");
});

test.each([
  ["an address of mail", "no mailbox ann.b+c@mail.example.org here"],
  ["a token", "refused pak_0123456789abcdef"],
  ["the password of a database", "cannot reach postgresql://ann:0123456789abcdef@db:5432/x"],
  ["an address of mail in brackets", "450 <ann@mail.example.org>: unknown"],
  ["a link that lets in", "GET /feed.ics?token=0123456789abcdef"],
  ["a header", "sent Bearer 0123456789abcdef"],
])("%s is hidden, wherever it stands", (_what, text) => {
  const secret = /\bann\b|0123456789abcdef/;
  const log = loggerOf();
  log.warn({ reason: text, error: text, deep: [{ text }] }, text);
  log.warn({ error: new Error(text, { cause: new Error(text) }) }, "failed");
  expect(lines()).toHaveLength(2);
  expect(written).not.toMatch(secret);
});

test("the place of an error in a package stays readable", () => {
  const place = "at run (/app/node_modules/@platformatic/kafka/dist/index.js:1:2)";
  loggerOf().warn({ place }, "failed");
  expect(lines()[0]).toMatchObject({ place });
});

test("an answer that is an error is told by its code", () => {
  const body = '{"type":"about:blank","title":"Mow","status":422,"code":"validation_failed"}';
  loggerOf().warn({ error: `HTTP 422: ${body}` }, "again");
  expect(lines()[0]).toMatchObject({ error: "HTTP 422: validation_failed" });
});

test("a request is told by its route, task, correlation and trace, and never by its address", async () => {
  const app = createApp({ log: loggerOf(), name: "test", logsWrites: true });
  app.patch("/tasks/:id", async () => {
    throw new Error("broken");
  });
  app.get("/tasks", async () => []);
  const headers = { traceparent, "x-correlation-id": "c-1" };
  await app.inject({ url: "/tasks?search=lawn" });
  await app.inject({ method: "PATCH", url: `/tasks/${taskId}?note=lawn`, headers });
  expect(lines()).toMatchObject(
    ["request failed", "request"].map((message) => ({
      message,
      method: "PATCH",
      route: "/tasks/:id",
      task_id: taskId,
      correlation_id: "c-1",
      trace_id: traceId,
    })),
  );
  expect(written).not.toContain("lawn");
});

test("a request without a trace begins one, and all of its lines have it", async () => {
  const app = createApp({ log: loggerOf(), name: "test", logsWrites: true });
  app.post("/tasks", async (request) => {
    request.log.info("half of it");
    return request.traceparent;
  });
  const { body } = await app.inject({ method: "POST", url: "/tasks" });
  expect(lines().map((line) => line["trace_id"])).toEqual([body.slice(3, 35), body.slice(3, 35)]);
});

test.each(["over HTTP", "within the process"])(
  "an event that comes %s is told by its task, user, correlation and trace",
  async (way) => {
    const app = createApp({ log: loggerOf(), name: "test" });
    onEvent(app, "/events/all", cloudEventSchema, () => undefined);
    const data = { user_id: "u-1", task_id: taskId, correlation_id: "c-1", payload: "lawn" };
    const event = { specversion: "1.0", id: "e-1", type: "task.created", source: "test" };
    const payload = JSON.stringify({ ...event, traceparent, data });
    if (way === "over HTTP") {
      const headers = { "content-type": "application/cloudevents+json" };
      await app.inject({ method: "POST", url: "/events/all", payload, headers });
    } else await findEventDoor(app, "/events/all")?.(payload);
    expect(lines()).toEqual([
      {
        timestamp: expect.any(String),
        level: "info",
        service: "a-service",
        message: "event handled",
        event_type: "task.created",
        event_id: "e-1",
        task_id: taskId,
        user_id: "u-1",
        correlation_id: "c-1",
        trace_id: traceId,
      },
    ]);
  },
);
