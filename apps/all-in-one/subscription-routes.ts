import type { EmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { z } from "zod";

type SubscriptionRoutesOptions = {
  pool: pg.Pool;
  platform: Pick<EmbeddedPlatform, "lags" | "rewind">;
};

const parametersSchema = z.object({ service: z.string().max(100) });
const rewindSchema = z.strictObject({ time: z.iso.datetime({ offset: true }) });

type CursorRow = { service: string; transaction_id: string; position: number; updated_at: Date };

/** Where each service is in the event log, the way to set it back, and to forget one that was retired. */
export function subscriptionRoutes(
  app: FastifyInstance,
  { pool, platform }: SubscriptionRoutesOptions,
): void {
  app.get("/operators/subscriptions", async () => {
    const { rows } = await pool.query<CursorRow>(
      `select consumer_group as service, transaction_id::text as transaction_id, position, updated_at
       from subscriptions order by 1`,
    );
    const lags = await platform.lags();
    return { items: rows.map((row) => ({ ...row, lag_seconds: lags.get(row.service) ?? null })) };
  });
  app.post("/operators/subscriptions/:service/rewind", async ({ params, body }, reply) => {
    const { service } = parse(parametersSchema, params, "path");
    const { time } = parse(rewindSchema, body);
    if (!(await platform.lags()).has(service))
      throw new Problem("not_found", `No service ${service} reads events here`);
    await platform.rewind(service, new Date(time));
    return reply.code(204).send();
  });
  app.delete("/operators/subscriptions/:service", async ({ params }, reply) => {
    const { service } = parse(parametersSchema, params, "path");
    if ((await platform.lags()).has(service))
      throw new Problem("conflict", `${service} runs, and its place in the event log is needed`);
    const removed = await pool.query("delete from subscriptions where consumer_group = $1", [
      service,
    ]);
    if (removed.rowCount === 0) throw new Problem("not_found", `No service ${service} is known`);
    return reply.code(204).send();
  });
}
