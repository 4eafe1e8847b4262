import { randomUUIDv7 } from "node:crypto";
import { isOfDisabledAccount } from "@pakaura/accounts/disabled-account";
import { hashToken, mintToken } from "@pakaura/accounts/personal-token";
import { type CreateToken, type CreatedToken } from "@pakaura/contract/http";
import { limits } from "@pakaura/contract/task";
import { Problem } from "@pakaura/service/problem";
import type pg from "pg";
import { withStream } from "../writes/with-stream.ts";
import { toToken, tokenColumns, type TokenRow } from "./token-row.ts";

/**
 * A new token, with its text. Throws `conflict` when there are as many as somebody may have; those that
 * expired do not count.
 */
export async function createToken(
  pool: pg.Pool,
  userId: string,
  { name, scope, expires_in_days: days }: CreateToken,
): Promise<CreatedToken> {
  const text = mintToken();
  return withStream(pool, userId, async (client) => {
    const { rows } = await client.query<TokenRow>(
      `insert into tokens (id, user_id, name, scope, hash, expires_at)
       select $1, $2, $3, $4, $5, now() + make_interval(days => $6)
       where (select count(*) from tokens
         where user_id = $2 and (expires_at is null or expires_at > now())) < $7
       returning ${tokenColumns}`,
      [randomUUIDv7(), userId, name, scope, hashToken(text), days ?? null, limits.tokensPerUser],
    );
    const [row] = rows;
    if (row === undefined) {
      const detail = `There are ${limits.tokensPerUser} access tokens already: revoke one first.`;
      throw new Problem("conflict", detail);
    }
    return { ...toToken(row), token: text };
  }).catch((error: unknown) => {
    if (!isOfDisabledAccount(error)) throw error;
    throw new Problem("unauthenticated", "This account is disabled.");
  });
}
