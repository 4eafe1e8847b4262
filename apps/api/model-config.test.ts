import { readConfig } from "@pakaura/service/config";
import { describe, expect, it } from "vitest";
import { apiConfigSchema, checkTogether } from "./config.ts";
import { modelOf } from "./model-config.ts";

const local = { ASSISTANT_BASE_URL: "http://localhost:11434/v1", ASSISTANT_MODEL: "qwen3" };

function read(env: Record<string, string>) {
  const config = readConfig(apiConfigSchema, env);
  checkTogether(config);
  return modelOf(config);
}

describe("the settings of a model", () => {
  it("name none by themselves", () => {
    expect(read({})).toBeNull();
    expect(read({ ASSISTANT_ASKS_PER_DAY: "5" })).toBeNull();
  });

  it("switch Cohere on by its key alone", () => {
    expect(read({ COHERE_API_KEY: "co-key" })).toMatchObject({
      provider: "cohere",
      name: "command-a-03-2025",
      receiver: "api.cohere.com",
      timeLimitMs: 8_000,
      asksPerDay: 200,
      price: { input: 2.5e-6, output: 1e-5 },
    });
    const other = { COHERE_API_KEY: "co-key", ASSISTANT_MODEL: "command-a-reasoning-08-2025" };
    expect(read(other)?.name).toBe("command-a-reasoning-08-2025");
  });

  it("name any other server, which costs nothing unless they say so", () => {
    expect(read(local)).toMatchObject({
      provider: "openai-compatible",
      name: "qwen3",
      receiver: "localhost:11434",
      apiKey: undefined,
      price: { input: 0, output: 0 },
    });
    expect(read({ ...local, ASSISTANT_OUTPUT_PRICE: "3" })?.price.output).toBe(3e-6);
  });

  it.each([
    [
      { ...local, COHERE_API_KEY: "key" },
      /^ASSISTANT_BASE_URL: got "http.*wants nothing, as COHERE/,
    ],
    [{ ASSISTANT_BASE_URL: "http://a.example" }, /^ASSISTANT_MODEL: got nothing, wants the name/],
    [
      { ASSISTANT_MODEL: "qwen3" },
      /^ASSISTANT_BASE_URL: got nothing, .* as ASSISTANT_MODEL is set/,
    ],
    [
      { ASSISTANT_API_KEY: "key" },
      /^ASSISTANT_BASE_URL: got nothing, .* as ASSISTANT_API_KEY is set/,
    ],
    [
      { COHERE_API_KEY: "a\nb" },
      /^COHERE_API_KEY: got a value \(not shown\), wants a key of Cohere/,
    ],
    [{ ...local, ASSISTANT_API_KEY: "a b" }, /^ASSISTANT_API_KEY: got a value \(not shown\)/],
    [{ ...local, ASSISTANT_BASE_URL: "ftp://a.example" }, /^ASSISTANT_BASE_URL: got "ftp/],
    [{ ...local, ASSISTANT_BASE_URL: "http://a:b@c.example" }, /^ASSISTANT_BASE_URL: got "http/],
    [{ ...local, ASSISTANT_MODEL: "two words" }, /^ASSISTANT_MODEL: got "two words"/],
    [{ ASSISTANT_ASKS_PER_DAY: "0" }, /^ASSISTANT_ASKS_PER_DAY: got "0", wants how often/],
    [{ ASSISTANT_COST_PER_DAY: "-1" }, /^ASSISTANT_COST_PER_DAY: got "-1", wants how many dollars/],
    [{ ASSISTANT_INPUT_PRICE: "free" }, /^ASSISTANT_INPUT_PRICE: got "free", wants dollars/],
    [{ ASSISTANT_TIME_LIMIT_MS: "9000" }, /^ASSISTANT_TIME_LIMIT_MS: got "9000", wants how many/],
  ])("are refused by name: %j", (env, message) => {
    expect(() => read(env)).toThrow(message);
  });
});
