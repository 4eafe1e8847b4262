import { ConfigError } from "@pakaura/service/config";
import { z } from "zod";

/** A key as it goes into a header. */
const key = z
  .string()
  .max(500)
  .regex(/^[\x21-\x7e]+$/);
const dollars = z.coerce.number().pipe(z.number().min(0).max(10_000));

/** The settings of the model behind the assistant. */
export const modelSettings = {
  COHERE_API_KEY: key.optional().describe("a key of Cohere, which switches its model on"),
  ASSISTANT_BASE_URL: z
    .url({ protocol: /^https?$/ })
    // Nobody fetches from an address with a password in it.
    .refine((text) => `${new URL(text).username}${new URL(text).password}` === "")
    .optional()
    .describe("the address of an OpenAI-compatible server, such as http://localhost:11434/v1"),
  ASSISTANT_MODEL: z
    .string()
    .max(200)
    .regex(/^\S+$/u)
    .optional()
    .describe("the name that the server gives to a model"),
  ASSISTANT_API_KEY: key.optional().describe("the key of the server, if it wants one"),
  ASSISTANT_ASKS_PER_DAY: z.coerce
    .number()
    .pipe(z.int().min(1).max(1_000_000))
    .default(200)
    .describe("how often a day one person's words may go to the model, 1 to 1000000"),
  ASSISTANT_COST_PER_DAY: dollars
    .default(0.5)
    .describe("how many dollars a day one person may cost, 0 to 10000"),
  ASSISTANT_INPUT_PRICE: dollars
    .optional()
    .describe("dollars for a million tokens that are sent, 0 to 10000"),
  ASSISTANT_OUTPUT_PRICE: dollars
    .optional()
    .describe("dollars for a million tokens that are answered, 0 to 10000"),
  ASSISTANT_TIME_LIMIT_MS: z.coerce
    .number()
    .pipe(z.int().min(50).max(8_000))
    .default(8_000)
    .describe("how many milliseconds the model may take, 50 to 8000"),
};

type Settings = z.output<z.ZodObject<typeof modelSettings>>;

/** The model that is configured, and what it may cost. */
export type ModelConfig = {
  provider: "cohere" | "openai-compatible";
  name: string;
  /** Who gets what is sent: the host of the server. */
  receiver: string;
  baseUrl: string;
  apiKey: string | undefined;
  timeLimitMs: number;
  asksPerDay: number;
  costPerDay: number;
  /** Dollars for a token. */
  price: { input: number; output: number };
};

const cohere = {
  baseUrl: "https://api.cohere.com/v2",
  name: "command-a-03-2025",
  price: { input: 2.5, output: 10 },
} as const;
const million = 1_000_000;

/** Throws `ConfigError` for settings that do not go together. */
export function checkModel(settings: Settings): void {
  const { COHERE_API_KEY: cohereKey, ASSISTANT_BASE_URL: url, ASSISTANT_MODEL: name } = settings;
  if (cohereKey !== undefined && url !== undefined)
    throw new ConfigError(
      `ASSISTANT_BASE_URL: got ${JSON.stringify(url)}, wants nothing, as COHERE_API_KEY is set`,
    );
  if (url !== undefined && name === undefined)
    throw new ConfigError(
      "ASSISTANT_MODEL: got nothing, wants the name of a model, as ASSISTANT_BASE_URL is set",
    );
  const needing =
    settings.ASSISTANT_API_KEY !== undefined ? "ASSISTANT_API_KEY" : "ASSISTANT_MODEL";
  const isAlone = url === undefined && settings[needing] !== undefined;
  if (isAlone && (needing === "ASSISTANT_API_KEY" || cohereKey === undefined))
    throw new ConfigError(
      `ASSISTANT_BASE_URL: got nothing, wants the address of a server, as ${needing} is set`,
    );
}

/** The model of some settings; null when there is none. */
export function modelOf(settings: Settings): ModelConfig | null {
  const { COHERE_API_KEY: cohereKey, ASSISTANT_BASE_URL: url, ASSISTANT_MODEL: name } = settings;
  const limits = {
    timeLimitMs: settings.ASSISTANT_TIME_LIMIT_MS,
    asksPerDay: settings.ASSISTANT_ASKS_PER_DAY,
    costPerDay: settings.ASSISTANT_COST_PER_DAY,
  };
  const priced = (usual: { input: number; output: number }): ModelConfig["price"] => ({
    input: (settings.ASSISTANT_INPUT_PRICE ?? usual.input) / million,
    output: (settings.ASSISTANT_OUTPUT_PRICE ?? usual.output) / million,
  });
  if (cohereKey !== undefined)
    return {
      provider: "cohere",
      name: name ?? cohere.name,
      receiver: new URL(cohere.baseUrl).host,
      baseUrl: cohere.baseUrl,
      apiKey: cohereKey,
      price: priced(cohere.price),
      ...limits,
    };
  if (url === undefined || name === undefined) return null;
  return {
    provider: "openai-compatible",
    name,
    receiver: new URL(url).host,
    baseUrl: url,
    apiKey: settings.ASSISTANT_API_KEY,
    price: priced({ input: 0, output: 0 }),
    ...limits,
  };
}
