import { vi } from "vitest";
import type { Task } from "@pakaura/contract/task";
import type { Account } from "../account.ts";

/** What follows from a write by itself, after its answer. */
export type Consequence = "next instance" | "reminder";

/** A write that was answered 2xx: what must never be lost. */
export type Acknowledged = { taskId: string; version: number; consequence?: Consequence };

type Step = { method: string; path: string; body?: object; consequence?: Consequence };

const reminderDelayMs = 1_500;

/** By turns: a task that is changed, one that repeats and is completed, and one with a reminder soon. */
function stepsOf(taskId: string, index: number): Step[] {
  const create = (body: object): Step => ({
    method: "POST",
    path: "/tasks",
    body: { id: taskId, title: `Task ${index}`, tags: ["chaos"], ...body },
  });
  const complete: Step = { method: "POST", path: `/tasks/${taskId}/complete` };
  if (index % 3 === 0) {
    const change = { method: "PATCH", path: `/tasks/${taskId}`, body: { priority: "high" } };
    return [create({}), change, complete];
  }
  if (index % 3 === 1) {
    const recurrence = { pattern: "daily" };
    const again = { due_date: "2035-01-01", reminder_lead_minutes: null, recurrence };
    return [create(again), { ...complete, consequence: "next instance" }];
  }
  const due_date = new Date(Date.now() + reminderDelayMs).toISOString();
  return [{ ...create({ due_date, reminder_lead_minutes: 0 }), consequence: "reminder" }];
}

/**
 * Writes one change after the other until `signal` is aborted or the server is gone, and tells of
 * each that was answered; a patient one tries again while it is refused. A write whose answer never came
 * may stand or not: nobody may rely on it. `pauseMs` passes between two writes.
 */
export async function writeSteadily(
  url: string,
  account: Account,
  signal: AbortSignal,
  acknowledge: (write: Acknowledged) => void,
  { isPatient = false, pauseMs = 0 } = {},
): Promise<void> {
  for (let index = 0; !signal.aborted; index += 1) {
    const taskId = crypto.randomUUID();
    for (const step of stepsOf(taskId, index)) {
      const task = await send(url, account, step, isPatient ? signal : null);
      if (task === null) return;
      // Tried until it was due, it was late when it was made, and reminds nobody.
      const isLate = task.due_date !== null && task.created_at >= task.due_date;
      const consequence = isLate ? undefined : step.consequence;
      acknowledge({
        taskId,
        version: task.version,
        ...(consequence === undefined ? {} : { consequence }),
      });
      await passed(performance.now() + pauseMs, signal);
    }
  }
}

/** Resolves when it is that time, or the signal was given. */
async function passed(time: number, signal: AbortSignal): Promise<void> {
  await vi.waitFor(() => {
    if (performance.now() < time && !signal.aborted) throw new Error("It is not time yet");
  }, patience);
}

const patience = { timeout: 120_000, interval: 50 };

/** Sends a step, and while there is `until`, again with the same key until it is answered. */
async function send(
  url: string,
  account: Account,
  step: Step,
  until: AbortSignal | null,
): Promise<Task | null> {
  const headers = {
    ...account.headers,
    ...(step.body && { "content-type": "application/json" }),
    "idempotency-key": crypto.randomUUID(),
  };
  const answer = await vi.waitFor(async () => {
    const { method, path, body } = step;
    const request = { method, headers, body: body && JSON.stringify(body) };
    const tried = await fetch(`${url}/api/v1${path}`, request).catch(() => null);
    const isRefused = tried === null || tried.status === 503;
    if (isRefused && until !== null && !until.aborted) throw new Error("refused for now");
    return tried;
  }, patience);
  if (answer === null || answer.status === 503) return null;
  if (!answer.ok) throw new Error(await answer.text());
  return readTask(answer);
}

async function readTask(answer: Response): Promise<Task | null> {
  return answer.json().catch(() => null) as Promise<Task | null>;
}
