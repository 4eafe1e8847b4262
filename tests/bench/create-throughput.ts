import autocannon from "autocannon";
import { signUp, type Account } from "../account.ts";
import type { Environment } from "./environment.ts";
import type { Row } from "./row.ts";
import { untilLogged } from "./until-logged.ts";
import { median, rounds } from "./statistics.ts";

const connections = 20;
const secondsPerRound = 3;
const body = JSON.stringify({ title: "Buy milk" });

/** Creates tasks as quickly as it can for a few seconds: by these users in turn, or by nobody. */
export async function createsPerSecond(url: string, accounts: Account[] | null): Promise<number> {
  const headers = { "content-type": "application/json" };
  const result = await autocannon({
    url,
    connections,
    duration: secondsPerRound,
    requests: (accounts ?? [{ headers: {} }]).map((account) => ({
      method: "POST",
      headers: { ...headers, ...account.headers },
      body,
    })),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  }
  return result["2xx"] / result.duration;
}

/** Row 3: creates per second against bare Fastify with one INSERT. */
export async function benchCreateThroughput({ product, reference }: Environment): Promise<Row[]> {
  const many = await Promise.all(
    Array.from({ length: 50 }, (_, index) => signUp(product.url, `many-${index}`)),
  );
  const one = many.slice(0, 1);
  const ours = `${product.url}/api/v1/tasks`;
  const theirs = `${reference.url}/tasks`;
  await createsPerSecond(theirs, null);
  await createsPerSecond(ours, many);
  const results = await rounds(5, async () => {
    await untilLogged(product.url, many);
    const bareRate = await createsPerSecond(theirs, null);
    const manyRate = await createsPerSecond(ours, many);
    await untilLogged(product.url, many);
    return { bare: bareRate, many: manyRate, one: await createsPerSecond(ours, one) };
  });
  const bare = median(results.map((result) => result.bare));
  const row = (measure: string, rate: number, atLeast: number): Row => ({
    number: "3",
    measure,
    ours: `${Math.round(rate)}/s`,
    reference: `${Math.round(bare)}/s`,
    ratio: rate / bare,
    target: { atLeast },
  });
  return [
    row("creates/s, 50 users", median(results.map((result) => result.many)), 0.6),
    row("creates/s, one user", median(results.map((result) => result.one)), 0.25),
  ];
}
