import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Task, taskSchema } from "@pakaura/contract/task";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { type Account, signUp } from "../account.ts";
import { openSession } from "../bench/sockets.ts";
import { startPakaura } from "./npm-start.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const dayMs = 86_400_000;
const patience = { timeout: 20_000, interval: 50 };

async function start(folder?: string) {
  const path = folder ?? mkdtempSync(join(tmpdir(), "pakaura-recurrence-"));
  const pakaura = await startPakaura({ PAKAURA_DATA: path });
  cleanUps.push(async () => {
    await pakaura.end("SIGKILL");
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });
  return { ...pakaura, folder: path };
}

async function send(url: string, account: Account, path: string, body: object = {}): Promise<Task> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: "POST",
    headers: { ...account.headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBeLessThan(300);
  return taskSchema.parse(await answer.json());
}

async function tasks(url: string, account: Account): Promise<Task[]> {
  const answer = await fetch(`${url}/api/v1/tasks?order=asc`, { headers: account.headers });
  return z.object({ items: taskSchema.array() }).parse(await answer.json()).items;
}

test("what two sessions complete at once has one next instance, which a third one sees", async () => {
  const { url } = await start();
  const ann = await signUp(url, "ann");
  const session = await openSession(url, ann.token);
  cleanUps.push(() => session.close());
  const due_date = new Date(Date.now() + dayMs).toISOString();
  const fields = { title: "Water the plants", due_date, recurrence: { pattern: "daily" } };
  const task = await send(url, ann, "/tasks", fields);
  const created = session.waitFor((text) => text.includes('"recurrence.instance-created"'));
  await Promise.all([1, 2].map(() => send(url, ann, `/tasks/${task.id}/complete`)));
  expect(JSON.parse(await created)).toMatchObject({
    event: {
      data: { payload: { actor: "system", task: { recurrence_parent_id: task.id } } },
    },
  });
  expect(await tasks(url, ann)).toHaveLength(2);

  await vi.waitFor(async () => {
    const answer = await fetch(`${url}/api/v1/activity`, { headers: ann.headers });
    expect(await answer.text()).toContain("Recurring task generated: Water the plants");
  }, patience);
});

test("the next date that arrives while nothing runs makes one instance at the next start", async () => {
  const first = await start();
  const ann = await signUp(first.url, "ann");
  // Its next date comes in two seconds.
  const due_date = new Date(Date.now() - dayMs + 2_000).toISOString();
  const fields = { title: "Water the plants", due_date, recurrence: { pattern: "daily" } };
  const task = await send(first.url, ann, "/tasks", fields);
  await first.end("SIGKILL");

  const second = await start(first.folder);
  await vi.waitFor(async () => expect(await tasks(second.url, ann)).toHaveLength(2), patience);
  const [overdue, next] = await tasks(second.url, ann);
  expect(overdue).toMatchObject({ id: task.id, completed: false, overdue: true });
  expect(next).toMatchObject({
    due_date: new Date(Date.parse(due_date) + dayMs).toISOString(),
    completed: false,
  });
  await send(second.url, ann, `/tasks/${task.id}/complete`);
  await second.end("SIGINT");
  const third = await start(first.folder);
  expect(await tasks(third.url, ann)).toHaveLength(2);
});
