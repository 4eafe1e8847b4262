import { randomUUID } from "node:crypto";
import type { Topic } from "@pakaura/contract/events";
import type { Queryable } from "@pakaura/database/connection";

export type DeadLetter = {
  consumerGroup: string;
  eventId: string;
  topic: Topic | "jobs";
  /** The CloudEvent as it was delivered, or the job, JSON text. */
  event: string;
  error: string;
  tries: number;
};

/** Keeps an event or a job that a group could not handle, for an operator to see and replay. */
export async function keepDeadLetter(queryable: Queryable, letter: DeadLetter): Promise<void> {
  await queryable.query(
    `insert into dead_letters (id, consumer_group, event_id, topic, event, error, tries)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (consumer_group, event_id)
     do update set error = excluded.error, tries = excluded.tries, created_at = now()`,
    [
      randomUUID(),
      letter.consumerGroup,
      letter.eventId,
      letter.topic,
      letter.event,
      letter.error.replaceAll("\0", ""),
      letter.tries,
    ],
  );
}
