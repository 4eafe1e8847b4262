import type { DerivedEvent, Topic } from "@pakaura/contract/events";
import type { Queryable } from "@pakaura/database/connection";

type Waiting = {
  topic: Topic;
  event: DerivedEvent;
  resolve: () => void;
  reject: (error: unknown) => void;
};

const batchSize = 200;

async function insertEvents(queryable: Queryable, batch: Waiting[]): Promise<void> {
  const events = batch.map(({ event }) => event);
  await queryable.query({
    name: "publish-events",
    text: `insert into events (id, topic, user_id, type, source, subject, time, correlation_id, traceparent, data)
      select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::uuid[],
        $7::timestamptz[], $8::text[], $9::text[], $10::json[])
      on conflict (id) do nothing`,
    values: [
      events.map(({ id }) => id),
      batch.map(({ topic }) => topic),
      events.map(({ data }) => data.user_id),
      events.map(({ type }) => type),
      events.map(({ source }) => source),
      events.map(({ subject }) => subject),
      events.map(({ time }) => time),
      events.map(({ data }) => data.correlation_id),
      events.map(({ traceparent }) => traceparent ?? null),
      events.map(({ data }) => JSON.stringify(data)),
    ],
  });
}

/**
 * Writes derived events into the log. What is published while one statement runs goes out together in
 * the next: a commit is most of the cost.
 */
export function createPublisher(queryable: Queryable, onCommitted: () => void) {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function writeBatch(batch: Waiting[]): Promise<void> {
    try {
      await insertEvents(queryable, batch);
      for (const { resolve } of batch) resolve();
      onCommitted();
    } catch (error) {
      // One event that cannot be stored must not take the others with it.
      if (batch.length > 1) for (const one of batch) await writeBatch([one]);
      else batch[0]?.reject(error);
    }
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) await writeBatch(waiting.splice(0, batchSize));
    isWriting = false;
  }

  return function publish(topic: Topic, event: DerivedEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ topic, event, resolve, reject });
      if (!isWriting) void writeAll();
    });
  };
}
