import { Writable } from "node:stream";
import { createTracer } from "@pakaura/service/open-telemetry";
import { loggerOptions } from "@pakaura/service/logging";
import { setTracer } from "@pakaura/service/tracing";
import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestSystem, type TestSystem } from "./test-system.ts";

const patience = { timeout: 30_000, interval: 20 };
const recurring = {
  title: "Water the plants",
  due_date: "2030-01-07",
  recurrence: { pattern: "daily" },
};
let system: TestSystem;
let written = "";

beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  system = await startTestSystem((service) => pino(loggerOptions(service, "debug"), stream));
});
afterAll(async () => {
  setTracer(null);
  await system.stop();
});

test("one trace leads through every service that a request has an effect in", async () => {
  const exporter = new InMemorySpanExporter();
  setTracer(createTracer(new SimpleSpanProcessor(exporter)).startSpan);
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  const headers = {
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    "x-correlation-id": "followed",
  };
  const task = await system.post("/tasks", recurring, headers);
  await system.post(`/tasks/${task.id}/complete`, {}, headers);

  await vi.waitFor(() => {
    const steps = exporter
      .getFinishedSpans()
      .filter((span) => span.spanContext().traceId === traceId)
      .map((span) => `${String(span.resource.attributes["service.name"])} ${span.name}`);
    expect(steps).toEqual(
      expect.arrayContaining([
        "public POST /api/v1/tasks",
        "public POST /api/v1/tasks/:id/complete",
        "api write",
        "recurring-service task.completed",
        "api POST /internal/tasks/:id/settle-series",
        "notification-service recurrence.instance-created",
        "api POST /internal/tasks/:id/settle-reminders",
        "audit-service recurrence.instance-created",
        "audit-service reminder.scheduled",
        "websocket-gateway sync.task-changed",
      ]),
    );
  }, patience);
  setTracer(null);

  await vi.waitFor(async () => {
    const { rows } = await system.pool.query<{ action: string }>(
      "select action from activity_log where correlation_id = 'followed' order by sequence",
    );
    const actions = rows.map(({ action }) => action);
    expect(actions).toContain("recurrence.instance-created");
    expect(actions).toContain("reminder.scheduled");
  }, patience);
});

test("the metrics have the names that dashboards know, with what happened", async () => {
  await system.post("/tasks", recurring);
  const names = [
    "http_requests_total",
    "http_request_duration_seconds",
    "http_responses_by_status",
    "events_published_total",
    "events_processed_total",
    "websocket_active_connections",
    "reminder_delivery_latency_seconds",
    "event_lag_seconds",
  ];
  await vi.waitFor(async () => {
    const { body } = await system.internal.inject("/metrics");
    for (const name of names) expect(body).toMatch(new RegExp(`^# TYPE ${name} `, "m"));
    expect(body).toMatch(
      /^events_published_total\{topic="task-events",type="task.created"\} [1-9]/m,
    );
    for (const service of ["audit-service", "recurring-service", "notification-service"]) {
      expect(body).toMatch(
        new RegExp(
          `^events_processed_total\\{service="${service}",type="task.created",outcome="ok"\\} [1-9]`,
          "m",
        ),
      );
      expect(body).toContain(`event_lag_seconds{consumer_group="${service}"}`);
    }
  }, patience);
});

test("one correlation id finds the request, and the line of every service that heard of it", async () => {
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const typed = { title: "Mow the lawn", notes: "so private", tags: ["hidden-tag"] };
  const headers = {
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    "x-correlation-id": "one-change",
  };
  const task = await system.post("/tasks", { ...recurring, ...typed }, headers);
  await system.post(`/tasks?search=${encodeURIComponent(typed.title)}`, {}, headers);
  await vi.waitFor(() => {
    const lines = written.split("\n").filter((line) => line.includes('"one-change"'));
    const parsed = lines.map((line): Record<string, unknown> => JSON.parse(line));
    const services = ["pakaura", "audit-service", "notification-service", "recurring-service"];
    for (const service of [...services, "websocket-gateway"]) {
      const own = parsed.filter((line) => line["service"] === service);
      expect(own, service).toContainEqual(
        expect.objectContaining({
          level: "info",
          user_id: expect.any(String),
          trace_id: traceId,
        }),
      );
      if (service !== "pakaura")
        expect(own, service).toContainEqual(expect.objectContaining({ task_id: task.id }));
    }
  }, patience);
  for (const text of [
    ...Object.values(typed).flat(),
    "Mow%20the",
    "ann@example.org",
    "session_token",
  ])
    expect(written).not.toContain(text);
});
