import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Account } from "../account.ts";
import { createHttpClient } from "./http-client.ts";

const newestSchema = z.object({ items: z.array(z.object({ sequence: z.int() })) });
const streamSchema = z.object({ latest_sequence: z.int() });

/**
 * Waits until the activity log has everything that these users did, and `atLeast` so many events of each, so that
 * it takes no time from what is measured next.
 */
export async function untilLogged(
  url: string,
  accounts: readonly Account[],
  atLeast = 0,
): Promise<void> {
  const client = createHttpClient();
  const get = async (account: Account, path: string): Promise<unknown> =>
    JSON.parse((await client.send("GET", `${url}/api/v1${path}`, account.headers)).body);
  for (const account of accounts) {
    const { latest_sequence: latest } = streamSchema.parse(await get(account, "/events?limit=1"));
    for (;;) {
      const { items } = newestSchema.parse(await get(account, "/activity?per_page=1"));
      if ((items[0]?.sequence ?? 0) >= Math.max(latest, atLeast)) break;
      await pause(50);
    }
  }
  client.close();
}
