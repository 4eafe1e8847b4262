import { setTimeout as delay } from "node:timers/promises";
import { smokeTest } from "./smoke-test.ts";
import { Refused } from "./refused.ts";
import { summarize } from "./report.ts";
import { needSetting, setting } from "./settings.ts";

const readyWithinMs = 120_000;
const pauseMs = 1_000;
const patienceMs = 10_000;

/** What the address says of whether it is ready, or why it says nothing. */
async function readiness(url: string): Promise<{ isReady: boolean; said: string }> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(`${url}/health/ready`, { signal });
    return { isReady: answer.ok, said: `${answer.status} ${(await answer.text()).slice(0, 500)}` };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { isReady: false, said: String(cause) };
  }
}

async function untilReady(url: string, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    const { isReady, said } = await readiness(url);
    if (isReady) return;
    if (performance.now() > end)
      throw new Refused(`${url}/health/ready was not ready within ${withinMs / 1_000} s: ${said}`);
    await delay(pauseMs);
  }
}

function knownUser(): { email: string; password: string } | undefined {
  const email = setting("SMOKE_TEST_EMAIL");
  return email === undefined ? undefined : { email, password: needSetting("SMOKE_TEST_PASSWORD") };
}

/** Looks at what people open: it is ready, and a new user can do what users do first. Rejects with `Refused` otherwise. */
export async function verify(options: { readyWithinMs?: number } = {}): Promise<void> {
  const url = needSetting("PUBLIC_URL").replace(/\/+$/, "");
  await untilReady(url, options.readyWithinMs ?? readyWithinMs);
  console.log(`${url} is ready`);
  try {
    await smokeTest(url, {
      account: knownUser(),
      say: (line) => console.log(`smoke test: ${line}`),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused(`The smoke test failed: ${why}`);
  }
  summarize(`${url} is ready, and the smoke test passed.`);
}
