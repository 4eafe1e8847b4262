import { createCohere } from "@ai-sdk/cohere";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel } from "ai";
import { limitedFetch } from "./limited-fetch.ts";
import type { ModelConfig } from "../../model-config.ts";

/** The model of a configuration. Nothing is sent before it is asked. */
export function languageModel({ provider, baseUrl, name, apiKey }: ModelConfig): LanguageModel {
  if (provider === "cohere")
    return createCohere({ baseURL: baseUrl, apiKey: apiKey ?? "", fetch: limitedFetch })(name);
  const settings = { name: "assistant", baseURL: baseUrl, fetch: limitedFetch };
  return createOpenAICompatible({
    ...settings,
    ...(apiKey === undefined ? {} : { apiKey }),
  }).chatModel(name);
}
