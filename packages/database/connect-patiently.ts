import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { connectionOptions } from "./connection.ts";

/** On a busy machine an answer that is there is only looked at late. */
const attemptMs = 30_000;
const pauseMs = 250;

/** starting up, shutting down, in recovery; too many connections; crash of another process of the server. */
const passingCodes = new Set(["57P01", "57P02", "57P03", "53300"]);
/** Of a server that starts anew in this moment: its socket is not there yet. */
const absentCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE"]);
const silence = /^(timeout e|Connection terminated|Query read timeout)/;

/** Whether the server says by this error that it is there and takes connections before long, or is too busy to say anything. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return silence.test(error.message) || passingCodes.has(codeOf(error));
}

/** Whether no server is there at the moment. */
function isAbsent(error: unknown): boolean {
  return error instanceof Error && absentCodes.has(codeOf(error));
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

/** How long a server that says nothing at all is waited for, unless somebody else looks after it. */
const silentMs = 60_000;

export type Patience = {
  /** A server that we have started ourselves: it is there, or comes back, for as long as nobody says otherwise. */
  isOurs?: boolean;
};

/**
 * A connection outside a pool, to a server that may be starting: one that says so is waited for as long as it
 * takes, one that says nothing for a minute. Rejects at once where nothing listens, or when it refuses us.
 */
export async function connectPatiently(
  url: string,
  { isOurs = false }: Patience = {},
): Promise<pg.Client> {
  const since = performance.now();
  for (;;) {
    const options = { ...connectionOptions(url), connectionTimeoutMillis: attemptMs };
    const client = new pg.Client(options);
    // A connection that breaks also rejects the query that waits for it; the event itself adds nothing.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      void client.end().catch(() => undefined);
      const isPatient = isOurs ? isPassing(error) || isAbsent(error) : isPassing(error);
      const isSilent = error instanceof Error && silence.test(error.message);
      const isTooLong = !isOurs && isSilent && performance.now() - since > silentMs;
      if (!isPatient || isTooLong) throw error;
      await delay(pauseMs);
    }
  }
}
