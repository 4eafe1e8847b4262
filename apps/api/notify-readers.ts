import type pg from "pg";

/**
 * Tells the readers of the event log in other processes that events were committed. One notice is
 * under way at a time; commits that come meanwhile share the next.
 */
export function createReaderNotice(pool: pg.Pool): () => void {
  let isSending = false;
  let isWanted = false;
  async function send(): Promise<void> {
    isSending = true;
    while (isWanted) {
      isWanted = false;
      // A lost notice costs a second: readers also look by themselves.
      await pool.query("notify events_committed").catch(() => undefined);
    }
    isSending = false;
  }
  return () => {
    isWanted = true;
    if (!isSending) void send();
  };
}
