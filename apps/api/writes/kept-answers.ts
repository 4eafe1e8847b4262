import type { Queryable } from "@pakaura/database/connection";
import { z } from "zod";
import type { Answer } from "./answer.ts";
import type { Job } from "./job.ts";

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
  find: (job: Job) => { requestHash: string; answer: Answer } | undefined;
};

/** The answers that are kept under these keys. Older ones are thrown away on the way. */
export async function readKeptAnswers(
  queryable: Queryable,
  claims: { userId: string; key: string }[],
): Promise<KeptAnswers> {
  const values = [claims.map(({ userId }) => userId), claims.map(({ key }) => key)];
  const asked = `(select * from unnest($1::uuid[], $2::text[]))`;
  await queryable.query(
    `delete from idempotency_keys where (user_id, key) in ${asked}
     and created_at <= now() - make_interval(hours => ${keptForHours})`,
    values,
  );
  const { rows } = await queryable.query<Row>(
    `select user_id, key, request_hash, status, headers, body from idempotency_keys
     where (user_id, key) in ${asked}`,
    values,
  );
  const byKey = new Map(rows.map((row) => [`${row.user_id} ${row.key}`, toKept(row)] as const));
  return { find: ({ userId, claim }) => byKey.get(`${userId} ${claim?.key}`) };
}

function toKept(row: Row): { requestHash: string; answer: Answer } {
  const headers = headersSchema.parse(row.headers);
  return {
    requestHash: row.request_hash,
    answer: { status: row.status, headers, body: row.body },
  };
}
