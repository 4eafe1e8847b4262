import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reminderPageSchema } from "@pakaura/contract/reminder";
import { afterEach, expect, test, vi } from "vitest";
import { type Account, signUp } from "../account.ts";
import { openSession } from "../bench/sockets.ts";
import { startPakaura } from "./npm-start.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const patience = { timeout: 20_000, interval: 50 };
const fromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

async function start(folder?: string) {
  const path = folder ?? mkdtempSync(join(tmpdir(), "pakaura-reminders-"));
  const pakaura = await startPakaura({ PAKAURA_DATA: path });
  cleanUps.push(async () => {
    await pakaura.end("SIGKILL");
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });
  return { ...pakaura, folder: path };
}

async function add(url: string, account: Account, seconds: number): Promise<void> {
  const answer = await fetch(`${url}/api/v1/tasks`, {
    method: "POST",
    headers: { ...account.headers, "content-type": "application/json" },
    body: JSON.stringify({
      title: "Water the plants",
      due_date: fromNow(seconds),
      reminder_lead_minutes: 0,
    }),
  });
  expect(answer.status).toBe(201);
}

async function reminders(url: string, account: Account, state: string) {
  const answer = await fetch(`${url}/api/v1/reminders?state=${state}`, {
    headers: account.headers,
  });
  return reminderPageSchema.parse(await answer.json()).items;
}

test("a reminder reaches every open session on time, and the log", async () => {
  const { url } = await start();
  const ann = await signUp(url, "ann");
  const sessions = await Promise.all([1, 2].map(() => openSession(url, ann.token)));
  cleanUps.push(() => sessions.map((session) => session.close()));
  const reminded = sessions.map((session) =>
    session.waitFor((text) => text.startsWith('{"type":"reminder"')),
  );
  await add(url, ann, 2);
  for (const text of await Promise.all(reminded)) {
    expect(JSON.parse(text)).toMatchObject({
      event: {
        type: "reminder.fired",
        data: { payload: { task_title: "Water the plants", is_late: false } },
      },
    });
  }
  expect(await reminders(url, ann, "fired")).toHaveLength(1);
  await vi.waitFor(async () => {
    const log = await fetch(`${url}/api/v1/activity`, { headers: ann.headers });
    expect(await log.text()).toContain("Reminder sent: Water the plants, due now");
  }, patience);
});

test("a reminder that was due while nothing ran comes once at the next start, and says that it is late", async () => {
  const first = await start();
  const ann = await signUp(first.url, "ann");
  await add(first.url, ann, 2);
  const dueAt = Date.now() + 2_000;
  await first.end("SIGKILL");
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(dueAt), patience);
  const second = await start(first.folder);
  await vi.waitFor(
    async () => expect(await reminders(second.url, ann, "fired")).toHaveLength(1),
    patience,
  );
  await second.end("SIGINT");
  const third = await start(first.folder);
  const log = await fetch(`${third.url}/api/v1/activity?action=reminder.fired`, {
    headers: ann.headers,
  });
  expect(await log.json()).toMatchObject({
    total: 1,
    // How late is for the machine: a start takes a second, or a minute.
    items: [{ sentence: expect.stringMatching(/^Reminder sent: Water the plants, due .+, late$/) }],
  });
});
