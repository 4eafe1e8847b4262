import type { Authenticator, Ended } from "@pakaura/accounts/authenticate";
import { closeCodes } from "@pakaura/contract/websocket";
import type { Pool } from "pg";
import type { Logger } from "pino";
import type { SessionRegistry } from "./session-registry.ts";
import type { StreamSession } from "./stream-session.ts";

const endedAmong = {
  name: "ended-credentials",
  text: `select id from unnest($1::uuid[]) as given(id) where not exists (
      select from sessions join users on users.id = user_id
      where sessions.id = given.id and expires_at > now() and disabled_at is null)
    union all
    select id from unnest($2::uuid[]) as given(id) where not exists (
      select from tokens join users on users.id = user_id
      where tokens.id = given.id and (expires_at is null or expires_at > now()) and disabled_at is null)`,
};

type Context = {
  authenticator: Pick<Authenticator, "onEnded" | "forget">;
  pool: Pick<Pool, "query">;
  registry: SessionRegistry;
  recheckMs: number;
  log: Logger;
};

/**
 * Closes connections whose session ended or whose token was revoked: at once when the database
 * notifies, and otherwise (an expiry, a lost notice) when they are looked up, every `recheckMs`.
 * Returns how to stop.
 */
export function closeEndedSessions({ authenticator, pool, registry, recheckMs, log }: Context) {
  let isChecking = false;

  async function recheck(): Promise<void> {
    if (isChecking || registry.count === 0) return;
    isChecking = true;
    try {
      const values = [idsOf("session"), idsOf("token")];
      const { rows } = await pool.query<{ id: string }>({ ...endedAmong, values });
      const ended = new Set(rows.map(({ id }) => id));
      if (ended.size === 0) return;
      // No notice has told of them: what is remembered would let them in again.
      authenticator.forget();
      closeThose(({ credential }) => ended.has(credential.id));
    } catch (error) {
      log.warn({ error }, "open sessions could not be checked");
    } finally {
      isChecking = false;
    }
  }

  function idsOf(kind: "session" | "token"): string[] {
    const ids = new Set<string>();
    for (const { credential } of registry.all())
      if (credential.kind === kind) ids.add(credential.id);
    return [...ids];
  }

  function closeThose(isEnded: (session: StreamSession) => boolean): void {
    for (const session of [...registry.all()].filter(isEnded)) {
      session.close(closeCodes.unauthenticated, "the session ended");
    }
  }

  function hear(ended: Ended): void {
    if (ended.kind === "session" || ended.kind === "token") {
      closeThose(({ credential }) => credential.kind === ended.kind && credential.id === ended.id);
    } else {
      void recheck();
    }
  }

  const unsubscribe = authenticator.onEnded(hear);
  const timer = setInterval(() => void recheck(), recheckMs);
  timer.unref();
  return () => {
    unsubscribe();
    clearInterval(timer);
  };
}
