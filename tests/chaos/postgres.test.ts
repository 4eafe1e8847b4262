import { processStart } from "@pakaura/database/process-start";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { aBackendOf, postmasterOf } from "../flows/postgres-processes.ts";
import { startProduct, temporaryFolder, type Product } from "../product.ts";
import { AwaySession } from "./away-session.ts";
import { expectNothingLost, type User } from "./checker.ts";
import { writeSteadily } from "./writer.ts";

/** `CHAOS_ROUNDS=50 npm test` runs the long form. */
const roundCount = Number(process.env.CHAOS_ROUNDS ?? 4);
const userCount = 3;
const roundMs = 60_000;
const patience = { timeout: roundMs, interval: 20 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let product: Product;

beforeAll(async () => {
  folder = await temporaryFolder();
  product = await startProduct({
    dataDirectory: `${folder.path}/data`,
    environment: { LOG_LEVEL: "error" },
  });
}, roundMs);
afterAll(async () => {
  await product?.kill();
  await folder?.remove();
}, roundMs);

test(
  `PostgreSQL is killed ${roundCount} times in the middle of commits, as a whole and a part of it: sequences and the log have no gap, and nothing that was answered is lost`,
  async () => {
    const users: User[] = await Promise.all(
      Array.from({ length: userCount }, async (_, index) => ({
        account: await signUp(product.url, `postgres-${index}`),
        away: new AwaySession(),
        acknowledged: [],
      })),
    );
    await Promise.all(users.map((user) => user.away.connect(product.url, user.account.token)));
    const stop = new AbortController();
    const writing = users.map((user) =>
      writeSteadily(
        product.url,
        user.account,
        stop.signal,
        (write) => user.acknowledged.push(write),
        { isPatient: true },
      ),
    );
    const written = () => users.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    const untilMore = async (count: number): Promise<void> => {
      const wanted = written() + count;
      const reached = () => expect(written()).toBeGreaterThanOrEqual(wanted);
      // Writers end only when something was answered that should not have been, and say what.
      await Promise.race([vi.waitFor(reached, patience), Promise.all(writing)]);
    };

    for (let round = 0; round < roundCount; round += 1) {
      await untilMore(30 + Math.floor(Math.random() * 30));
      const pidOf = round % 2 === 0 ? postmasterOf : aBackendOf;
      // A moment earlier it may have been started again, and have nobody connected yet.
      const pid = await vi.waitFor(() => pidOf(`${folder.path}/data`), patience);
      process.kill(pid, "SIGKILL");
      await vi.waitFor(() => expect(processStart(pid)).toBeNull(), patience);
    }
    await untilMore(30);
    stop.abort();
    await Promise.all(writing);
    for (const user of users) {
      user.away.disconnect();
      await expectNothingLost(product.url, user);
    }
    expect(await product.stop(), product.stderr().slice(-5_000)).toBe(0);
  },
  roundMs + roundCount * roundMs,
);
