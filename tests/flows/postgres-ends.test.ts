import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { processStart } from "@pakaura/database/process-start";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Account, signUp } from "../account.ts";
import { type Listener, listen } from "../listener.ts";
import { temporaryFolder } from "../product.ts";
import { tasksOf } from "./due-tasks.ts";
import { type Started, startPakaura } from "./npm-start.ts";

const patience = { timeout: 60_000, interval: 10 };
const longMs = 240_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pakaura: Started;
let ann: Account;

beforeEach(async () => {
  folder = await temporaryFolder();
  pakaura = await startPakaura({ PAKAURA_DATA: folder.path, LOG_LEVEL: "fatal" });
  ann = await signUp(pakaura.url, "ann");
}, longMs);
afterEach(async () => {
  await pakaura?.end("SIGKILL");
  await folder?.remove();
});

const dataFolder = () => join(folder.path, "postgres/data");

function postmaster(): number {
  return Number(readFileSync(join(dataFolder(), "postmaster.pid"), "utf8").split("\n")[0]);
}

/** One process of PostgreSQL that somebody is connected to. */
function aBackend(): number {
  const args = ["-o", "pid=,command=", "--ppid", String(postmaster())];
  const lines = execFileSync("ps", args, { encoding: "utf8" }).split("\n");
  return Number.parseInt(lines.find((line) => line.includes("pakaura")) ?? "", 10);
}

/** Asks until the status comes; what comes meanwhile is either an answer or a refusal that says when to come again. */
async function askUntil(status: number): Promise<void> {
  await vi.waitFor(async () => {
    const answer = await fetch(`${pakaura.url}/api/v1/tasks`, { headers: ann.headers });
    expect([200, 503]).toContain(answer.status);
    if (answer.status === 503) {
      expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
      expect(await answer.json()).toMatchObject({ code: "unavailable" });
    }
    expect(answer.status).toBe(status);
  }, patience);
}

/** Everything that stands on PostgreSQL: writes, the log, jobs, and an open session that misses nothing. */
async function expectAllToWork(session: Listener, title: string): Promise<void> {
  const tasks = tasksOf(pakaura.url, ann);
  const { id } = await tasks.addWithReminder(title, 1_500);
  await vi.waitFor(async () => {
    const sentences = await tasks.sentences();
    expect(sentences).toContain(`Reminder sent: ${title}, due now`);
  }, patience);
  await vi.waitFor(() => {
    const events = session.messages.flatMap((message) =>
      message.type === "event" ? [message] : [],
    );
    const fired = events.filter(({ event }) => event.type === "reminder.fired");
    expect(fired.map(({ event }) => event.subject)).toContain(id);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  }, patience);
}

test.each([
  ["PostgreSQL", postmaster],
  // It ends the connections of all others, and PostgreSQL recovers by itself in a moment.
  ["a process of PostgreSQL", aBackend],
])(
  "%s that is killed comes back: requests are refused meanwhile, and everything goes on",
  async (_what, pidOf) => {
    const session = await listen(pakaura.url, ann.token);
    await expectAllToWork(session, "Call Ada");
    const pid = pidOf();
    process.kill(pid, "SIGKILL");
    if (pidOf === postmaster) await askUntil(503);
    await vi.waitFor(() => expect(processStart(pid)).toBeNull(), patience);
    await askUntil(200);
    await expectAllToWork(session, "Call Bob");
    session.close();
    const { exitCode } = await pakaura.end("SIGINT");
    expect(exitCode).toBe(0);
  },
  longMs,
);

test(
  "PostgreSQL that cannot come back ends everything with exit code 1 and the reason",
  async () => {
    const pid = postmaster();
    rmSync(dataFolder(), { recursive: true, maxRetries: 10 });
    process.kill(pid, "SIGKILL");
    expect(await pakaura.ended).toBe(1);
    expect(pakaura.written.stderr).toMatch(
      /^PostgreSQL ended: the data folder \S+ is gone or damaged \(it is not there any more\); restore a backup\n$/,
    );
  },
  longMs,
);
