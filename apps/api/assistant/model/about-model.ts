import type { AssistantAbout } from "@pakaura/contract/assistant";
import type pg from "pg";
import type { ModelConfig } from "../../model-config.ts";
import { sentFields } from "./question.ts";
import { wantsModel } from "./read-again.ts";

/** Which model is behind the assistant, who runs it, what that one is sent, and whether this person wants it. */
export async function aboutModel(
  { pool, model }: { pool: pg.Pool; model: ModelConfig | null },
  userId: string,
): Promise<AssistantAbout> {
  const isOn = await wantsModel(pool, userId);
  if (model === null) return { model: null, receiver: null, sends: [], on: isOn };
  return { model: model.name, receiver: model.receiver, sends: [...sentFields], on: isOn };
}
