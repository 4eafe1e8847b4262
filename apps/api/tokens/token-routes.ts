import { randomUUIDv7 } from "node:crypto";
import { hashToken, mintToken } from "@pakaura/accounts/personal-token";
import { createTokenSchema, type Token, tokenScopes } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { claimOf } from "../http/idempotency-key.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { requireStorable } from "../http/storable-text.ts";
import { json, noContent } from "../writes/answer.ts";

type TokenRow = {
  id: string;
  name: string;
  scope: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
};

const tokenColumns = "id, name, scope, created_at, expires_at, last_used_at";

/**
 * Personal access tokens. A repeated `POST` with the same `Idempotency-Key` makes another token:
 * the first answer is not kept, because the token is in it.
 */
export function tokenRoutes(app: FastifyInstance, { pool }: ApiContext): void {
  app.get("/tokens", async (request, reply) => {
    const { rows } = await pool.query<TokenRow>(
      `select ${tokenColumns} from tokens where user_id = $1 order by created_at desc, id desc`,
      [principalOf(request).userId],
    );
    return send(reply, json(200, { items: rows.map(toToken) }));
  });

  app.post("/tokens", async (request, reply) => {
    const body = parse(createTokenSchema, request.body);
    requireStorable("name", body.name);
    claimOf(request);
    const token = mintToken();
    const { rows } = await pool.query<TokenRow>(
      `insert into tokens (id, user_id, name, scope, hash, expires_at)
       values ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) returning ${tokenColumns}`,
      [
        randomUUIDv7(),
        principalOf(request).userId,
        body.name,
        body.scope,
        hashToken(token),
        body.expires_in_days ?? null,
      ],
    );
    const created = rows.map(toToken)[0];
    const headers = { location: `/api/v1/tokens/${created?.id}` };
    return send(reply, json(201, { ...created, token }, headers));
  });

  app.delete("/tokens/:id", async (request, reply) => {
    const { rowCount } = await pool.query("delete from tokens where id = $1 and user_id = $2", [
      pathId(request),
      principalOf(request).userId,
    ]);
    if (rowCount === 0) throw notFound();
    return send(reply, noContent);
  });
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    scope: z.enum(tokenScopes).parse(row.scope),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
