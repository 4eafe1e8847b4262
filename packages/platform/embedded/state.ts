import { randomUUID } from "node:crypto";
import type { Queryable } from "@pakaura/database/connection";
import { EtagMismatch, type State } from "../state.ts";

const isCurrent = "(expires_at is null or expires_at > now())";

/** The state of one service, in table `state`. Expired keys are as good as gone. */
export function createState(queryable: Queryable, service: string): State {
  return {
    async get<Value>(key: string) {
      const { rows } = await queryable.query<{ value: Value; etag: string }>(
        `select value, etag from state where service = $1 and key = $2 and ${isCurrent}`,
        [service, key],
      );
      return rows[0] ?? null;
    },
    async set(key, value, { etag, timeToLiveSeconds } = {}) {
      const values = [service, key, JSON.stringify(value), randomUUID(), timeToLiveSeconds ?? null];
      const expiry = "now() + make_interval(secs => $5)";
      if (etag === undefined) {
        await queryable.query(
          `insert into state (service, key, value, etag, expires_at) values ($1, $2, $3, $4, ${expiry})
           on conflict (service, key) do update
           set value = excluded.value, etag = excluded.etag, expires_at = excluded.expires_at`,
          values,
        );
        return;
      }
      if (etag === null) {
        const { rowCount } = await queryable.query(
          `insert into state (service, key, value, etag, expires_at) values ($1, $2, $3, $4, ${expiry})
           on conflict (service, key) do update
           set value = excluded.value, etag = excluded.etag, expires_at = excluded.expires_at
           where state.expires_at <= now()`,
          values,
        );
        if (rowCount === 0) throw new EtagMismatch(key);
        return;
      }
      const { rowCount } = await queryable.query(
        `update state set value = $3, etag = $4, expires_at = ${expiry}
         where service = $1 and key = $2 and etag::text = $6 and ${isCurrent}`,
        [...values, etag],
      );
      if (rowCount === 0) throw new EtagMismatch(key);
    },
    async delete(key, { etag } = {}) {
      const { rowCount } = await queryable.query(
        "delete from state where service = $1 and key = $2 and ($3::text is null or etag::text = $3)",
        [service, key, etag ?? null],
      );
      if (rowCount === 0 && etag !== undefined) throw new EtagMismatch(key);
    },
  };
}

/** Removes what has expired. */
export async function pruneState(queryable: Queryable): Promise<void> {
  await queryable.query("delete from state where expires_at < now()");
}
