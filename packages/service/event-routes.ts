import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { parse } from "./parse.ts";

/** The CloudEvents attributes that every event of ours has; `data` is as it came. */
export const cloudEventSchema = z.looseObject({
  specversion: z.literal("1.0"),
  id: z.string(),
  type: z.string(),
  source: z.string(),
  data: z.looseObject({ correlation_id: z.string() }),
});

/**
 * Serves the route of one subscription: parses one CloudEvent (structured JSON), calls the handler and
 * answers 204. The correlation id of the request becomes the event's. A malformed event is answered
 * 422, which sends it to the dead letters; whatever the handler throws has it delivered again.
 * Without a schema only the envelope is checked.
 */
export function onEvent<
  Schema extends z.ZodType<{ data: { correlation_id: string } }> = typeof cloudEventSchema,
>(
  app: FastifyInstance,
  route: string,
  schema: Schema,
  handler: (event: z.output<Schema>, request: FastifyRequest) => Promise<void> | void,
): void {
  app.post(route, async (request, reply) => {
    const event = parse(schema, request.body);
    const correlationId = event.data.correlation_id;
    // Embedded deliveries bring it as a header already; a sidecar's do not.
    if (correlationId !== request.correlationId) {
      request.correlationId = correlationId;
      request.log = request.log.child({ correlation_id: correlationId });
    }
    await handler(event, request);
    return reply.code(204).send();
  });
}
