import type { FastifyRequest } from "fastify";

const taskRoute = /\/tasks\/:id(?:\/|$)/;
const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of the trace that a `traceparent` is of, which has to be a valid one. */
export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}

function isTaskId(value: unknown): value is string {
  return typeof value === "string" && uuidPattern.test(value);
}

function get(from: unknown, name: string): unknown {
  return typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;
}

/** What a log says of a request: the pattern of its route and not its address, which may have a search or a name in it. */
export function requestFacts(request: FastifyRequest): Record<string, string> {
  const { method, params } = request;
  const route = request.routeOptions.url ?? "unknown";
  const taskId = taskRoute.test(route) ? get(params, "id") : undefined;
  return { method, route, ...(isTaskId(taskId) ? { task_id: taskId } : {}) };
}

/** What a log says of an event that is being handled. */
export function eventFacts(event: unknown): Record<string, string> {
  const data = get(event, "data");
  const traceparent = get(event, "traceparent");
  const facts = {
    event_type: get(event, "type"),
    event_id: get(event, "id"),
    task_id: get(data, "task_id"),
    user_id: get(data, "user_id"),
    correlation_id: get(data, "correlation_id"),
    trace_id: typeof traceparent === "string" ? traceIdOf(traceparent) : undefined,
  };
  const known = Object.entries(facts).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}
