import { performance } from "node:perf_hooks";
import { expect } from "vitest";
import { signUp } from "../account.ts";
import { AwaySession } from "../chaos/away-session.ts";
import { expectNothingLost, type User } from "../chaos/checker.ts";
import { writeSteadily } from "../chaos/writer.ts";

const userCount = 3;
/** As slowly as people write: a machine that starts pods has little left. */
const pauseMs = 250;

export async function someUsers(url: string): Promise<User[]> {
  return Promise.all(
    Array.from({ length: userCount }, async (_, index) => ({
      account: await signUp(url, `cluster-${index}`),
      away: new AwaySession(),
      acknowledged: [],
    })),
  );
}

export type Outcome = { seconds: number; writes: number };

/** People write while something happens; then nothing may be lost, doubled or out of order. */
export async function writeWhile(
  url: string,
  users: readonly User[],
  disaster: () => Promise<void>,
): Promise<Outcome> {
  const begun = performance.now();
  const before = users.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const stop = new AbortController();
  const writers = users.map(({ account, acknowledged }) =>
    writeSteadily(url, account, stop.signal, (write) => void acknowledged.push(write), {
      isPatient: true,
      pauseMs,
    }),
  );
  await disaster().finally(() => stop.abort());
  await Promise.all(writers);
  for (const user of users) {
    expect(user.acknowledged.length).toBeGreaterThan(0);
    await expectNothingLost(url, user, 300_000);
  }
  const after = users.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  return { seconds: Math.round((performance.now() - begun) / 1_000), writes: after - before };
}

/** Asks one thing after the other on connections that are kept, and tells what was not answered as it should be. */
export async function askWhile(
  url: string,
  headers: Record<string, string>,
  event: () => Promise<void>,
): Promise<{ asked: number; failures: string[] }> {
  const stop = new AbortController();
  const failures: string[] = [];
  let asked = 0;
  async function askAgainAndAgain(): Promise<void> {
    while (!stop.signal.aborted) {
      asked += 1;
      const answer = await fetch(`${url}/api/v1/tasks`, { headers }).catch((error: unknown) => {
        const cause = error instanceof Error ? (error.cause ?? error) : error;
        return new Response(null, { status: 599, statusText: String(cause) });
      });
      await answer.body?.cancel();
      if (!answer.ok) failures.push(`${answer.status} ${answer.statusText}`);
    }
  }
  const askers = Array.from({ length: 4 }, askAgainAndAgain);
  await event().finally(() => stop.abort());
  await Promise.all(askers);
  return { asked, failures };
}
