import { newConversation } from "@pakaura/domain/assistant/conversation";
import { decide } from "@pakaura/domain/assistant/deciding/decide";
import type { World } from "@pakaura/domain/assistant/world";
import type { State } from "@pakaura/platform/state";
import { MockLanguageModelV4 } from "ai/test";
import type pg from "pg";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import type { ModelConfig } from "../../model-config.ts";
import { createCircuit } from "./circuit.ts";
import { calling, sending, startModelServer } from "./model-server.fixture.ts";
import { readAgain, type ModelContext } from "./read-again.ts";

const world: World = {
  tasks: [
    {
      id: "dentist",
      title: "Dentist appointment",
      due_date: null,
      priority: "none",
      tags: [],
      completed: false,
      recurrence: null,
      reminder_lead_minutes: null,
    },
  ],
  trash: [],
  reminders: [],
  entries: [],
};
const at = {
  now: Date.parse("2026-11-16T09:00:00Z"),
  timeZone: "Europe/London",
  weekStart: "monday",
  locale: "en-GB",
} as const;
const text = "yikes, that dentist is such a headache, friday suits me so much better";
const names = { turnId: "turn", newId: () => "new" };
const config: ModelConfig = {
  provider: "openai-compatible",
  name: "mock",
  receiver: "nowhere",
  baseUrl: "http://127.0.0.1:9/v1",
  apiKey: undefined,
  timeLimitMs: 60_000,
  asksPerDay: 5,
  costPerDay: 1,
  price: { input: 0, output: 0 },
};

/** A model that makes its calls, or throws. */
function mock(...calls: [string, string][]): MockLanguageModelV4 {
  const result: Awaited<ReturnType<MockLanguageModelV4["doGenerate"]>> = {
    content: calls.map(([toolName, input], index) => ({
      type: "tool-call",
      toolCallId: `${index}`,
      toolName,
      input,
    })),
    finishReason: { unified: "tool-calls", raw: undefined },
    usage: {
      inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: 1, text: 1, reasoning: undefined },
    },
    warnings: [],
  };
  return new MockLanguageModelV4({ doGenerate: () => Promise.resolve(result) });
}

/** Where the model is, and what is logged of it. */
function placeOf(model: MockLanguageModelV4 | null, more: Partial<ModelConfig> = {}) {
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => lines.push(line) });
  const entries = new Map<string, unknown>();
  const state: State = {
    get: <Value>(key: string) =>
      Promise.resolve(entries.has(key) ? { value: entries.get(key) as Value, etag: "same" } : null),
    set: (key, value) => Promise.resolve(void entries.set(key, value)),
    delete: (key) => Promise.resolve(void entries.delete(key)),
  };
  const pool = { query: () => Promise.resolve({ rows: [{ assistant_model: true }] }) };
  const context: ModelContext = {
    pool: pool as unknown as pg.Pool,
    state,
    log,
    model: { ...config, ...more },
    circuit: createCircuit(),
    ...(model ? { load: () => Promise.resolve(model) } : {}),
  };
  const read = () => {
    const said = { text, world, conversation: newConversation, at };
    return readAgain(context, decide(said, names), { said, userId: "ann" }, names);
  };
  return { read, lines, entries };
}

describe("reading again by a model", () => {
  it("asks once, for so many tokens, and executes no tool", async () => {
    const model = mock(["set_due_date", '{"target":"dentist","when":"friday"}']);
    const plan = await placeOf(model).read();
    expect(plan?.operations).toEqual([
      { op: "update", id: "dentist", body: { due_date: "2026-11-20" } },
    ]);
    expect(model.doGenerateCalls).toHaveLength(1);
    const [call] = model.doGenerateCalls;
    expect(call).toMatchObject({ maxOutputTokens: 800, temperature: 0 });
    for (const { inputSchema } of (call?.tools ?? []) as { inputSchema: { required?: string[] } }[])
      expect(inputSchema.required).not.toHaveLength(0);
  });

  it("logs how long it took, and nothing that was said or answered", async () => {
    const right = placeOf(mock(["set_due_date", '{"target":"dentist","when":"friday"}']));
    await right.read();
    const broken = new MockLanguageModelV4({
      doGenerate: () => Promise.reject(new Error(`I was told: ${text}`)),
    });
    const wrong = placeOf(broken);
    expect(await wrong.read()).toBeNull();
    for (const { lines } of [right, wrong]) {
      expect(lines).toHaveLength(1);
      expect(lines.join("")).not.toMatch(/dentist|friday|yikes/iu);
    }
  });

  it("takes what it may cost before it asks, and gives back what it did not", async () => {
    const price = { input: 1e-6, output: 1e-6 };
    const { read, entries } = placeOf(mock(["no_command", '{"why":"chat"}']), { price });
    await read();
    expect([...entries.values()]).toEqual([{ asks: 1, cost: expect.closeTo(2e-6, 10) }]);
  });

  it("keeps what it may have cost when the model fails", async () => {
    const broken = new MockLanguageModelV4({ doGenerate: () => Promise.reject(new Error("no")) });
    const { read, entries } = placeOf(broken, { price: { input: 1e-6, output: 1e-6 } });
    await read();
    const [used] = [...entries.values()] as { asks: number; cost: number }[];
    expect(used?.cost).toBeGreaterThan(5e-3);
  });

  it("does without an answer after the time limit, whatever the model does with its signal", async () => {
    const deaf = new MockLanguageModelV4({ doGenerate: () => new Promise(() => {}) });
    expect(await placeOf(deaf, { timeLimitMs: 50 }).read()).toBeNull();
  });

  it("knows the null that Cohere sends for arguments", async () => {
    const server = await startModelServer();
    const cohere = { provider: "cohere", baseUrl: server.url, apiKey: "key" } as const;
    const answer = (name: string, input: string) =>
      sending(200, {
        generation_id: "answer",
        finish_reason: "TOOL_CALL",
        message: {
          role: "assistant",
          content: [],
          tool_calls: [{ id: "1", type: "function", function: { name, arguments: input } }],
        },
        usage: {
          billed_units: { input_tokens: 1, output_tokens: 1 },
          tokens: { input_tokens: 1, output_tokens: 1 },
        },
      });
    server.answerWith(answer("complete", "null"));
    expect(await placeOf(null, cohere).read()).toBeNull();
    server.answerWith(answer("complete", '{"target":"dentist"}'));
    expect((await placeOf(null, cohere).read())?.operations).toEqual([
      { op: "complete", id: "dentist" },
    ]);
    // An answer in the form of another server is none.
    server.answerWith(calling(["complete", { target: "dentist" }]));
    expect(await placeOf(null, cohere).read()).toBeNull();
    expect(server.asked).toHaveLength(3);
    await server.close();
  });
});
