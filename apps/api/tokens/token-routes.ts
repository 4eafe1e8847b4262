import { createTokenSchema } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { claimOf } from "../http/idempotency-key.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { requireStorable } from "../http/storable-text.ts";
import { json, noContent } from "../writes/answer.ts";
import { createToken } from "./create-token.ts";
import { toToken, tokenColumns, type TokenRow } from "./token-row.ts";

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
    const created = await createToken(pool, principalOf(request).userId, body);
    return send(reply, json(201, created, { location: `/api/v1/tokens/${created.id}` }));
  });

  app.delete("/tokens", async (request, reply) => {
    const { rowCount } = await pool.query("delete from tokens where user_id = $1", [
      principalOf(request).userId,
    ]);
    return send(reply, json(200, { revoked: rowCount ?? 0 }));
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
