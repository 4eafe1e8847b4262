import { setTimeout as pause } from "node:timers/promises";
import type { ActivityEntry } from "@pakaura/contract/events";
import { activityPageSchema, eventsAnswerSchema } from "@pakaura/contract/http";
import { ApiRefusal, askApi } from "../api/ask-api.ts";
import type { Caller } from "../caller.ts";

const patienceMs = 5_000;
const pauseMs = 50;
const mostEntries = 100;

function readLog({ send }: Caller, task: string | undefined): Promise<ActivityEntry[]> {
  const query = { per_page: mostEntries, task };
  return askApi(send, activityPageSchema, { method: "GET", path: "/activity", query }).then(
    ({ items }) => items,
  );
}

/** How many events of the user there are. Of a stream that cannot be continued, what was known. */
async function latestSequence({ send }: Caller, after: number): Promise<number> {
  try {
    const request = { method: "GET", path: "/events", query: { after, limit: 1 } } as const;
    return (await askApi(send, eventsAnswerSchema, request)).latest_sequence;
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 410) return after;
    throw error;
  }
}

/**
 * The newest entries of the log, or of those of one task, once it has all that was changed before: entries
 * are written a moment after the change, and "the newest" would else be the one before. What the log does not
 * get within seconds is not waited for.
 */
export async function readSettledLog(
  caller: Caller,
  task: string | undefined,
): Promise<ActivityEntry[]> {
  const deadline = performance.now() + patienceMs;
  let known = (await readLog(caller, undefined))[0]?.sequence ?? 0;
  const wanted = await latestSequence(caller, known);
  while (known < wanted && performance.now() < deadline) {
    await pause(pauseMs);
    known = (await readLog(caller, undefined))[0]?.sequence ?? 0;
  }
  return readLog(caller, task);
}
