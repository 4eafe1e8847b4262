import type pg from "pg";

/** A session or token that ended, or all of a user; `unknown`: notices were lost, look again at all. */
export type Ended = { kind: "session" | "token" | "user"; id: string } | { kind: "unknown" };

export type SessionEnds = {
  /** False while notices may be missed. */
  isListening: () => boolean;
  close: () => Promise<void>;
};

const retryDelayMs = 1_000;

/**
 * Hears of ended sessions and tokens by `LISTEN session_ended` (the database notifies by trigger, so
 * it does not matter which process ended them). Keeps one connection of the pool.
 */
export function listenForEnds(pool: pg.Pool, onEnded: (ended: Ended) => void): SessionEnds {
  let client: pg.PoolClient | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function connect(): Promise<void> {
    try {
      const connected = await pool.connect();
      connected.on("error", () => lose(connected));
      connected.on("notification", (notice) => onEnded(readNotice(notice.payload)));
      await connected.query("listen session_ended");
      if (isClosed) return connected.release(true);
      client = connected;
      onEnded({ kind: "unknown" });
    } catch {
      scheduleRetry();
    }
  }

  function lose(lost: pg.PoolClient): void {
    lost.removeAllListeners("notification");
    if (client !== lost) return;
    client = null;
    lost.release(true);
    onEnded({ kind: "unknown" });
    scheduleRetry();
  }

  function scheduleRetry(): void {
    if (isClosed) return;
    retry = setTimeout(() => void connect(), retryDelayMs);
    retry.unref();
  }

  const connecting = connect();
  return {
    isListening: () => client !== null,
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await connecting;
      client?.release(true);
      client = null;
    },
  };
}

function readNotice(payload: string | undefined): Ended {
  const notice: unknown = JSON.parse(payload ?? "{}");
  if (typeof notice === "object" && notice !== null) {
    if ("session_id" in notice) return { kind: "session", id: String(notice.session_id) };
    if ("token_id" in notice) return { kind: "token", id: String(notice.token_id) };
    if ("user_id" in notice) return { kind: "user", id: String(notice.user_id) };
  }
  return { kind: "unknown" };
}
