import { randomUUID } from "node:crypto";
import { topics } from "@pakaura/contract/events";
import { z } from "zod";
import { jobTopic } from "../dead-letters/job-letter.ts";
import type { DeadLetter } from "../dead-letters/keep-dead-letter.ts";
import type { Outgoing } from "./publisher.ts";

const type = "event.dead-lettered";

/** What lies on the topic `dead-letters`: the event or the job that a service could not handle, and why. */
const deadLetterEventSchema = z.object({
  type: z.literal(type),
  data: z.object({
    service: z.string(),
    event_id: z.string(),
    topic: z.enum([...topics, jobTopic]),
    /** As it was published, JSON text if it was any. */
    event: z.string(),
    error: z.string(),
    tries: z.int(),
  }),
});

/** Writes a dead letter as a CloudEvent. */
export function deadLetterEvent(letter: DeadLetter): Outgoing {
  const { consumerGroup: service, eventId, topic, event, error, tries } = letter;
  const json = JSON.stringify({
    specversion: "1.0",
    id: randomUUID(),
    type,
    source: `pakaura/${service}`,
    subject: eventId,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    data: { service, event_id: eventId, topic, event, error, tries },
  });
  return { json, userId: service, traceparent: undefined };
}

/** Reads one; null when it is something else. */
export function readDeadLetterEvent(event: unknown): DeadLetter | null {
  const result = deadLetterEventSchema.safeParse(event);
  if (!result.success) return null;
  const { service, event_id: eventId, ...rest } = result.data.data;
  return { consumerGroup: service, eventId, ...rest };
}
