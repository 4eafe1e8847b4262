import { addEventDoor } from "@pakaura/platform/event-door";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { z } from "zod";
import { parse } from "./parse.ts";
import { Problem, problemBody } from "./problem.ts";
import { toProblem } from "./to-problem.ts";
import { traceStep } from "./tracing.ts";
import { eventFacts } from "./log-facts.ts";

/** The CloudEvents attributes that every event of ours has; `data` is as it came. */
export const cloudEventSchema = z.looseObject({
  specversion: z.literal("1.0"),
  id: z.string(),
  type: z.string(),
  source: z.string(),
  data: z.looseObject({ correlation_id: z.string() }),
});

/** What an event's handler has besides the event. Log lines carry the ids of the event, its task, user, correlation and trace. */
export type EventContext = { correlationId: string; log: FastifyBaseLogger };

function textOf(raw: unknown, name: string): string | undefined {
  const value: unknown = typeof raw === "object" && raw !== null ? Reflect.get(raw, name) : null;
  return typeof value === "string" ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("invalid_json", "The event is not valid JSON");
  }
}

/**
 * Serves the route of one subscription: parses one CloudEvent (structured JSON), calls the handler and
 * answers 204. The correlation id of the request becomes the event's. A malformed event is answered
 * 4xx, which sends it to the dead letters; whatever the handler throws has it delivered again. Within
 * one process the same happens without HTTP, through the door beside the route.
 */
export function onEvent<Schema extends z.ZodType<{ data: { correlation_id: string } }>>(
  app: FastifyInstance,
  route: string,
  schema: Schema,
  handler: (event: z.output<Schema>, context: EventContext) => Promise<void> | void,
): void {
  /** Handles an event as a step of the trace that it is part of, if anybody traces. */
  async function handle(raw: unknown, event: z.output<Schema>, context: EventContext) {
    const name = textOf(raw, "type") ?? route;
    const parent = textOf(raw, "traceparent");
    const span = traceStep({ service: app.serviceName, name, kind: "consumer", parent });
    try {
      const traceparent = span === null ? {} : { traceparent: span.traceparent };
      await handler({ ...event, ...traceparent }, context);
      span?.end({ isError: false });
      context.log.info("event handled");
    } catch (error) {
      span?.end({ isError: true });
      throw error;
    }
  }

  app.post(route, async (request, reply) => {
    const event = parse(schema, request.body);
    const correlationId = event.data.correlation_id;
    request.correlationId = correlationId;
    request.log = app.log.child(eventFacts(request.body));
    await handle(request.body, event, request);
    return reply.code(204).send();
  });

  addEventDoor(app, route, async (eventJson) => {
    let correlationId = "";
    let { log } = app;
    try {
      const raw = parseJson(eventJson);
      const event = parse(schema, raw);
      correlationId = event.data.correlation_id;
      log = app.log.child(eventFacts(raw));
      await handle(raw, event, { correlationId, log });
      return { status: 204, body: "" };
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) log.error({ error, route }, "event failed");
      return { status: problem.status, body: problemBody(problem, correlationId) };
    }
  });
}
