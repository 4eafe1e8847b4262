import { createECDH, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { expect } from "vitest";
import type { Account } from "../account.ts";

/** How often each address of somebody was called. */
export type Calls = { push: number; webhook: number };

/** Stands for the push service of browsers, and for servers behind webhooks. */
export async function startPushService() {
  const calls = new Map<string, number>();
  const server = createServer((request, response) => {
    const { url = "" } = request;
    calls.set(url, (calls.get(url) ?? 0) + 1);
    request.resume();
    response.writeHead(201).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;

  async function add(url: string, { headers }: Account, channel: object): Promise<void> {
    const answer = await fetch(`${url}/api/v1/channels`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(channel),
    });
    expect(answer.status).toBe(201);
  }

  return {
    /** Has somebody's reminders come here, as pushes to a browser and by a webhook; answers how to count them. */
    async subscribe(url: string, account: Account): Promise<() => Calls> {
      const id = randomUUID();
      const p256dh = createECDH("prime256v1").generateKeys("base64url");
      const keys = { p256dh, auth: randomBytes(16).toString("base64url") };
      await add(url, account, { kind: "web_push", endpoint: `${origin}/push/${id}`, keys });
      await add(url, account, { kind: "webhook", url: `${origin}/webhook/${id}` });
      return () => ({
        push: calls.get(`/push/${id}`) ?? 0,
        webhook: calls.get(`/webhook/${id}`) ?? 0,
      });
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
