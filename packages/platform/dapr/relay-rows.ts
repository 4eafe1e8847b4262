import { type Topic, topics } from "@pakaura/contract/events";
import { messageOn } from "../log/event-json.ts";
import type { LogRow } from "../log/log-row.ts";
import { backoffMs, wait } from "../log/wait.ts";
import type { PlatformObserver, Publishing } from "../observer.ts";
import type { Outgoing, Publisher } from "./publisher.ts";

type Typed = Outgoing & { type: string; step: Publishing | null };

/** The broker is away for minutes at times, and is to have what waits soon after. */
const retry = { firstDelayMs: 50, maxDelayMs: 2_000 };

function outgoingOn(
  topic: Topic,
  rows: readonly LogRow[],
  { onPublishing }: PlatformObserver,
): Typed[] {
  return rows.flatMap((row) => {
    const message = messageOn(topic, row);
    if (!message) return [];
    const step = onPublishing(topic, row.traceparent);
    const traceparent = step?.traceparent ?? row.traceparent ?? undefined;
    return [{ ...message, userId: row.user_id, traceparent, step }];
  });
}

/**
 * Publishes rows of one user on their topics, in order, for as long as it takes. True when the broker
 * has them all; false when the signal came first.
 */
export function createRowRelay(publisher: Publisher, observer: PlatformObserver) {
  async function relayTo(topic: Topic, rows: readonly LogRow[], signal: AbortSignal) {
    let waiting = outgoingOn(topic, rows, observer);
    for (let failures = 0; waiting.length > 0;) {
      const count = await publisher.publishRun(topic, waiting);
      for (const { type, step } of waiting.slice(0, count)) {
        observer.onPublished(topic, type);
        step?.end(false);
      }
      waiting = waiting.slice(count);
      if (waiting.length === 0) break;
      failures = count > 0 ? 1 : failures + 1;
      await wait(backoffMs(failures, retry), signal);
      if (signal.aborted) {
        for (const { step } of waiting) step?.end(true);
        return false;
      }
    }
    return true;
  }

  return async function relayRows(rows: readonly LogRow[], signal: AbortSignal): Promise<boolean> {
    const done = await Promise.all(topics.map((topic) => relayTo(topic, rows, signal)));
    return !done.includes(false);
  };
}
