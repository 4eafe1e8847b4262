import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp } from "../account.ts";
import { startProduct, temporaryFolder, type Product } from "../product.ts";
import { AwaySession } from "./away-session.ts";
import { expectNothingLost, type User } from "./checker.ts";
import { writeSteadily } from "./writer.ts";

/** `CHAOS_ROUNDS=50 npm test` runs the long form. */
const roundCount = Number(process.env.CHAOS_ROUNDS ?? 3);
const userCount = 3;
const roundMs = 60_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let product: Product;

beforeAll(async () => {
  folder = await temporaryFolder();
}, roundMs);

afterAll(async () => {
  await product?.stop();
  await folder?.remove();
}, roundMs);

const start = (): Promise<Product> =>
  startProduct({ dataDirectory: `${folder.path}/data`, environment: { LOG_LEVEL: "fatal" } });

/** Writes for all users until `count` more writes were answered, then kills the process in the middle. */
async function killUnderWrites(users: User[], count: number): Promise<void> {
  const stop = new AbortController();
  let answered = 0;
  const enough = Promise.withResolvers<void>();
  const writers = users.map((user) =>
    writeSteadily(product.url, user.account, stop.signal, (write) => {
      user.acknowledged.push(write);
      answered += 1;
      if (answered === count) enough.resolve();
    }),
  );
  await Promise.race([enough.promise, Promise.all(writers)]);
  await product.kill();
  stop.abort();
  await Promise.all(writers);
  for (const user of users) user.away.disconnect();
}

test(
  `after ${roundCount} kills under steady writes every answered write has its event, one activity entry, its next instance and its reminder, and reaches a session that was away`,
  async () => {
    product = await start();
    const users: User[] = await Promise.all(
      Array.from({ length: userCount }, async (_, index) => ({
        account: await signUp(product.url, `chaos-${index}`),
        away: new AwaySession(),
        acknowledged: [],
      })),
    );
    for (let round = 0; round < roundCount; round += 1) {
      await Promise.all(users.map((user) => user.away.connect(product.url, user.account.token)));
      await killUnderWrites(users, 40 + Math.floor(Math.random() * 100));
      product = await start();
    }
    for (const user of users) {
      expect(user.acknowledged.length).toBeGreaterThan(0);
      await expectNothingLost(product.url, user);
    }
  },
  roundMs + roundCount * 10_000,
);
