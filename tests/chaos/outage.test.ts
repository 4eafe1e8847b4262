import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { startCluster } from "@pakaura/database/cluster";
import { afterEach, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { startProduct, temporaryFolder, type Product } from "../product.ts";
import { AwaySession } from "./away-session.ts";
import { expectNothingLost, type User } from "./checker.ts";
import { writeSteadily } from "./writer.ts";

/** `CHAOS_ROUNDS=50 npm test` runs the long form. */
const isLong = process.env.CHAOS_ROUNDS !== undefined;
const outageMs = isLong ? 30_000 : 2_000;
const longMs = 180_000;
const patience = { timeout: 30_000, interval: 100 };
const isRoot = process.getuid?.() === 0;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}, longMs);

async function folder(): Promise<string> {
  const { path, remove } = await temporaryFolder();
  cleanUps.push(remove);
  return path;
}

async function start(
  dataDirectory: string,
  environment: Record<string, string> = {},
): Promise<Product> {
  const product = await startProduct({
    dataDirectory,
    environment: { LOG_LEVEL: "fatal", ...environment },
  });
  cleanUps.push(() => product.kill());
  return product;
}

async function newUser(url: string): Promise<User> {
  return { account: await signUp(url, "outage"), away: new AwaySession(), acknowledged: [] };
}

/** Writes in the background; `reached` waits for so many answers in all. */
function write(product: Product, user: User, { isPatient }: { isPatient: boolean }) {
  const stop = new AbortController();
  const writing = writeSteadily(
    product.url,
    user.account,
    stop.signal,
    (one) => user.acknowledged.push(one),
    { isPatient },
  );
  writing.catch(() => undefined);
  return {
    reached: (count: number) =>
      vi.waitFor(() => expect(user.acknowledged.length).toBeGreaterThan(count), patience),
    end: () => {
      stop.abort();
      return writing;
    },
  };
}

test(
  "PostgreSQL goes away and comes back: requests are refused meanwhile, and nothing is lost",
  async () => {
    const directory = `${await folder()}/postgres`;
    const first = await startCluster({ directory, durable: true });
    cleanUps.push(() => first.stop());
    const product = await start(await folder(), { DATABASE_URL: first.url() });
    const user = await newUser(product.url);
    const writer = write(product, user, { isPatient: true });
    await writer.reached(40);

    await first.stop();
    await vi.waitFor(async () => {
      const answer = await fetch(`${product.url}/api/v1/tasks`, { headers: user.account.headers });
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).not.toBeNull();
      expect((await fetch(`${product.url}/health/ready`)).status).toBe(503);
      expect((await fetch(`${product.url}/health/live`)).status).toBe(200);
    }, patience);
    const over = Date.now() + outageMs;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(over), { timeout: 2 * outageMs });
    const second = await startCluster({ directory, durable: true });
    cleanUps.push(() => second.stop());
    expect(second.url()).toBe(first.url());

    await writer.reached(user.acknowledged.length + 40);
    await writer.end();
    await expectNothingLost(product.url, user);
    await product.stop();
  },
  longMs,
);

test.runIf(isRoot)(
  "the disk is full for a while: what was answered is there, and nothing is done by halves",
  async () => {
    const disk = `${await folder()}/disk`;
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=400m", "tmpfs", disk]);
    cleanUps.push(() => execFileSync("umount", ["--lazy", disk]));
    const first = await start(`${disk}/data`);
    const user = await newUser(first.url);
    const writer = write(first, user, { isPatient: true });
    await writer.reached(40);

    const ballast = `${disk}/ballast`;
    const { bavail, bsize } = statfsSync(disk);
    try {
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - 65_536));
    } catch (error) {
      // PostgreSQL has taken some of it meanwhile: as full as can be.
      expect(String(error)).toContain("ENOSPC");
    }
    const refused = async (): Promise<boolean> => {
      const notes = "n".repeat(20_000);
      const answer = await fetch(`${first.url}/api/v1/tasks`, {
        method: "POST",
        headers: { ...user.account.headers, "content-type": "application/json" },
        body: JSON.stringify({ title: "Ballast", notes, due_date: null }),
      }).catch(() => null);
      return answer === null || answer.status >= 500;
    };
    await vi.waitFor(async () => expect(await refused()).toBe(true), patience);
    rmSync(ballast);

    await writer.end();
    await first.stop();
    const second = await start(`${disk}/data`);
    const again = write(second, user, { isPatient: true });
    await again.reached(user.acknowledged.length + 20);
    await again.end();
    await expectNothingLost(second.url, user);
    await second.stop();
  },
  longMs,
);

test(
  "the clock is set forward and back by an hour: the order stays, and nothing comes twice",
  async () => {
    const dataDirectory = await folder();
    const shift = new URL("./shift-clock.ts", import.meta.url).href;
    let user: User | undefined;
    for (const minutes of [0, 60, -60, 0]) {
      const product = await start(dataDirectory, {
        NODE_OPTIONS: `--import=${shift}`,
        PAKAURA_TEST_CLOCK_MINUTES: String(minutes),
      });
      user ??= await newUser(product.url);
      const writer = write(product, user, { isPatient: false });
      await writer.reached(user.acknowledged.length + 30);
      await writer.end();
      // Reminders of a shifted hour are due in another one: only that none comes twice is certain.
      user.acknowledged = user.acknowledged.map(({ consequence, ...one }) =>
        consequence === "reminder" ? one : { ...one, ...(consequence && { consequence }) },
      );
      if (minutes === 0) await expectNothingLost(product.url, user);
      await product.stop();
    }
  },
  longMs,
);
