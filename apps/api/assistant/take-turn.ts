import type { AssistantAnswer, assistantRequestSchema } from "@pakaura/contract/assistant";
import { decide } from "@pakaura/domain/assistant/deciding/decide";
import { pendingMs } from "@pakaura/domain/assistant/conversation";
import type { Plan } from "@pakaura/domain/assistant/deciding/plan";
import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { principalOf } from "../http/guard.ts";
import type { AssistantContext } from "./assistant-context.ts";
import { carryOut, type CarriedOut, type Seen } from "./carry-out.ts";
import {
  forgetTurn,
  keepConversation,
  keepTurn,
  readConversation,
  readTurn,
  replaceConversation,
  type Kept,
} from "./conversations.ts";
import { readAgain } from "./model/read-again.ts";
import { readWorld, type SeenWorld } from "./read-world.ts";
import { undoTurns } from "./undo-turns.ts";

type Said = z.output<typeof assistantRequestSchema>;

/** Decides what was said upon what is there, carries it out, and remembers it. */
export async function takeTurn(
  context: AssistantContext,
  request: FastifyRequest,
  said: Said,
): Promise<AssistantAnswer> {
  const { userId, timeZone, weekStart, defaultReminderLeadMinutes } = principalOf(request);
  const id = said.conversation_id ?? uuidv7();
  const turnId = uuidv7();
  const now = said.now === undefined ? Date.now() : Date.parse(said.now);
  const zone = said.time_zone ?? timeZone;
  const { kept, etag } = await readConversation(context.state, userId, id);
  const seen = await readWorld(context.pool, {
    userId,
    timeZone: zone,
    weekStart,
    defaultReminderLeadMinutes,
    now,
  });
  const versions = versionsOf(seen);
  requirePending(kept, said);
  const { conversation } = kept;
  const at = { now, timeZone: zone, weekStart, locale: localeOf(request) };
  const text = said.confirm === undefined ? said.text : "yes";
  const turn = { text, world: seen.world, conversation, at };
  const names = { turnId, newId: uuidv7 };
  const rules = decide(turn, names);
  const { model } = context;
  const spoken =
    model && (await readAgain({ ...context, model }, rules, { said: turn, userId }, names));
  const plan = askedAgain(spoken ?? rules, kept, seen, now);
  const ids = { id, turnId, via: spoken ? "model" : "rules" } as const;
  if (said.dry_run) return answerOf(plan, seen, ids);
  const next = { conversation: plan.conversation, versions };
  const place = { userId, id };
  if (plan.effect !== "execute") {
    await keepConversation(context.state, { ...place, etag }, next);
    return answerOf(plan, seen, ids);
  }
  // What waited is taken before the write, so that it is carried out once; that it was done is told after it.
  await keepConversation(context.state, { ...place, etag }, { ...kept, conversation: taken(kept) });
  const based = { versions, reminders: seen.world.reminders, turnId };
  const { tasks: changed, step } = await carriedOut(context, request, plan, based).catch(
    async (error: unknown) => {
      await replaceConversation(context.state, place, kept);
      throw error;
    },
  );
  if (step.length > 0) await keepTurn(context.state, userId, turnId, { step });
  await replaceConversation(context.state, place, next);
  const others = seen.tasks.filter((task) => !changed.some((one) => one.id === task.id));
  const answer = answerOf(plan, { ...seen, tasks: [...others, ...changed] }, ids);
  return { ...answer, undoable: step.length > 0 };
}

/** A conversation in which nothing waits for an answer. */
function taken({ conversation }: Kept): Kept["conversation"] {
  return { ...conversation, pending: null, isChanged: false };
}

/** Does what the plan says; turns that are taken back are taken back as the log would, in one write. */
async function carriedOut(
  context: AssistantContext,
  request: FastifyRequest,
  { undoes, operations }: Plan,
  seen: Seen,
): Promise<CarriedOut> {
  const { userId } = principalOf(request);
  const ids = undoes === null || undoes.entries.length > 0 ? [] : undoes.turns;
  const turns = await Promise.all(ids.map((id) => readTurn(context.state, userId, id)));
  const kept = turns.flatMap((turn) => turn ?? []);
  if (kept.length === 0 || kept.length < ids.length)
    return carryOut(context, request, operations, seen);
  const tasks = await undoTurns(context, request, kept, seen.turnId);
  await Promise.all(ids.map((id) => forgetTurn(context.state, userId, id)));
  return { tasks, step: [] };
}

/** Refuses a confirmation of anything but what was shown last. */
function requirePending({ conversation }: Kept, { confirm }: Said): void {
  const { pending } = conversation;
  if (confirm === undefined || (pending?.kind === "confirm" && pending.id === confirm)) return;
  throw new Problem("conflict", "There is nothing of that name to confirm.");
}

/** The plan, or the same question again where the tasks of what was to be confirmed have changed since. */
function askedAgain(
  plan: Plan,
  { conversation, versions }: Kept,
  seen: SeenWorld,
  now: number,
): Plan {
  const { pending } = conversation;
  if (pending?.kind !== "confirm" || plan.effect !== "execute") return plan;
  const current = versionsOf(seen);
  const isStale = pending.operations.some(
    ({ op, id }) => op !== "create" && versions[id] !== current[id],
  );
  const isConfirmed = JSON.stringify(plan.operations) === JSON.stringify(pending.operations);
  if (!isStale || !isConfirmed) return plan;
  const again = { ...pending, id: uuidv7(), until: now + pendingMs };
  return {
    ...plan,
    effect: "confirm",
    operations: [],
    pending: plan.operations,
    pendingId: again.id,
    conversation: { ...conversation, pending: again },
  };
}

function versionsOf({ tasks }: SeenWorld): Record<string, number> {
  return Object.fromEntries(tasks.map(({ id, version }) => [id, version]));
}

function localeOf(request: FastifyRequest): string {
  const [first = ""] = (request.headers["accept-language"] ?? "").split(/[,;]/u);
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(first.trim()) ? first.trim() : "en-GB";
}

function answerOf(
  plan: Plan,
  seen: SeenWorld,
  { id, turnId, via }: { id: string; turnId: string; via: AssistantAnswer["via"] },
): AssistantAnswer {
  const { effect, reply, operations, pending, pendingId, shown, candidates, entries } = plan;
  const ids = new Set([...shown, ...candidates, ...operations.map((one) => one.id)]);
  return {
    conversation_id: id,
    turn_id: turnId,
    effect,
    reply,
    operations,
    pending,
    pending_id: pendingId,
    shown,
    candidates,
    tasks: seen.tasks.filter((task) => ids.has(task.id)),
    entries: seen.entries.filter((entry) => entries.includes(entry.id)),
    via,
    undoable: false,
  };
}
