import type { Account } from "../account.ts";
import { createHttpClient, expectStatus } from "./http-client.ts";
import { untilLogged } from "./until-logged.ts";

const batch = 500;
/** All due dates are to come. */
const firstYear = new Date().getUTCFullYear() + 1;
const isDue = (index: number): boolean => index % 2 === 0;

/**
 * Creates `count` tasks by bulk for somebody who has none; `title` names the one of this index. Waits until
 * the reminders of those that are due have been made too: that goes on for a while, and would take time from
 * what is measured next.
 */
export async function fill(
  url: string,
  account: Account,
  count: number,
  title: (index: number) => string,
): Promise<void> {
  const client = createHttpClient();
  for (let first = 0; first < count; first += batch) {
    const operations = Array.from({ length: Math.min(batch, count - first) }, (_, offset) => {
      const index = first + offset;
      return {
        op: "create",
        body: {
          title: title(index),
          notes: index % 4 === 0 ? "Some words that say more about it." : "",
          priority: index % 3 === 0 ? "high" : "none",
          tags: index % 5 === 0 ? ["home", "errand"] : [],
          due_date: isDue(index)
            ? new Date(Date.UTC(firstYear, 0, 1) + index * 60_000).toISOString()
            : null,
        },
      };
    });
    expectStatus(
      await client.send("POST", `${url}/api/v1/tasks/bulk`, account.headers, { operations }),
      200,
    );
  }
  client.close();
  const reminders = Array.from({ length: count }, (_, index) => index).filter(isDue).length;
  await untilLogged(url, [account], count + reminders);
}
