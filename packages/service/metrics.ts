import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { createKafkaMetrics } from "./kafka-metrics.ts";

/** Every metric of the system, in one registry: a process has one, whatever number of services it runs. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Makes a registry with all metrics. Durations and lags are in seconds. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    httpRequests: new Counter({
      name: "http_requests_total",
      help: "HTTP requests answered",
      labelNames: ["service", "method", "route", "status"],
      registers,
    }),
    httpDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from the request to the end of its answer",
      labelNames: ["service", "method", "route"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    httpResponses: new Counter({
      name: "http_responses_by_status",
      help: "HTTP answers by status",
      labelNames: ["service", "status"],
      registers,
    }),
    eventsPublished: new Counter({
      name: "events_published_total",
      help: "Derived events published",
      labelNames: ["topic", "type"],
      registers,
    }),
    eventsProcessed: new Counter({
      name: "events_processed_total",
      help: "Events handed to a service, by outcome: ok, retried, dead_letter",
      labelNames: ["service", "type", "outcome"],
      registers,
    }),
    eventLag: new Gauge({
      name: "event_lag_seconds",
      help: "Age of the oldest event that a consumer group has not handled, 0 when it is up to date",
      labelNames: ["consumer_group"],
      registers,
    }),
    deadLetters: new Gauge({
      name: "dead_letters",
      help: "Events that a service gave up, waiting for an operator",
      labelNames: ["service"],
      registers,
    }),
    reminderLatency: new Histogram({
      name: "reminder_delivery_latency_seconds",
      help: "From the time that a reminder was set for until sessions were told of it",
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600],
      registers,
    }),
    kafka: createKafkaMetrics(registers),
    relayLeader: new Gauge({
      name: "relay_leader",
      help: "1 in the replica that brings the event log to the broker, 0 in one that waits",
      registers,
    }),
    databaseConnections: new Gauge({
      name: "database_pool_connections",
      help: "Connections of this process's pool to PostgreSQL, by state: busy, idle; and requests waiting for one",
      labelNames: ["state"],
      registers,
    }),
    eventDelivery: new Histogram({
      name: "event_delivery_latency_seconds",
      help: "From the commit of an event until it was handed to the open sessions of its user",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 60],
      registers,
    }),
    modelAsks: new Counter({
      name: "assistant_model_asks_total",
      help: "Turns for the model behind the assistant, by outcome: answered, failed, paused (not asked, as it failed several times)",
      labelNames: ["outcome"],
      registers,
    }),
    webSocketsClosed: new Counter({
      name: "websocket_closed_total",
      help: "WebSocket connections closed, by close code (RFC 6455, 7.4)",
      labelNames: ["code"],
      registers,
    }),
    webSocketConnections: new Gauge({
      name: "websocket_active_connections",
      help: "Open WebSocket connections",
      registers,
    }),
  };
}

/** The metrics of this process. */
export const metrics = createMetrics();
// Only where there is a relay.
metrics.relayLeader.remove();

/**
 * Serves `GET /metrics` in the Prometheus text format; for the internal listener only. `refresh` runs
 * before each answer, to set gauges that are only worth computing when somebody asks.
 */
export function metricsRoute(
  app: FastifyInstance,
  { registry }: Metrics = metrics,
  refresh?: () => Promise<void>,
): void {
  if (!registry.getSingleMetric("process_cpu_user_seconds_total"))
    collectDefaultMetrics({ register: registry });
  app.get("/metrics", async (_request, reply) => {
    await refresh?.();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
