import { fork } from "node:child_process";
import { once } from "node:events";
import { signUp } from "../account.ts";
import { isOnStack } from "../product.ts";
import type { Environment } from "./environment.ts";
import { createHttpClient, expectStatus } from "./http-client.ts";
import { ms, type Row } from "./row.ts";
import { openSession, openSocket } from "./sockets.ts";
import { median, percentile, rounds, timed } from "./statistics.ts";

const samplesPerRound = 200;
const roundCount = 5;
/** A write takes the processes of the stack some 4 ms of a core (docs/scaling.md): two cores carry no 1,000. */
const writesPerSecond = isOnStack ? 50 : 1_000;

/** Rows 1 and 2: from the write's request to its event in another session of the same user. */
export async function benchWriteToSession(environment: Environment): Promise<Row[]> {
  const { product, reference, plain } = environment;
  const account = await signUp(product.url, "latency");
  const session = await openSession(product.url, account.token);
  const echo = await openSocket(reference.url);
  const client = createHttpClient();

  async function writeAndSee(): Promise<number> {
    const id = crypto.randomUUID();
    return timed(async () => {
      const seen = session.waitFor(
        (text) => text.includes(id) && text.startsWith('{"type":"event"'),
      );
      const answer = client.send("POST", `${product.url}/api/v1/tasks`, account.headers, {
        id,
        title: "Latency",
      });
      await seen;
      expectStatus(await answer, 201);
    });
  }
  async function commitAndEcho(): Promise<number> {
    const commit = await timed(() =>
      plain.query({
        name: "commit",
        text: "insert into plain_tasks (id, title) values ($1, 'Latency')",
        values: [crypto.randomUUID()],
      }),
    );
    return commit + (await timed(() => echo.waitFor(() => true, "ping")));
  }
  async function round(): Promise<{ ours: number[]; theirs: number[] }> {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let sample = 0; sample < samplesPerRound; sample += 1) {
      ours.push(await writeAndSee());
      theirs.push(await commitAndEcho());
    }
    return { ours, theirs };
  }

  await round();
  const idle = await rounds(roundCount, round);
  const load = await startLoad(product.url);
  const pairs = await rounds(roundCount, async () => {
    const quiet = median((await round()).ours);
    await load.start();
    const busy = median((await round()).ours);
    const achieved = await load.stop();
    return { quiet, busy, achieved };
  });
  load.end();
  session.close();
  echo.close();
  client.close();

  const at = (share: number, side: "ours" | "theirs"): number =>
    median(idle.map((samples) => percentile(samples[side], share)));
  const busy = median(pairs.map((pair) => pair.busy));
  const quiet = median(pairs.map((pair) => pair.quiet));
  const achieved = median(pairs.map((pair) => pair.achieved));
  return [
    latencyRow("1", "write -> other session, p50", at(0.5, "ours"), at(0.5, "theirs"), 2.5),
    latencyRow("1", "write -> other session, p99", at(0.99, "ours"), at(0.99, "theirs"), 4),
    latencyRow("2", `the same at ${Math.round(achieved)} writes/s, p50`, busy, quiet, 1.5),
  ];
}

function latencyRow(
  number: string,
  measure: string,
  ours: number,
  theirs: number,
  atMost: number,
): Row {
  return {
    number,
    measure,
    ours: ms(ours),
    reference: ms(theirs),
    ratio: ours / theirs,
    target: { atMost },
  };
}

/** Steady writes of 20 users from a process of its own. */
async function startLoad(url: string) {
  const accounts = await Promise.all(
    Array.from({ length: 20 }, (_, index) => signUp(url, `load-${index}`)),
  );
  const child = fork(new URL("./load-generator.ts", import.meta.url), [
    url,
    String(writesPerSecond),
    ...accounts.map((account) => account.token),
  ]);
  const next = async (): Promise<unknown> => (await once(child, "message"))[0];
  return {
    start: async (): Promise<void> => {
      child.send("start");
      await next();
    },
    /** Resolves with the writes per second that were answered. */
    stop: async (): Promise<number> => {
      child.send("stop");
      return Number(await next());
    },
    end: () => child.kill("SIGKILL"),
  };
}
