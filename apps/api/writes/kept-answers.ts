import type { Queryable } from "@pakaura/database/connection";
import { z } from "zod";
import type { Answer } from "./answer.ts";

const headersSchema = z.record(z.string(), z.string());

type Row = {
  key: string;
  request_hash: string;
  status: number;
  headers: unknown;
  body: string | null;
};

/** How long an answer is kept for a repeated request. */
export const keptForHours = 24;

/** The answers that are kept under these keys of the user. Older ones are thrown away on the way. */
export async function readKeptAnswers(
  queryable: Queryable,
  userId: string,
  keys: string[],
): Promise<Map<string, { requestHash: string; answer: Answer }>> {
  await queryable.query(
    `delete from idempotency_keys where user_id = $1 and key = any($2)
     and created_at <= now() - make_interval(hours => $3)`,
    [userId, keys, keptForHours],
  );
  const { rows } = await queryable.query<Row>(
    `select key, request_hash, status, headers, body from idempotency_keys
     where user_id = $1 and key = any($2)`,
    [userId, keys],
  );
  return new Map(
    rows.map((row) => {
      const headers = headersSchema.parse(row.headers);
      const answer: Answer = { status: row.status, headers, body: row.body };
      return [row.key, { requestHash: row.request_hash, answer }];
    }),
  );
}
