import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Redelivery } from "../dead-letters/replay-dead-letter.ts";
import type { StoredDeadLetter } from "../dead-letters/stored-dead-letters.ts";
import { deliverAgain } from "../deliver-again.ts";
import type { Invocation } from "../invocation.ts";
import type { Subscription } from "../pubsub.ts";

const path = "/internal/returned-dead-letter";
const returnedSchema = z.object({ topic: z.string(), event: z.string(), eventId: z.string() });
const redeliverySchema = z.object({ error: z.string().nullable(), wasTried: z.boolean() });

/** Gives a dead letter back to the service that refused it, wherever a replica of it runs. */
export async function returnToService(
  invocation: Invocation,
  { service, topic, event, event_id: eventId }: StoredDeadLetter & { event: string },
): Promise<Redelivery> {
  try {
    const answer = await invocation.invoke(service, "POST", path, { topic, event, eventId });
    const result = redeliverySchema.safeParse(answer.body);
    if (result.success) return result.data;
    return { error: `${service} answered ${answer.status}`, wasTried: false };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error), wasTried: false };
  }
}

/** Where a service takes its dead letters back. */
export function returnRoute(
  internal: FastifyInstance,
  receiver: { name: string; app: FastifyInstance; subscriptions: readonly Subscription[] },
  timeoutMs: number,
): void {
  internal.post(path, async (request, reply) => {
    const returned = returnedSchema.safeParse(request.body);
    if (!returned.success) return reply.code(422).send();
    return deliverAgain(receiver, returned.data, timeoutMs);
  });
}
