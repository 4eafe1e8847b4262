import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { afterEach, expect, test, vi } from "vitest";
import type { TaskOperation } from "./operation.ts";
import { sendGroup } from "./send-group.ts";
import { aTask } from "./task.fixture.ts";

afterEach(() => vi.unstubAllGlobals());

type Sent = { path: string; body: { operations: Record<string, unknown>[] } | null };

/** A server that gives these answers, one after the other; what it was sent is in `sent`. */
function aServer(...answers: { status: number; body: unknown }[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (path: string, { body }: { body?: string }) => {
    sent.push({ path, body: body === undefined ? null : JSON.parse(body) });
    const answer = answers.shift();
    return new Response(JSON.stringify(answer?.body), { status: answer?.status ?? 500 });
  });
  return sent;
}

const made = { key: "key", group: "group", madeAt: "2026-11-25T10:00:00.000Z", order: 1 };

function anUpdate(base: Task, body: UpdateTask): TaskOperation {
  return { kind: "update", taskId: base.id, base, body, scope: "this", ...made };
}

const known = (...tasks: Task[]) => new Map(tasks.map((task) => [task.id, task]));
const stale = (index: number) => ({
  status: 412,
  body: {
    status: 412,
    code: "stale_version",
    detail: "Tasks have changed since: 1.",
    errors: [{ field: `operations.${index}.if_version`, code: "stale_version", message: "" }],
  },
});

test("each update names the version that it is based upon", async () => {
  const [one, two] = [aTask({ id: "one", version: 3 }), aTask({ id: "two", version: 7 })];
  const sent = aServer({ status: 200, body: { items: [one, two] } });
  await sendGroup(
    "group",
    [anUpdate(one, { priority: "high" }), anUpdate(two, { priority: "high" })],
    known(one, two),
  );
  expect(sent[0]?.body?.operations.map((operation) => operation["if_version"])).toEqual([3, 7]);
});

test("what is said again of a task in one group names no version, nor what is made there", async () => {
  const one = aTask({ id: "one", version: 3 });
  const sent = aServer({ status: 200, body: { items: [one, one] } });
  const again = anUpdate(one, { priority: "low" });
  await sendGroup(
    "group",
    [again, again, anUpdate(aTask({ id: "new", version: 1 }), {})],
    known(one),
  );
  const versions = sent[0]?.body?.operations.map((operation) => operation["if_version"]);
  expect(versions).toEqual([3, undefined, undefined]);
});

test("a task that moved on is merged again, and what met another change is told", async () => {
  const base = aTask({ id: "one", version: 1, priority: "none" });
  const other = aTask({ id: "two", version: 1 });
  const newest = {
    ...base,
    version: 2,
    priority: "urgent" as const,
    updated_at: "2026-11-25T09:00:00.000Z",
  };
  const answer = { ...newest, version: 3, priority: "low" as const };
  const sent = aServer(
    stale(1),
    { status: 200, body: newest },
    { status: 200, body: { items: [other, answer] } },
  );
  const outcomes = await sendGroup(
    "group",
    [anUpdate(other, { priority: "low" }), anUpdate(base, { priority: "low" })],
    known(base, other),
  );
  expect(sent.map(({ path }) => path)).toEqual([
    "/api/v1/tasks/bulk",
    "/api/v1/tasks/one",
    "/api/v1/tasks/bulk",
  ]);
  expect(sent[2]?.body?.operations[1]).toMatchObject({ if_version: 2, body: { priority: "low" } });
  expect(outcomes[1]?.conflicts).toMatchObject([
    { field: "priority", kept: "here", lost: { priority: "urgent" } },
  ]);
});

test("a group that was taken before, merged into older tasks, is not sent again", async () => {
  const one = aTask({ id: "one", version: 5 });
  aServer({ status: 409, body: { status: 409, code: "idempotency_mismatch", detail: "" } });
  const outcomes = await sendGroup("group", [anUpdate(one, { priority: "low" })], known(one));
  expect(outcomes).toEqual([{ task: one, conflicts: [] }]);
});

test("tasks that change all the time are left for later", async () => {
  const one = aTask({ id: "one", version: 1 });
  const rounds = Array.from({ length: 5 }, () => [stale(0), { status: 200, body: one }]).flat();
  const sent = aServer(...rounds);
  await expect(
    sendGroup("group", [anUpdate(one, { priority: "low" })], known(one)),
  ).rejects.toThrow("cannot be reached");
  expect(sent.length).toBeLessThan(10);
});
