import type { AssistantAnswer } from "@pakaura/contract/assistant";
import type { Plan } from "@pakaura/domain/assistant/deciding/plan";
import type { State } from "@pakaura/platform/state";
import type { DecisionContext } from "../tasks/change.ts";
import { type Answer, json } from "../writes/answer.ts";
import type { Job } from "../writes/job.ts";
import type { AssistantContext } from "./assistant-context.ts";
import { type Deed, deedOf } from "./carry-out.ts";
import { forgetTurn, keepTurn, type Kept, type KeptTurn, readTurn } from "./conversations.ts";
import { backOf, type ReminderDeed } from "./put-off.ts";
import type { SeenWorld } from "./read-world.ts";
import { stepOf } from "./step-of.ts";
import { undoDeed } from "./undo-turns.ts";
import { writeTurn } from "./write-turn.ts";

/** A turn that is to be carried out. */
export type Execution = {
  plan: Plan;
  kept: Kept;
  seen: SeenWorld;
  versions: Record<string, number>;
  settings: Omit<DecisionContext, "now">;
  turnId: string;
  write: Pick<Job, "userId" | "origin" | "claim">;
  answerFor: (seen: SeenWorld) => AssistantAnswer;
};

/** Carries a turn out as one write, and remembers how to take it back. Throws what refuses it, with nothing done. */
export async function executeTurn(
  { state, pool, wake }: AssistantContext,
  execution: Execution,
): Promise<Answer> {
  const { plan, seen, settings, turnId, write } = execution;
  const { userId } = write;
  const undone = await readUndone(state, userId, plan);
  const deed = undone ? undoDeed(undone) : await deedOfPlan(state, execution);
  const { answer, changes, reminders, isRepeated } = await writeTurn(
    { pool, wake },
    {
      ...write,
      ...deed,
      decide: (tasks, now) => {
        const done = deed.decide(tasks, { ...settings, now });
        const ids = new Set(done.tasks.map(({ id }) => id));
        const others = seen.tasks.filter(({ id }) => !ids.has(id));
        const isUndoable = !undone && (done.changes.length > 0 || deed.reminders.length > 0);
        const said = execution.answerFor({ ...seen, tasks: [...others, ...done.tasks] });
        return { changes: done.changes, answer: json(200, { ...said, undoable: isUndoable }) };
      },
    },
  );
  if (isRepeated) return answer;
  if (undone)
    await Promise.all(plan.undoes?.turns.map((id) => forgetTurn(state, userId, id)) ?? []);
  else if (changes.length > 0 || reminders.length > 0)
    await keepTurn(state, userId, turnId, { step: stepOf(changes), reminders });
  return answer;
}

/** The turns that are taken back; null where that is none, or the log has to know them, or one is not known any more. */
async function readUndone(
  state: State,
  userId: string,
  { undoes }: Plan,
): Promise<KeptTurn[] | null> {
  if (undoes === null || undoes.entries.length > 0) return null;
  const turns = await readTurns(state, userId, undoes.turns);
  return turns.length > 0 && turns.length === undoes.turns.length ? turns : null;
}

async function readTurns(
  state: State,
  userId: string,
  ids: readonly string[],
): Promise<KeptTurn[]> {
  const turns = await Promise.all(ids.map((id) => readTurn(state, userId, id)));
  return turns.flatMap((turn) => turn ?? []);
}

async function deedOfPlan(
  state: State,
  { plan: { operations }, kept, seen, versions, write }: Execution,
): Promise<Deed> {
  const isBack = operations.some((one) => one.op === "snooze_reminder" && one.until === null);
  const ids = isBack ? kept.conversation.turns.map(({ id }) => id) : [];
  const back: ReminderDeed[] = backOf(await readTurns(state, write.userId, ids));
  return deedOf(operations, { versions, reminders: seen.world.reminders, back });
}
