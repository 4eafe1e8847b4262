import type { Principal } from "@pakaura/accounts/principal";
import { topicOf } from "@pakaura/contract/events";
import { type Me, updateMeSchema, weekStarts } from "@pakaura/contract/http";
import type { UpdateMe } from "@pakaura/contract/http";
import type { Jobs } from "@pakaura/platform/jobs";
import { metrics } from "@pakaura/service/metrics";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { z } from "zod";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { claimOf } from "../http/idempotency-key.ts";
import { notFound } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { requireStorable } from "../http/storable-text.ts";
import { originOf } from "../writes/origin.ts";
import { json } from "../writes/answer.ts";
import { withTimeZoneJob } from "./follow-time-zone.ts";
import { updateMe } from "./update-me.ts";

/** The user's own profile and settings. */
export function meRoutes(app: FastifyInstance, context: ApiContext & { jobs: Jobs }): void {
  app.get("/me", async (request, reply) => {
    return send(reply, json(200, await readMe(context.pool, principalOf(request))));
  });

  app.patch("/me", async (request, reply) => {
    const body: UpdateMe = parse(updateMeSchema, request.body);
    if (body.name !== undefined) requireStorable("name", body.name);
    // The same settings again change nothing, so a repeated request needs no kept answer.
    claimOf(request);
    if (body.series_times !== undefined && body.time_zone === undefined) throw withoutTimeZone();
    const principal = principalOf(request);
    const { userId } = principal;
    const moves =
      body.series_times === "instant" ? undefined : { origin: originOf(request, principal) };
    const update = async (): Promise<void> => {
      const events = await updateMe(context.pool, userId, body, moves);
      for (const type of events) metrics.eventsPublished.inc({ topic: topicOf(type), type });
      if (events.length > 0) context.wake();
    };
    if (body.time_zone === undefined) await update();
    else {
      const { correlationId, traceparent } = request;
      const onBehalf = { user_id: userId, correlation_id: correlationId, traceparent };
      await withTimeZoneJob(context.jobs, onBehalf, update);
    }
    context.authenticator.forget();
    return send(reply, json(200, await readMe(context.pool, principal)));
  });
}

function withoutTimeZone(): Problem {
  const message = "says what becomes of series with another time_zone, and is given without one";
  return new Problem("validation_failed", "The settings are not valid.", {
    errors: [{ field: "series_times", code: "needs_time_zone", message }],
  });
}

async function readMe(
  pool: pg.Pool,
  { userId, scope }: Pick<Principal, "userId" | "scope">,
): Promise<Me> {
  const { rows } = await pool.query<Omit<Me, "created_at" | "access"> & { created_at: Date }>(
    `select id, name, email, time_zone, week_start, default_reminder_lead_minutes,
       language, assistant_model, two_factor_enabled, created_at
     from users where id = $1`,
    [userId],
  );
  const row = rows[0];
  if (row === undefined) throw notFound();
  const weekStart = z.enum(weekStarts).parse(row.week_start);
  return {
    ...row,
    week_start: weekStart,
    access: scope,
    created_at: row.created_at.toISOString(),
  };
}
