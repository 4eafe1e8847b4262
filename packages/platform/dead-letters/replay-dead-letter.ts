import type { Queryable } from "@pakaura/database/connection";
import {
  discardDeadLetter,
  noteFailedReplay,
  readDeadLetter,
  type StoredDeadLetter,
} from "./stored-dead-letters.ts";

/** `error` is null when the service took the event. */
export type Replay = { error: string | null };

/** How a replay ended; `wasTried` is false when the service was not asked. */
export type Redelivery = Replay & { wasTried: boolean };

/**
 * Delivers a dead letter once more. Taken, it is gone; refused, it stays with the new error and one
 * more try. Null when there is no such dead letter.
 */
export async function replayDeadLetter(
  queryable: Queryable,
  id: string,
  deliverAgain: (letter: StoredDeadLetter & { event: string }) => Promise<Redelivery>,
): Promise<Replay | null> {
  const letter = await readDeadLetter(queryable, id);
  if (!letter) return null;
  const { error, wasTried } = await deliverAgain(letter);
  if (error === null) await discardDeadLetter(queryable, id);
  else if (wasTried) await noteFailedReplay(queryable, id, error);
  return { error };
}
