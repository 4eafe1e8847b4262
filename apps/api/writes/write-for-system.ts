import type { OnBehalf } from "@pakaura/contract/internal";
import type { ApiContext } from "../api-context.ts";
import { notFound } from "../http/path-parameter.ts";
import { readSettings } from "../me/read-settings.ts";
import type { DecisionContext } from "../tasks/change.ts";
import type { Answer } from "./answer.ts";
import type { Decision, Job, Tasks } from "./job.ts";
import { type SystemActor, systemOrigin } from "./origin.ts";

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
  if (settings === null) throw notFound();
  return writer.write({
    userId: onBehalf.user_id,
    reads,
    decide: (tasks) => decide(tasks, { ...settings, now: Date.now() }),
    origin: systemOrigin(actor, onBehalf),
    claim: null,
  });
}
