import type { Account } from "../account.ts";

/** A write that was answered 2xx: what must never be lost. */
export type Acknowledged = { taskId: string; version: number };

type Step = { method: string; path: string; body?: object };

function stepsOf(taskId: string, index: number): Step[] {
  return [
    {
      method: "POST",
      path: "/tasks",
      body: { id: taskId, title: `Task ${index}`, tags: ["chaos"] },
    },
    { method: "PATCH", path: `/tasks/${taskId}`, body: { priority: "high" } },
    { method: "POST", path: `/tasks/${taskId}/complete` },
  ];
}

/**
 * Writes one change after the other until `signal` is aborted or the server is gone, and tells of
 * each that was answered. A write whose answer never came may stand or not: nobody may rely on it.
 */
export async function writeSteadily(
  url: string,
  account: Account,
  signal: AbortSignal,
  acknowledge: (write: Acknowledged) => void,
): Promise<void> {
  for (let index = 0; !signal.aborted; index += 1) {
    const taskId = crypto.randomUUID();
    for (const step of stepsOf(taskId, index)) {
      const answer = await fetch(`${url}/api/v1${step.path}`, {
        method: step.method,
        headers: {
          ...account.headers,
          ...(step.body && { "content-type": "application/json" }),
          "idempotency-key": crypto.randomUUID(),
        },
        body: step.body && JSON.stringify(step.body),
      }).catch(() => null);
      const task = answer?.ok ? await readVersion(answer) : null;
      if (task === null) return;
      acknowledge({ taskId, version: task.version });
    }
  }
}

async function readVersion(answer: Response): Promise<{ version: number } | null> {
  return answer.json().catch(() => null) as Promise<{ version: number } | null>;
}
