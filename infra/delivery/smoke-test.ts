import { setTimeout as delay } from "node:timers/promises";
import { activityPageSchema } from "@pakaura/contract/http";
import { taskSchema } from "@pakaura/contract/task";
import type { ServerMessage } from "@pakaura/contract/websocket";
import { inTime } from "@pakaura/service/in-time";
import { listenAsPerson } from "@pakaura/tests/listener";
import { ask, enter } from "./smoke-person.ts";
import { comeAsKnownUser, comeAsNewUser, type Visit } from "./smoke-visit.ts";

const dayMs = 86_400_000;
const pauseMs = 250;

export type SmokeTestOptions = {
  /** How long the log and the other session may take. */
  patienceMs?: number;
  say?: (line: string) => void;
  /** Who comes in place of a new user. */
  account?: { email: string; password: string } | undefined;
};

/**
 * What a new user does first, at a Pakaura that runs: signs up, signs in a second time, adds a task with a date and a tag, finds it
 * in the log, sees it come in the second session, and leaves, so that nothing stays. Rejects with the first of these that fails.
 */
export async function smokeTest(url: string, options: SmokeTestOptions = {}): Promise<void> {
  const { patienceMs = 30_000, say = () => undefined, account } = options;
  const isNew = account === undefined;
  const visit = await (isNew ? comeAsNewUser(url) : comeAsKnownUser(url, account));
  say(isNew ? "registered" : "signed in");
  try {
    await useIt(url, visit, { patienceMs, say });
  } catch (error) {
    // What went wrong first is what has to be told.
    await visit.leave().catch(() => undefined);
    throw error;
  }
  await visit.leave();
  say(isNew ? "left, and took everything along" : "signed out");
}

async function useIt(
  url: string,
  { person, cookie }: Visit,
  { patienceMs, say }: { patienceMs: number; say: (line: string) => void },
): Promise<void> {
  const within = <Value>(work: Promise<Value>, what: string) =>
    inTime(work, patienceMs, () => late(what, patienceMs));
  const second = await enter(url, "sign-in", person);
  const opening = listenAsPerson(url, { cookie: second });
  const session = await within(opening, "the second session was not greeted");
  try {
    const id = await addTask(url, cookie);
    say("added a task with a date and a tag");
    await untilInLog(url, cookie, id, patienceMs);
    say("found the event in the log");
    const seen = session.waitFor((message) => tellsOf(message, id));
    await within(seen, "the second session did not see the task");
    say("saw it in the second session");
    await ask(url, "DELETE", `/api/v1/tasks/${id}`, { status: 204, cookie: second });
  } finally {
    session.close();
  }
}

const tellsOf = (message: ServerMessage, id: string): boolean =>
  message.type === "event" && message.event.type === "task.created" && message.event.subject === id;

const late = (what: string, patienceMs: number) => new Error(`${what} within ${patienceMs} ms`);

async function addTask(url: string, cookie: string): Promise<string> {
  const due_date = new Date(Date.now() + dayMs).toISOString();
  const body = { title: "Smoke test", due_date, tags: ["smoke-test"] };
  const answer = await ask(url, "POST", "/api/v1/tasks", { status: 201, cookie, body });
  const task = taskSchema.parse(await answer.json());
  if (task.due_date !== due_date || task.tags.join() !== "smoke-test")
    throw new Error(`The task is not as it was given: ${JSON.stringify(task)}`);
  return task.id;
}

async function untilInLog(
  url: string,
  cookie: string,
  id: string,
  patienceMs: number,
): Promise<void> {
  const path = `/api/v1/tasks/${id}/activity`;
  const end = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask(url, "GET", path, { status: 200, cookie });
    const { items } = activityPageSchema.parse(await answer.json());
    if (items.some(({ action }) => action === "task.created")) return;
    if (performance.now() > end) throw late("the event was not in the log", patienceMs);
    await delay(pauseMs);
  }
}
