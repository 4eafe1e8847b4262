import type { InvocationAnswer } from "@pakaura/platform/invocation";
import { expect, test } from "vitest";
import { planAgain, startPlanning } from "./plan-again.ts";

const ids = Array.from(
  { length: 3 },
  (_, index) => `00000000-0000-4000-8000-00000000000${index + 1}`,
);
const user = "00000000-0000-4000-8000-0000000000aa";
const soon = "2026-11-02T08:29:45.000Z";

/** Building blocks that remember, beside an API that has these open series, two a page. */
function blocksWith(series: string[], unreadable: string[] = []) {
  const jobs = new Map<string, { dueTime: Date; data: unknown }>();
  const kept = new Map<string, unknown>();
  const answerTo = (path: string, body: unknown): InvocationAnswer => {
    if (path === "/internal/open-series") {
      const after = Reflect.get(Object(body), "after");
      const left = series.filter((id) => typeof after !== "string" || id > after);
      const items = left.slice(0, 2).map((task_id) => ({ task_id, user_id: user }));
      return { status: 200, body: { items } };
    }
    return unreadable.some((id) => path.includes(id))
      ? { status: 422, body: { detail: "cannot be read" } }
      : { status: 200, body: { arrives_at: soon } };
  };
  return {
    jobs: {
      schedule: async (name: string, job: object) => {
        if ("dueTime" in job && job.dueTime instanceof Date)
          jobs.set(name, { dueTime: job.dueTime, data: Reflect.get(job, "data") });
      },
      delete: async (name: string) => void jobs.delete(name),
    },
    state: {
      get: async (key: string) => (kept.has(key) ? { value: kept.get(key) } : null),
      set: async (key: string, value: unknown) => void kept.set(key, value),
    },
    invocation: {
      invoke: async (_app: string, _method: string, path: string, body?: unknown) =>
        answerTo(path, body),
    },
    set: jobs,
  };
}

/** Fires the job until it sets itself no more. */
async function runAll(blocks: ReturnType<typeof blocksWith>) {
  await startPlanning(blocks);
  for (let rounds = 0; rounds < 5; rounds += 1) {
    const job = blocks.set.get("plan-again");
    if (job === undefined) return;
    blocks.set.delete("plan-again");
    const after: unknown = Reflect.get(Object(job.data), "after");
    await planAgain(blocks, { after: typeof after === "string" ? after : null });
  }
  throw new Error("It does not end");
}

test("what was open before an update is planned anew, page by page, and once", async () => {
  const blocks = blocksWith(ids);
  await runAll(blocks);
  expect([...blocks.set.keys()]).toEqual(ids.map((id) => `next-date-${id}`));
  expect([...blocks.set.values()].every(({ dueTime }) => dueTime.toISOString() === soon)).toBe(
    true,
  );

  blocks.set.clear();
  await runAll(blocks);
  expect(blocks.set.size).toBe(0);
});

test("a series that cannot be read keeps none of the others from it", async () => {
  const blocks = blocksWith(ids, ids.slice(0, 1));
  await runAll(blocks);
  expect([...blocks.set.keys()]).toEqual(ids.slice(1).map((id) => `next-date-${id}`));
});
