import type { Said } from "@pakaura/domain/assistant/deciding/context-of";
import type { Names } from "@pakaura/domain/assistant/deciding/decide";
import type { Plan } from "@pakaura/domain/assistant/deciding/plan";
import { decideSpoken } from "@pakaura/domain/assistant/spoken/decide-spoken";
import { tasksSaidIn } from "@pakaura/domain/assistant/spoken/tasks-said";
import type { State } from "@pakaura/platform/state";
import { metrics } from "@pakaura/service/metrics";
import type { LanguageModel } from "ai";
import type pg from "pg";
import type { Logger } from "pino";
import type { Answer } from "./ask-model.ts";
import { giveBack, takeAsk } from "./budget.ts";
import type { Circuit } from "./circuit.ts";
import type { ModelConfig } from "../../model-config.ts";
import { messageOf, mostOutputTokens, type Question } from "./question.ts";

/** What is needed to let a model read what the rules did not understand. */
export type ModelContext = {
  pool: pg.Pool;
  state: State;
  log: Logger;
  model: ModelConfig;
  circuit: Circuit;
  /** Tests have models of their own. */
  load?: (config: ModelConfig) => Promise<LanguageModel>;
};

/** The instructions and the tools, in tokens, and rather more. */
const fixedTokens = 5_000;

/**
 * What a model makes of words that the rules did not understand, for a person who wants that. Null where it is not asked,
 * or is of no help: then the answer of the rules stands. What is sent and answered is logged nowhere.
 */
export async function readAgain(
  context: ModelContext,
  rules: Plan,
  { said, userId }: { said: Said; userId: string },
  names: Names,
): Promise<Plan | null> {
  if (!rules.isUnread || !(await wantsModel(context.pool, userId))) return null;
  const question = { text: said.text, locale: said.at.locale, tasks: tasksSaidIn(said) };
  const answer = await askWithin(context, question, userId);
  return answer?.commands ? decideSpoken(answer.commands, said, names) : null;
}

/** Loads the libraries by which models are asked: nobody has to, where there is none. */
export async function loadLibraries() {
  const [{ askModel }, { languageModel }] = await Promise.all([
    import("./ask-model.ts"),
    import("./language-model.ts"),
  ]);
  return { askModel, languageModel };
}

/** Whether a person has switched the model on. */
export async function wantsModel(pool: pg.Pool, userId: string): Promise<boolean> {
  const { rows } = await pool.query<{ assistant_model: boolean }>({
    name: "assistant-model-of-user",
    text: "select assistant_model from users where id = $1",
    values: [userId],
  });
  return rows[0]?.assistant_model === true;
}

/** Asks within a person's share of the day. Null when that is used up, or the model is away or was so often a moment ago. */
async function askWithin(
  context: ModelContext,
  question: Question,
  userId: string,
): Promise<Answer | null> {
  const { state, log, model, load } = context;
  if (context.circuit.isPaused()) {
    metrics.modelAsks.inc({ outcome: "paused" });
    return null;
  }
  const { price } = model;
  const now = Date.now();
  const most = { input: fixedTokens + 2 * messageOf(question).length, output: mostOutputTokens };
  const cost = most.input * price.input + most.output * price.output;
  if (!(await takeAsk(state, { userId, now, cost }, model))) return null;
  const signal = AbortSignal.timeout(model.timeLimitMs);
  try {
    const { askModel, languageModel } = await loadLibraries();
    const asked = load ? await load(model) : languageModel(model);
    const answer = await askModel(asked, question, signal);
    tell(context, "answered");
    const used = spent(answer.tokens, most, price);
    if (used < cost) await giveBack(state, { userId, now, cost: cost - used });
    log.info({ model: model.name, ...answer.tokens, ms: Date.now() - now }, "asked a model");
    return answer;
  } catch (error) {
    tell(context, "failed");
    // Its message and its fields may hold what was sent.
    const name = error instanceof Error ? error.name : typeof error;
    log.warn({ model: model.name, error: name, ms: Date.now() - now }, "the model is of no help");
    return null;
  }
}

function tell({ circuit }: ModelContext, outcome: "answered" | "failed"): void {
  circuit.tell(outcome);
  metrics.modelAsks.inc({ outcome });
}

/** What an ask cost by what the server says it took; the most, where it says nothing that can be. */
function spent(
  { input, output }: Answer["tokens"],
  most: { input: number; output: number },
  price: ModelConfig["price"],
): number {
  const count = (said: number | undefined, limit: number): number =>
    said !== undefined && said >= 0 && said <= limit ? said : limit;
  return count(input, most.input) * price.input + count(output, most.output) * price.output;
}
