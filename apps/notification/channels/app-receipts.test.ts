import type { InvocationAnswer } from "@pakaura/platform/invocation";
import { beforeEach, expect, test } from "vitest";
import { createAppReceipts } from "./app-receipts.ts";

const user = "00000000-0000-4000-8000-0000000000aa";
const event = "00000000-0000-4000-8000-000000000001";

let asked: { path: string; body: unknown }[];
let answer: () => Promise<InvocationAnswer>;
let now: number;

beforeEach(() => {
  asked = [];
  now = 0;
});

const receipts = (timeoutMs = 60_000) =>
  createAppReceipts(
    {
      invoke: (_app, _method, path, body) => {
        asked.push({ path, body });
        return answer();
      },
    },
    { timeoutMs, restMs: 10_000, now: () => now },
  );

test("the gateway is asked, and what it says is handed on", async () => {
  const app = receipts();
  answer = async () => ({ status: 200, body: { is_open: true } });
  expect(await app.isOpen(user)).toBe(true);
  answer = async () => ({ status: 200, body: { shown: [event], seen: [] } });
  expect(await app.of(user, [event])).toEqual({ shown: [event], seen: [] });
  expect(asked).toEqual([
    { path: "/internal/presence", body: { user_id: user } },
    { path: "/internal/receipts", body: { user_id: user, event_ids: [event] } },
  ]);
});

test.each<[string, () => Promise<InvocationAnswer>]>([
  ["is away", () => Promise.reject(new Error("There is no service"))],
  ["never answers", () => new Promise(() => undefined)],
  ["is of an older version", async () => ({ status: 404, body: null })],
  ["cannot ask its store", async () => ({ status: 500, body: {} })],
  ["says something else", async () => ({ status: 200, body: "yes" })],
])(
  "a gateway that %s has nobody who looks, and keeps no later reminder waiting",
  async (_what, given) => {
    const app = receipts(1);
    answer = given;
    expect(await app.isOpen(user)).toBe(false);
    expect(await app.of(user, [event])).toEqual({ shown: [], seen: [] });
    expect(asked).toHaveLength(1);
    now = 10_000;
    answer = async () => ({ status: 200, body: { shown: [], seen: [event] } });
    expect(await receipts().of(user, [event])).toEqual({ shown: [], seen: [event] });
    expect(await app.of(user, [event])).toEqual({ shown: [], seen: [event] });
  },
);
