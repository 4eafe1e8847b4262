import type { AssistantAnswer, assistantRequestSchema } from "@pakaura/contract/assistant";
import { pendingMs } from "@pakaura/domain/assistant/conversation";
import { decide } from "@pakaura/domain/assistant/deciding/decide";
import type { Plan } from "@pakaura/domain/assistant/deciding/plan";
import type { SpokenAt } from "@pakaura/domain/assistant/moment";
import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { principalOf } from "../http/guard.ts";
import { claimOf } from "../http/idempotency-key.ts";
import type { DecisionContext } from "../tasks/change.ts";
import { type Answer, json } from "../writes/answer.ts";
import type { Claim, Job } from "../writes/job.ts";
import { readKeptAnswer } from "../writes/kept-answers.ts";
import { originOfTurn } from "../writes/origin.ts";
import type { AssistantContext } from "./assistant-context.ts";
import {
  keepConversation,
  readConversation,
  replaceConversation,
  type Kept,
} from "./conversations.ts";
import { executeTurn } from "./execute-turn.ts";
import { readAgain } from "./model/read-again.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readWorld, type SeenWorld } from "./read-world.ts";
import { writeTurn } from "./write-turn.ts";

type Said = z.output<typeof assistantRequestSchema>;

/**
 * Decides what was said upon what is there, carries it out, and remembers it. With an `Idempotency-Key`, a turn that was
 * taken before, or is being taken at this moment, is answered as it was then.
 */
export async function takeTurn(
  context: AssistantContext,
  request: FastifyRequest,
  said: Said,
): Promise<Answer> {
  const claim = claimOf(request);
  if (claim === null || said.dry_run) return takeNow(context, request, { said, claim: null });
  const { userId } = principalOf(request);
  return oneAtATime(context.state, `assistant key ${userId} ${claim.key}`, async () => {
    const known = await readKeptAnswer(context.pool, { userId, claim });
    return known ?? takeNow(context, request, { said, claim });
  });
}

type Turn = { said: Said; claim: Claim | null };

async function takeNow(
  context: AssistantContext,
  request: FastifyRequest,
  { said, claim }: Turn,
): Promise<Answer> {
  const { state } = context;
  const ids = { id: said.conversation_id ?? uuidv7(), turnId: uuidv7() };
  const now = said.now === undefined ? Date.now() : Date.parse(said.now);
  const settings = settingsOf(request, said);
  const { userId } = settings;
  const { kept, etag } = await readConversation(state, userId, ids.id);
  const seen = await readWorld(context.pool, { ...settings, now });
  requirePending(kept, said);
  const at = { now, ...settings, locale: localeOf(request) };
  const { plan, via } = await planOf(
    { ...context, userId },
    { said, kept, seen, at, turnId: ids.turnId },
  );
  const answerFor = (world: SeenWorld) => answerOf(plan, world, { ...ids, via });
  if (said.dry_run) return json(200, answerFor(seen));
  const versions = versionsOf(seen);
  const next = { conversation: plan.conversation, versions };
  const place = { userId, id: ids.id };
  const write = { userId, claim, origin: originOfTurn(request, principalOf(request), ids.turnId) };
  if (plan.effect !== "execute") {
    await keepConversation(state, { ...place, etag }, next);
    return keepAnswer(context, write, json(200, answerFor(seen)));
  }
  // What waited is taken before the write, so that it is carried out once; that it was done is told after it.
  await keepConversation(state, { ...place, etag }, { ...kept, conversation: taken(kept) });
  const { turnId } = ids;
  const execution = { plan, kept, seen, versions, settings, turnId, write, answerFor };
  const answer = await executeTurn(context, execution).catch(async (error: unknown) => {
    await replaceConversation(state, place, kept);
    throw error;
  });
  await replaceConversation(state, place, next);
  return answer;
}

/** Keeps the answer of a turn that does nothing under its key, if it has one. */
async function keepAnswer(
  context: AssistantContext,
  write: Pick<Job, "userId" | "origin" | "claim">,
  answer: Answer,
): Promise<Answer> {
  if (write.claim === null) return answer;
  const decide = () => ({ changes: [], answer });
  const written = await writeTurn(context, { ...write, taskIds: [], reminders: [], decide });
  return written.answer;
}

function settingsOf(request: FastifyRequest, said: Said): Omit<DecisionContext, "now"> {
  const { userId, timeZone, weekStart, defaultReminderLeadMinutes } = principalOf(request);
  return { userId, timeZone: said.time_zone ?? timeZone, weekStart, defaultReminderLeadMinutes };
}

type Deciding = { said: Said; kept: Kept; seen: SeenWorld; at: SpokenAt; turnId: string };

/** What the rules make of what was said, or a model where they make nothing of it. */
async function planOf(
  context: AssistantContext & { userId: string },
  { said, kept, seen, at, turnId }: Deciding,
): Promise<{ plan: Plan; via: AssistantAnswer["via"] }> {
  const text = said.confirm === undefined ? said.text : "yes";
  const turn = { text, world: seen.world, conversation: kept.conversation, at };
  const names = { turnId, newId: uuidv7 };
  const rules = decide(turn, names);
  const { model, userId } = context;
  const spoken =
    model && (await readAgain({ ...context, model }, rules, { said: turn, userId }, names));
  const plan = askedAgain(spoken ?? rules, kept, seen, at.now);
  return { plan, via: spoken ? "model" : "rules" };
}

/** A conversation in which nothing waits for an answer. */
function taken({ conversation }: Kept): Kept["conversation"] {
  return { ...conversation, pending: null, isChanged: false };
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
