import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Account } from "../account.ts";
import { createHttpClient } from "./http-client.ts";

const newestSchema = z.object({ items: z.array(z.object({ sequence: z.int() })) });
const streamSchema = z.object({ latest_sequence: z.int() });

/** Waits until there have been so many events of this user, and the activity log has them. */
export async function untilEvents(url: string, account: Account, count: number): Promise<void> {
  const client = createHttpClient();
  for (;;) {
    const answer = await client.send("GET", `${url}/api/v1/events?limit=1`, account.headers);
    if (streamSchema.parse(JSON.parse(answer.body)).latest_sequence >= count) break;
    await pause(200);
  }
  client.close();
  await untilLogged(url, [account]);
}

/** Waits until the activity log has everything that these users did, so that it takes no time from what is measured next. */
export async function untilLogged(url: string, accounts: readonly Account[]): Promise<void> {
  const client = createHttpClient();
  const get = async (account: Account, path: string): Promise<unknown> =>
    JSON.parse((await client.send("GET", `${url}/api/v1${path}`, account.headers)).body);
  for (const account of accounts) {
    const { latest_sequence: latest } = streamSchema.parse(await get(account, "/events?limit=1"));
    for (;;) {
      const { items } = newestSchema.parse(await get(account, "/activity?per_page=1"));
      if ((items[0]?.sequence ?? 0) >= latest) break;
      await pause(50);
    }
  }
  client.close();
}
