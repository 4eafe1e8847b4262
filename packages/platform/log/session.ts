import { connectionOptions, type Log, type Queryable } from "@pakaura/database/connection";
import { isPassing } from "@pakaura/database/connect-patiently";
import pg from "pg";
import { backoffMs, wait } from "./wait.ts";

/**
 * The platform's own two connections. `control` holds the advisory locks that say which process works
 * for a group, listens, and moves cursors: when it is lost the locks are too, and nothing more can be
 * stored by mistake. `reader` reads the log, so that this never waits for anything else.
 */
export type Session = {
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Throw while the connection is away. */
  control: () => Queryable;
  reader: () => Queryable;
  /** True when this process now holds the lock, until the connection is lost. */
  tryLock: (name: string) => Promise<boolean>;
  unlock: (name: string) => Promise<void>;
  notify: (payload: string) => Promise<void>;
};

export type SessionOptions = {
  url: string;
  log: Log;
  /** Heard as well as `eventsChannel`. */
  channels?: readonly string[];
  onConnected: () => void;
  onLost: () => void;
  /** A NOTIFY of another connection. */
  onNotified: (channel: string, payload: string) => void;
};

export const eventsChannel = "events_committed";
/** Our corner of the advisory locks (any number will do, as long as it stays). */
const lockSpace = 0x70616b;

/** Pools because they queue what is asked at the same time; `control` is a pool of one, so it is one session. */
type Connections = { control: pg.Pool; reader: pg.Pool };

const reconnection = { firstDelayMs: 50, maxDelayMs: 2_000 };
/** Nobody waits for an answer at once; but a connection that leads nowhere is to be found out. */
const answerMs = 10_000;

function keepOpen(url: string, max: number): pg.Pool {
  const options = { ...connectionOptions(url), max, idleTimeoutMillis: 0 };
  return new pg.Pool({ ...options, query_timeout: answerMs });
}

export function createSession({
  url,
  log,
  channels = [],
  onConnected,
  onLost,
  onNotified,
}: SessionOptions): Session {
  const stopping = new AbortController();
  let connections: Connections | null = null;
  let reconnecting: Promise<void> = Promise.resolve();

  function current(): Connections {
    if (!connections) throw new Error("The database connection of the platform is away");
    return connections;
  }

  function close({ control, reader }: Connections): void {
    for (const pool of [control, reader]) void pool.end().catch(() => undefined);
  }

  function lose(lost: Connections, error: Error): void {
    if (connections !== lost) return;
    connections = null;
    close(lost);
    if (stopping.signal.aborted) return;
    log.warn({ error: error.message }, "The platform lost the database and waits for it");
    onLost();
    reconnecting = reconnect();
  }

  async function connect(): Promise<void> {
    const opened = { control: keepOpen(url, 1), reader: keepOpen(url, 2) };
    const onEnd = () => lose(opened, new Error("the connection was closed"));
    for (const pool of [opened.control, opened.reader]) {
      pool.on("error", (error) => lose(opened, error));
      pool.on("connect", (client) =>
        client.on("end", onEnd).on("error", (error) => lose(opened, error)),
      );
    }
    opened.control.on("connect", (client) => {
      client.on("notification", ({ processId, channel, payload }) => {
        if (processId !== Reflect.get(client, "processID")) onNotified(channel, payload ?? "");
      });
    });
    try {
      // Positions may be a little old after a crash: events are then delivered again, never lost.
      const listen = [eventsChannel, ...channels].map((channel) => `listen "${channel}"`);
      const control = opened.control.query(["set synchronous_commit = off", ...listen].join("; "));
      await Promise.all([control, opened.reader.query("select")]);
    } catch (error) {
      close(opened);
      throw error;
    }
    connections = opened;
    onConnected();
  }

  async function reconnect(): Promise<void> {
    for (let tries = 1; !stopping.signal.aborted; tries += 1) {
      await wait(backoffMs(tries, reconnection), stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        await connect();
        log.info({ tries }, "The platform has the database back");
        return;
      } catch {
        // Said once when it was lost; the next try tells.
      }
    }
  }

  /** A server that is there and busy, or starting, is waited for. */
  async function start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await connect();
      } catch (error) {
        if (!isPassing(error) || stopping.signal.aborted) throw error;
        await wait(backoffMs(tries, reconnection), stopping.signal);
      }
    }
  }

  return {
    start,
    async stop() {
      stopping.abort();
      await reconnecting;
      const open = connections;
      connections = null;
      if (open) await Promise.all([open.control.end(), open.reader.end()]);
    },
    control: () => current().control,
    reader: () => current().reader,
    async tryLock(name) {
      const { rows } = await current().control.query<{ is_held: boolean }>(
        "select pg_try_advisory_lock($1, hashtext($2)) as is_held",
        [lockSpace, name],
      );
      return rows[0]?.is_held ?? false;
    },
    async unlock(name) {
      await current().control.query("select pg_advisory_unlock($1, hashtext($2))", [
        lockSpace,
        name,
      ]);
    },
    async notify(payload) {
      await current().control.query("select pg_notify($1, $2)", [eventsChannel, payload]);
    },
  };
}
