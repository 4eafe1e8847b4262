import type { SpokenCommand } from "@pakaura/domain/assistant/spoken/spoken-command";
import { mostSpokenOperations } from "@pakaura/domain/assistant/spoken/decide-spoken";
import { generateText, type LanguageModel } from "ai";
import { instructions, messageOf, mostOutputTokens, type Question } from "./question.ts";
import { commandsOf, tools } from "./tools.ts";

/** What a model answered. */
export type Answer = {
  /** Empty when it found no command, null when the answer is nothing to be trusted. */
  commands: SpokenCommand[] | null;
  tokens: { input: number | undefined; output: number | undefined };
};

// The library would write what servers answer to standard error.
globalThis.AI_SDK_LOG_WARNINGS = false;

/** Asks a model once. Throws when it is away, refuses, or has not answered when the signal comes. */
export async function askModel(
  model: LanguageModel,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = generateText({
    model,
    instructions,
    prompt: messageOf(question),
    tools,
    toolChoice: "auto",
    maxOutputTokens: mostOutputTokens,
    temperature: 0,
    maxRetries: 0,
    abortSignal: signal,
  });
  const { toolCalls, usage } = await Promise.race([answer, aborted(signal)]);
  const isTooMany = toolCalls.length > mostSpokenOperations;
  return {
    commands: isTooMany || toolCalls.some(({ invalid }) => invalid) ? null : commandsOf(toolCalls),
    tokens: { input: usage.inputTokens, output: usage.outputTokens },
  };
}

/** Whatever becomes of the request, nobody waits for it any longer. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("The model took too long")), {
      once: true,
    });
  });
}
