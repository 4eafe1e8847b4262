import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operatorToken } from "@pakaura/service/operators/operator-token";
import type { Stack } from "@pakaura/stack/start-stack";
import { expect } from "vitest";
import { z } from "zod";

const lettersSchema = z.object({
  items: z.array(z.object({ id: z.string(), service: z.string(), error: z.string() })),
});
const placesSchema = z.object({
  items: z.array(z.object({ service: z.string(), lag_events: z.number().nullable() })),
});
const secretsSchema = z.object({ session: z.string() });

/** What an operator can see and do, by the routes that `npm run ops` uses. */
export function operatorOf(stack: Stack, dataFolder: string) {
  const kept: unknown = JSON.parse(readFileSync(join(dataFolder, "secrets.json"), "utf8"));
  const authorization = `Bearer ${operatorToken(secretsSchema.parse(kept).session)}`;
  const api = stack.replicas.find(({ service }) => service === "api");

  async function ask(method: string, path: string): Promise<unknown> {
    const url = `http://127.0.0.1:${api?.internalPort}/operators${path}`;
    const answer = await fetch(url, { method, headers: { authorization } });
    expect(answer.status, path).toBe(200);
    return answer.json();
  }

  const deadLetters = async () => lettersSchema.parse(await ask("GET", "/dead-letters")).items;
  return {
    deadLetters,
    async replayAll(): Promise<void> {
      for (const { id } of await deadLetters()) {
        const replayed = await ask("POST", `/dead-letters/${id}/replay`);
        expect(replayed).toEqual({ error: null });
      }
    },
    /** How many events a service has not handled. */
    async lagOf(service: string): Promise<number> {
      const { items } = placesSchema.parse(await ask("GET", "/subscriptions"));
      return items.find((one) => one.service === service)?.lag_events ?? Infinity;
    },
  };
}
