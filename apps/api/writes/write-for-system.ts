import type { OnBehalf } from "@pakaura/contract/internal";
import type pg from "pg";
import type { ApiContext } from "../api-context.ts";
import { notFound } from "../http/path-parameter.ts";
import type { DecisionContext } from "../tasks/change.ts";
import type { Answer } from "./answer.ts";
import type { Decision, Job, Tasks } from "./job.ts";

/** Which service acts by itself, as the log tells it. */
export type SystemActor = "recurring" | "reminder";

/**
 * Carries out a write that no person asked for (FR-021). `decide` may run more than once. Throws
 * `not_found` when the user is gone.
 */
export async function writeForSystem(
  { pool, writer }: Pick<ApiContext, "pool" | "writer">,
  { actor, onBehalf, reads }: { actor: SystemActor; onBehalf: OnBehalf; reads: Job["reads"] },
  decide: (tasks: Tasks, decision: DecisionContext) => Decision,
): Promise<Answer> {
  const settings = await readSettings(pool, onBehalf.user_id);
  return writer.write({
    userId: onBehalf.user_id,
    reads,
    decide: (tasks) => decide(tasks, { ...settings, now: Date.now() }),
    origin: {
      actor: "system",
      actorDetail: actor,
      correlationId: onBehalf.correlation_id,
      traceparent: onBehalf.traceparent,
    },
    claim: null,
  });
}

async function readSettings(pool: pg.Pool, userId: string): Promise<Omit<DecisionContext, "now">> {
  const { rows } = await pool.query<{ time_zone: string; lead_minutes: number | null }>({
    name: "settings-of-user",
    text: `select time_zone, default_reminder_lead_minutes as lead_minutes from users where id = $1`,
    values: [userId],
  });
  const row = rows[0];
  if (row === undefined) throw notFound();
  return { userId, timeZone: row.time_zone, defaultReminderLeadMinutes: row.lead_minutes };
}
