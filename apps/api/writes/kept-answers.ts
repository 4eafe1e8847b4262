import type { Queryable } from "@pakaura/database/connection";
import { Problem } from "@pakaura/service/problem";
import { z } from "zod";
import type { Answer } from "./answer.ts";
import type { Claim, Job } from "./job.ts";

const headersSchema = z.record(z.string(), z.string());

type Row = {
  user_id: string;
  key: string;
  request_hash: string;
  status: number;
  headers: unknown;
  body: string | null;
};

/** How long an answer is kept for a repeated request. */
export const keptForHours = 24;

/** Kept answers, found by the user and key of a job. */
export type KeptAnswers = {
  find: (job: Pick<Job, "userId" | "claim">) => KeptAnswer | undefined;
};
type KeptAnswer = { requestHash: string; answer: Answer };

/** The answer that is kept under the key of a request; null when there is none. Throws as `repeated` does. */
export async function readKeptAnswer(
  queryable: Queryable,
  { userId, claim }: Pick<Job, "userId" | "claim">,
): Promise<Answer | null> {
  if (claim === null) return null;
  const kept = await readKeptAnswers(queryable, [{ userId, key: claim.key }]);
  const known = kept.find({ userId, claim });
  return known === undefined ? null : repeated(claim, known);
}

/** The kept answer of a request. Throws `idempotency_mismatch` when it is that of another one. */
export function repeated(claim: Claim | null, known: KeptAnswer): Answer {
  if (known.requestHash === claim?.requestHash) return known.answer;
  throw new Problem(
    "idempotency_mismatch",
    "This Idempotency-Key has been used for another request.",
  );
}

/** The answers that are kept under these keys. Older ones are thrown away on the way. */
export async function readKeptAnswers(
  queryable: Queryable,
  claims: { userId: string; key: string }[],
): Promise<KeptAnswers> {
  const values = [claims.map(({ userId }) => userId), claims.map(({ key }) => key)];
  const asked = `(user_id, key) in (select * from unnest($1::uuid[], $2::text[]))`;
  const isOld = `created_at <= now() - make_interval(hours => ${keptForHours})`;
  const { rows } = await queryable.query<Row & { is_old: boolean }>(
    `select user_id, key, request_hash, status, headers, body, ${isOld} as is_old
     from idempotency_keys where ${asked}`,
    values,
  );
  if (rows.some((row) => row.is_old)) {
    // One that is just being pruned is gone when the key is needed.
    await queryable.query(
      `delete from idempotency_keys where (user_id, key) in (
         select user_id, key from idempotency_keys where ${asked} and ${isOld} for update skip locked)`,
      values,
    );
  }
  const kept = rows.filter((row) => !row.is_old);
  const byKey = new Map(kept.map((row) => [`${row.user_id} ${row.key}`, toKept(row)] as const));
  return { find: ({ userId, claim }) => byKey.get(`${userId} ${claim?.key}`) };
}

function toKept(row: Row): KeptAnswer {
  const headers = headersSchema.parse(row.headers);
  return {
    requestHash: row.request_hash,
    answer: { status: row.status, headers, body: row.body },
  };
}
