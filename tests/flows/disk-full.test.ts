import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, test, type TestContext, vi } from "vitest";
import { type Account, signUp } from "../account.ts";
import { listen } from "../listener.ts";
import { temporaryFolder } from "../product.ts";
import { tasksOf } from "./due-tasks.ts";
import { expectEverythingToWork } from "./everything-works.ts";
import { startPakaura } from "./npm-start.ts";

const patience = { timeout: 90_000, interval: 100 };
const longMs = 300_000;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}, longMs);

/** A disk of its own, which is really full when it is full. The test says that it is skipped where nobody may mount one. */
async function mountDisk(context: TestContext): Promise<string> {
  const { path, remove } = await temporaryFolder();
  cleanUps.push(remove);
  const disk = join(path, "disk");
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=300m", "tmpfs", disk], { stdio: "pipe" });
  } catch (error) {
    context.skip(`no disk can be mounted here: ${String(error)}`);
  }
  cleanUps.push(() => execFileSync("umount", ["--lazy", disk]));
  return disk;
}

/** Takes all the room that there is. */
function fill(disk: string, name: string): void {
  const { bavail, bsize } = statfsSync(disk);
  const more = Buffer.alloc(bavail * bsize + 1);
  // Written as far as it fits.
  expect(() => writeFileSync(join(disk, name), more, { flag: "a" })).toThrow("ENOSPC");
}

/** Adds a task; the status of the answer. */
async function add(url: string, { headers }: Account): Promise<number> {
  const answer = await fetch(`${url}/api/v1/tasks`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ title: "Ballast", notes: "n".repeat(20_000) }),
  });
  if (answer.status !== 201) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  }
  await answer.body?.cancel();
  return answer.status;
}

/** PostgreSQL needs the next piece of its log at once, and ends when there is no room for it. */
async function needTheNextPieceOfLog(dataFolder: string): Promise<void> {
  const client = new pg.Client(readFileSync(join(dataFolder, "database-url"), "utf8"));
  client.on("error", () => undefined);
  await client.connect();
  const twice = "create table ballast (n int); select pg_switch_wal(); drop table ballast";
  await client.query(twice).catch(() => undefined);
  await client.end().catch(() => undefined);
}

const ways: [string, (dataFolder: string) => Promise<void>][] = [
  ["while it works", () => Promise.resolve()],
  ["so that PostgreSQL ends", needTheNextPieceOfLog],
];

for (const [how, blow] of ways) {
  test(
    `a disk that gets full ${how}: writes are refused, reads go on, and so does everything once there is room`,
    async (context) => {
      const disk = await mountDisk(context);
      const dataFolder = join(disk, "data");
      const pakaura = await startPakaura({ PAKAURA_DATA: dataFolder, LOG_LEVEL: "fatal" });
      cleanUps.push(() => pakaura.end("SIGKILL"));
      const { url } = pakaura;
      const ann = await signUp(url, "ann");
      const session = await listen(url, ann.token);
      await expectEverythingToWork(url, ann, session, "Call Ada");
      await vi.waitFor(
        () => expect(existsSync(join(dataFolder, "postgres/reserve"))).toBe(true),
        patience,
      );
      const tasks = tasksOf(url, ann);
      const due = await tasks.addWithReminder("Call Cy", 5_000);

      fill(disk, "ballast");
      await blow(dataFolder);
      const read = (headers: Record<string, string>) => fetch(`${url}/api/v1/tasks`, { headers });
      await vi.waitFor(async () => {
        const status = await add(url, ann);
        // A server that begins anew may throw away what it no longer needs of its log.
        if (status === 201) fill(disk, "ballast");
        expect(status).toBe(503);
        expect((await read(ann.headers)).status).toBe(200);
        const ready = await fetch(`${url}/health/ready`);
        expect(ready.status).toBe(503);
        expect(await ready.text()).toContain("the disk is full");
      }, patience);
      // What was kept free for PostgreSQL is taken as well.
      fill(disk, "more ballast");
      await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Date.parse(String(due.due_date))), {
        ...patience,
      });
      expect(await add(url, ann)).toBe(503);
      expect((await read(ann.headers)).status).toBe(200);
      expect((await read({ cookie: ann.cookie })).status).toBe(200);
      expect((await fetch(`${url}/api/v1/activity`, { headers: ann.headers })).status).toBe(200);
      expect((await fetch(`${url}/health/live`)).status).toBe(200);

      rmSync(join(disk, "ballast"));
      rmSync(join(disk, "more ballast"));
      await vi.waitFor(async () => expect(await add(url, ann)).toBe(201), patience);
      await expectEverythingToWork(url, ann, session, "Call Bob");
      const fired = await tasks.firedReminders();
      expect(fired.map(({ task_title }) => task_title)).toContain("Call Cy");
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      session.close();
      expect((await pakaura.end("SIGINT")).exitCode).toBe(0);
    },
    longMs,
  );
}
