import { streamEventSchema } from "@pakaura/contract/events";
import { type Task, taskSchema } from "@pakaura/contract/task";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function create(body: object) {
  const answer = await api.ann.request("POST", "/tasks", body);
  expect(answer.statusCode, answer.body).toBe(201);
  return taskSchema.parse(answer.json());
}

async function events() {
  const latest = await api.ann.request("GET", "/events?limit=1000");
  return streamEventSchema.array().parse(latest.json().events);
}

describe("creating a task", () => {
  test("answers it with its address and version, and the defaults of what was left out", async () => {
    const answer = await api.ann.request("POST", "/tasks", { title: "  Buy milk " });
    const task = taskSchema.parse(answer.json());
    expect(answer.statusCode).toBe(201);
    expect(answer.headers.location).toBe(`/api/v1/tasks/${task.id}`);
    expect(answer.headers.etag).toBe('"1"');
    expect(task).toMatchObject({
      title: "Buy milk",
      notes: "",
      completed: false,
      due_date: null,
      priority: "none",
      tags: [],
      reminder_lead_minutes: 30,
      recurrence: null,
      version: 1,
      deleted_at: null,
    });
    const read = await api.ann.request("GET", `/tasks/${task.id}`);
    expect(read.json()).toEqual(task);
    expect(read.headers.etag).toBe('"1"');
  });

  test("takes every field at once and normalises it", async () => {
    const id = "0199F0A4-3C1E-7B6A-9A57-0D2F6C9B1E44";
    const task = await create({
      id,
      title: "Water the plants",
      notes: "The fern twice.",
      due_date: "2026-12-25T10:00:00+01:00",
      reminder_lead_minutes: 0,
      priority: "urgent",
      tags: ["Home", "garden", "home"],
    });
    expect(task).toMatchObject({
      id: id.toLowerCase(),
      due_date: "2026-12-25T09:00:00.000Z",
      reminder_lead_minutes: 0,
      priority: "urgent",
      tags: ["garden", "home"],
    });
    const again = await api.ann.request("POST", "/tasks", { id, title: "x" });
    expect(again.statusCode).toBe(409);
    expect(again.json().code).toBe("id_taken");
  });

  test("an id of somebody else's is as good as any, and is replaced by the same one each time", async () => {
    const { id } = await create({ title: "Hers" });
    const bob = (path: string, body: object) => api.bob.request("POST", path, body);
    const made = await bob("/tasks", { id, title: "His" });
    expect(made.statusCode).toBe(201);
    const { id: own } = made.json();
    expect(own).not.toBe(id);
    expect(made.headers.location).toBe(`/api/v1/tasks/${own}`);
    expect((await api.bob.request("GET", `/tasks/${own}`)).json()).toEqual(made.json());
    const again = await bob("/tasks", { id, title: "His" });
    expect(again.json()).toMatchObject({ status: 409, code: "id_taken" });
    expect((await api.ann.request("GET", `/tasks/${id}`)).json().title).toBe("Hers");
  });

  test("what is done to such a task in the same request is done to the one that was made", async () => {
    const { id } = await create({ title: "Hers" });
    const operations = [
      { op: "create", id, body: { title: "His" } },
      { op: "create", body: { title: "Another" } },
      { op: "update", id, body: { priority: "high" } },
      { op: "complete", id },
    ];
    const made = await api.bob.request("POST", "/tasks/bulk", { operations });
    expect(made.statusCode).toBe(200);
    const [first, , updated, completed] = made.json().items;
    expect(first.id).not.toBe(id);
    expect(updated).toMatchObject({ id: first.id, priority: "high" });
    expect(completed).toMatchObject({ id: first.id, completed: true });
    const again = await api.bob.request("POST", "/tasks/bulk", { operations });
    expect(again.json()).toMatchObject({
      code: "id_taken",
      errors: [{ field: "operations.0.id" }],
    });
    expect((await api.ann.request("GET", `/tasks/${id}`)).json()).toMatchObject({
      title: "Hers",
      completed: false,
    });
  });

  test("makes an event with the task and each field that was set", async () => {
    const task = await create({ title: "Told", priority: "low" });
    const event = (await events()).at(-1);
    expect(event).toMatchObject({
      type: "task.created",
      source: "pakaura/api",
      subject: task.id,
      partitionkey: api.ann.id,
      data: {
        user_id: api.ann.id,
        task_id: task.id,
        payload: {
          task,
          actor: "user",
          changed_fields: {
            title: { old: null, new: "Told" },
            priority: { old: null, new: "low" },
          },
        },
      },
    });
  });

  test.each([
    [{}, "title"],
    [{ title: " " }, "title"],
    [{ title: "a\nb" }, "title"],
    [{ title: "x".repeat(501) }, "title"],
    [{ title: "\ud800" }, "title"],
    [{ title: "x", notes: "a\0" }, "notes"],
    [{ title: "x", titel: "y" }, "titel"],
    [{ title: "x", priority: "highest" }, "priority"],
    [{ title: "x", due_date: "2026-02-30" }, "due_date"],
    [{ title: "x", due_date: "2026-11-25T09:00:00" }, "due_date"],
    [{ title: "x", due_date: "1969-12-31" }, "due_date"],
    [{ title: "x", tags: ["a b"] }, "tags.0"],
    [{ title: "x", tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, "tags.10"],
    [{ title: "x", reminder_lead_minutes: 40_321 }, "reminder_lead_minutes"],
    [{ title: "x", recurrence: { pattern: "hourly" } }, "recurrence"],
    [{ title: "x", recurrence: { rrule: "FREQ=NEVER" } }, "recurrence"],
  ])("refuses %j", async (body, field) => {
    const answer = await api.ann.request("POST", "/tasks", body);
    expect(answer.statusCode, answer.body).toBe(422);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.json()).toMatchObject({ code: "validation_failed", status: 422 });
    expect(answer.json().errors[0].field).toBe(field);
  });
});

describe("changing a task", () => {
  test("merges the given fields, and the same again changes nothing", async () => {
    const task = await create({ title: "Old", priority: "low", tags: ["a"] });
    const before = (await events()).length;
    const patch = { title: "New", priority: "high" };
    const changed = await api.ann.request("PATCH", `/tasks/${task.id}`, patch);
    expect(changed.json()).toMatchObject({ ...patch, tags: ["a"], version: 2 });
    expect(changed.headers.etag).toBe('"2"');
    const again = await api.ann.request("PATCH", `/tasks/${task.id}`, patch);
    expect(again.statusCode).toBe(200);
    expect(again.json().version).toBe(2);
    const added = (await events()).slice(before);
    expect(added.map((event) => event.type)).toEqual(["task.updated"]);
    expect(added[0]?.data.payload).toMatchObject({
      changed_fields: {
        title: { old: "Old", new: "New" },
        priority: { old: "low", new: "high" },
      },
    });
  });

  test("honours If-Match", async () => {
    const task = await create({ title: "Strict" });
    const url = `/tasks/${task.id}`;
    const stale = await api.ann.request("PATCH", url, { title: "x" }, { "if-match": '"7"' });
    expect(stale.statusCode).toBe(412);
    expect(stale.json().code).toBe("stale_version");
    const weak = await api.ann.request("PATCH", url, { title: "x" }, { "if-match": 'W/"1"' });
    expect(weak.statusCode).toBe(412);
    const right = await api.ann.request("PATCH", url, { title: "y" }, { "if-match": '"9", "1"' });
    expect(right.statusCode).toBe(200);
    const any = await api.ann.request("PATCH", url, { title: "z" }, { "if-match": "*" });
    expect(any.json().version).toBe(3);
  });

  test("merges what comes at the same time, each once", async () => {
    const task = await create({ title: "Busy" });
    const patches = [{ title: "Busier" }, { notes: "n" }, { priority: "low" }, { tags: ["t"] }];
    const answers = await Promise.all(
      patches.map((patch) => api.ann.request("PATCH", `/tasks/${task.id}`, patch)),
    );
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200]);
    const read = await api.ann.request("GET", `/tasks/${task.id}`);
    expect(read.json()).toMatchObject({
      title: "Busier",
      notes: "n",
      priority: "low",
      tags: ["t"],
      version: 5,
    });
  });

  test("completes, reopens, deletes and restores; repeated, without a second event", async () => {
    const task = await create({ title: "Life" });
    const before = (await events()).length;
    for (const action of ["complete", "uncomplete"]) {
      const first = await api.ann.request("POST", `/tasks/${task.id}/${action}`);
      const second = await api.ann.request("POST", `/tasks/${task.id}/${action}`);
      expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
      expect(first.json().completed).toBe(action === "complete");
      expect(second.json()).toEqual(first.json());
    }
    expect((await api.ann.request("DELETE", `/tasks/${task.id}`)).statusCode).toBe(204);
    for (const [method, path] of [
      ["DELETE", ""],
      ["GET", ""],
      ["POST", "/complete"],
    ] as const) {
      const gone = await api.ann.request(method, `/tasks/${task.id}${path}`);
      expect(gone.statusCode).toBe(404);
    }
    const trash = await api.ann.request("GET", "/tasks?deleted=true");
    expect(trash.json().items[0].id).toBe(task.id);
    const restored = await api.ann.request("POST", `/tasks/${task.id}/restore`);
    expect(restored.json()).toMatchObject({ deleted_at: null, version: 5 });
    expect((await api.ann.request("POST", `/tasks/${task.id}/restore`)).json().version).toBe(5);
    expect((await events()).slice(before).map((event) => event.type)).toEqual([
      "task.completed",
      "task.uncompleted",
      "task.deleted",
      "task.restored",
    ]);
  });
});

describe("recurrence", () => {
  test("a series goes on from the due date that its instance is moved to", async () => {
    const task = await create({
      title: "Stretch",
      due_date: "2030-01-31T09:00:00Z",
      recurrence: { pattern: "daily" },
    });
    const moved = await api.ann.request("PATCH", `/tasks/${task.id}`, {
      due_date: "2030-02-05T14:00:00Z",
    });
    expect(moved.json().recurrence.next_dates.slice(0, 2)).toEqual([
      "2030-02-06T14:00:00.000Z",
      "2030-02-07T14:00:00.000Z",
    ]);
  });

  test("is stored and answered with the dates that follow", async () => {
    const task = await create({
      title: "Water",
      due_date: "2030-11-25T09:00:00.000Z",
      recurrence: { pattern: "weekly", day_of_week: ["MO", "TH"] },
    });
    expect(task.recurrence).toMatchObject({
      pattern: "weekly",
      rrule: "FREQ=WEEKLY;BYDAY=MO,TH",
      from: "due_date",
      active: true,
    });
    expect(task.recurrence?.next_dates).toHaveLength(5);
    expect((await api.ann.request("GET", `/tasks/${task.id}`)).json()).toEqual(task);
  });

  test("gives a task without a due date the first occurrence", async () => {
    const task = await create({ title: "Daily", recurrence: { pattern: "daily" } });
    expect(task.due_date).not.toBeNull();
  });

  test("needs a due date: clearing that alone is refused, alone and among many, and clears with it", async () => {
    const task = await create({
      title: "Water",
      due_date: "2030-11-25T09:00:00.000Z",
      recurrence: { pattern: "daily" },
    });
    const url = `/tasks/${task.id}`;
    const refused = await api.ann.request("PATCH", url, { due_date: null, title: "x" });
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors).toMatchObject([
      { field: "due_date", code: "needed_by_recurrence" },
    ]);
    const operation = { op: "update", id: task.id, body: { due_date: null } };
    const many = await api.ann.request("POST", "/tasks/bulk", { operations: [operation] });
    expect(many.statusCode).toBe(422);
    expect(many.json().errors[0].field).toBe("operations.0.body.due_date");
    expect((await api.ann.request("GET", url)).json()).toEqual(task);

    const cleared = await api.ann.request("PATCH", url, { due_date: null, recurrence: null });
    expect(cleared.json()).toMatchObject({ due_date: null, recurrence: { active: false } });
    expect((await api.ann.request("PATCH", url, { due_date: null })).statusCode).toBe(200);
  });

  test("begins anew, from now, where the due date goes and a recurrence comes", async () => {
    const task = await create({
      title: "Water",
      due_date: "2030-11-25T09:00:00.000Z",
      recurrence: { pattern: "daily" },
    });
    const body = { due_date: null, recurrence: { pattern: "weekly" } };
    const changed = (await api.ann.request("PATCH", `/tasks/${task.id}`, body)).json();
    expect(changed.due_date < "2030").toBe(true);
    expect(changed.recurrence).toMatchObject({ pattern: "weekly", active: true });
  });

  test("counts weeks that begin as the person's do, from when it was set", async () => {
    const carol = await api.signUp("carol");
    const shift = { pattern: "weekly", interval: 2, day_of_week: ["SU", "MO"] };
    const add = async (recurrence: object): Promise<Task> => {
      const body = { title: "Shift", due_date: "2026-12-06", recurrence };
      return (await carol.request("POST", "/tasks", body)).json();
    };
    const read = async ({ id }: Task): Promise<Task> =>
      (await carol.request("GET", `/tasks/${id}`)).json();
    const sunday = ["2026-12-07", "2026-12-20", "2026-12-21"];
    const monday = ["2026-12-14", "2026-12-20", "2026-12-28"];
    const first = await add(shift);
    await carol.request("PATCH", "/me", { week_start: "sunday" });
    const second = await add(shift);
    expect((await read(first)).recurrence?.next_dates.slice(0, 3)).toEqual(monday);
    expect(second.recurrence).toMatchObject({
      pattern: "weekly",
      day_of_week: ["MO", "SU"],
      rrule: "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU",
    });
    expect(second.recurrence?.next_dates.slice(0, 3)).toEqual(sunday);

    await carol.request("PATCH", "/me", { week_start: "monday" });
    const same = await carol.request("PATCH", `/tasks/${second.id}`, { recurrence: shift });
    expect(same.json().version).toBe(1);
    expect(same.json().recurrence.next_dates.slice(0, 3)).toEqual(sunday);
    const rule = await add({ rrule: "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO" });
    expect(rule.recurrence?.next_dates.slice(0, 3)).toEqual(sunday);
  });

  test("ends by DELETE, once", async () => {
    const task = await create({ title: "Ends", recurrence: { pattern: "daily" } });
    const before = (await events()).length;
    const url = `/tasks/${task.id}/recurrence`;
    const stopped = await api.ann.request("DELETE", url);
    expect(stopped.json()).toMatchObject({
      version: 2,
      recurrence: { active: false, next_dates: [] },
    });
    expect((await api.ann.request("DELETE", url)).json().version).toBe(2);
    expect((await events()).slice(before).map((event) => event.type)).toEqual([
      "recurrence.stopped",
    ]);
  });

  test("ends by null in a PATCH, and can be set again", async () => {
    const task = await create({ title: "Ends", recurrence: { pattern: "daily" } });
    const url = `/tasks/${task.id}`;
    const stopped = await api.ann.request("PATCH", url, { recurrence: null, title: "Ended" });
    expect(stopped.json()).toMatchObject({
      title: "Ended",
      version: 3,
      recurrence: { active: false },
    });
    const again = await api.ann.request("PATCH", url, { recurrence: { pattern: "daily" } });
    expect(again.json().recurrence.active).toBe(true);
    const same = await api.ann.request("PATCH", url, { recurrence: { pattern: "daily" } });
    expect(same.json().version).toBe(again.json().version);
  });
});

describe("repeated requests", () => {
  test("with one key give the first answer, and one task", async () => {
    const headers = { "idempotency-key": "key-1" };
    const [one, two] = await Promise.all([
      api.ann.request("POST", "/tasks", { title: "Once" }, headers),
      api.ann.request("POST", "/tasks", { title: "Once" }, headers),
    ]);
    const three = await api.ann.request("POST", "/tasks", { title: "Once" }, headers);
    for (const answer of [two, three]) {
      expect(answer?.statusCode).toBe(201);
      expect(answer?.json()).toEqual(one?.json());
      expect(answer?.headers.location).toBe(one?.headers.location);
      expect(answer?.headers.etag).toBe('"1"');
    }
    const other = await api.ann.request("POST", "/tasks", { title: "Other" }, headers);
    expect(other.statusCode).toBe(409);
    expect(other.json().code).toBe("idempotency_mismatch");
    const bob = await api.bob.request("POST", "/tasks", { title: "Bob's" }, headers);
    expect(bob.statusCode).toBe(201);
  });

  test.each(["", "with space", "ü", "x".repeat(256)])("refuses the key %j", async (key) => {
    const headers = { "idempotency-key": key };
    const answer = await api.ann.request("POST", "/tasks", { title: "x" }, headers);
    expect(answer.statusCode).toBe(422);
  });
});

describe("bulk", () => {
  test("carries out operations in order, each upon the earlier ones", async () => {
    const id = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e45";
    const answer = await api.ann.request("POST", "/tasks/bulk", {
      operations: [
        { op: "create", id, body: { title: "One" } },
        { op: "update", id, body: { title: "Two" } },
        { op: "complete", id },
        { op: "complete", id },
        { op: "delete", id },
        { op: "restore", id },
        { op: "create", body: { title: "Three" } },
      ],
    });
    expect(answer.statusCode, answer.body).toBe(200);
    const items = taskSchema.array().parse(answer.json().items);
    expect(items.map((task) => task.version)).toEqual([1, 2, 3, 3, 4, 5, 1]);
    expect((await api.ann.request("GET", `/tasks/${id}`)).json()).toEqual(items[5]);
  });

  test("does nothing when one of them fails, and names it", async () => {
    const before = (await api.ann.request("GET", "/events")).json().latest_sequence;
    const answer = await api.ann.request("POST", "/tasks/bulk", {
      operations: [
        { op: "create", body: { title: "Never" } },
        { op: "create", body: { title: "x", tags: ["a b"] } },
      ],
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].field).toBe("operations.1.body.tags.0");
    const missing = await api.ann.request("POST", "/tasks/bulk", {
      operations: [{ op: "complete", id: "0199f0a4-3c1e-7b6a-9a57-000000000000" }],
    });
    expect(missing.statusCode).toBe(404);
    const empty = await api.ann.request("POST", "/tasks/bulk", {
      operations: [{ op: "create", body: { title: "" } }],
    });
    expect(empty.json().errors[0].field).toBe("operations.0.body.title");
    expect((await api.ann.request("GET", "/events")).json().latest_sequence).toBe(before);
  });
});

describe("bulk with the versions that it is based upon", () => {
  async function aTask(title: string): Promise<{ id: string; version: number }> {
    return (await api.ann.request("POST", "/tasks", { title })).json();
  }
  const carryOut = (...operations: object[]) =>
    api.ann.request("POST", "/tasks/bulk", { operations });

  test("carries out what is based upon the tasks as they were before it", async () => {
    const { id } = await aTask("Mine");
    const answer = await carryOut(
      { op: "update", id, if_version: 1, body: { title: "Ours" } },
      { op: "complete", id, if_version: 1 },
      { op: "uncomplete", id },
    );
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json().items.map(({ version }: { version: number }) => version)).toEqual([
      2, 3, 4,
    ]);
  });

  test("does nothing when one is stale, and names each that is", async () => {
    const { id: fresh } = await aTask("Fresh");
    const { id: stale } = await aTask("Stale");
    await api.ann.request("PATCH", `/tasks/${stale}`, { title: "Changed elsewhere" });
    const answer = await carryOut(
      { op: "delete", id: fresh, if_version: 1 },
      { op: "update", id: stale, if_version: 1, body: { title: "Changed here" } },
      { op: "delete", id: stale, if_version: 1 },
    );
    expect(answer.statusCode).toBe(412);
    expect(answer.json()).toMatchObject({
      code: "stale_version",
      errors: [
        { field: "operations.1.if_version", code: "stale_version" },
        { field: "operations.2.if_version", code: "stale_version" },
      ],
    });
    expect((await api.ann.request("GET", `/tasks/${fresh}`)).json().version).toBe(1);
    expect((await api.ann.request("GET", `/tasks/${stale}`)).json().title).toBe(
      "Changed elsewhere",
    );
  });

  test.each(["complete", "uncomplete", "delete"])("refuses a stale %s", async (op) => {
    const { id } = await aTask("Moved on");
    await api.ann.request("PATCH", `/tasks/${id}`, { title: "By now" });
    expect((await carryOut({ op, id, if_version: 1 })).statusCode).toBe(412);
    expect((await carryOut({ op, id, if_version: 2 })).statusCode).toBe(200);
  });

  test("holds a restoration to the version in the trash, and finds nothing else there", async () => {
    const { id } = await aTask("Gone");
    await api.ann.request("DELETE", `/tasks/${id}`);
    expect((await carryOut({ op: "complete", id, if_version: 1 })).statusCode).toBe(404);
    expect((await carryOut({ op: "restore", id, if_version: 1 })).statusCode).toBe(412);
    expect((await carryOut({ op: "restore", id, if_version: 2 })).statusCode).toBe(200);
  });

  test.each([0, -1, 1.5, "1", null, 2 ** 60])("refuses the version %j", async (version) => {
    const { id } = await aTask("Kept");
    const answer = await carryOut({ op: "delete", id, if_version: version });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].field).toBe("operations.0.if_version");
  });

  test("a new task has no version to be based upon", async () => {
    const answer = await carryOut({ op: "create", if_version: 1, body: { title: "New" } });
    expect(answer.statusCode).toBe(422);
  });

  test("tells nothing of somebody else's task by a version", async () => {
    const theirs = (await api.bob.request("POST", "/tasks", { title: "Theirs" })).json();
    expect((await carryOut({ op: "delete", id: theirs.id, if_version: 7 })).statusCode).toBe(404);
  });
});

test("many instances can be moved without their series", async () => {
  const made = await api.ann.request("POST", "/tasks", {
    title: "Standup",
    due_date: "2030-01-07",
    recurrence: { pattern: "custom", interval_days: 10 },
  });
  const { id } = made.json();
  const move = (scope: string, due_date: string) =>
    api.ann.request("POST", "/tasks/bulk", {
      operations: [{ op: "update", id, scope, body: { due_date } }],
    });
  const alone = (await move("this", "2030-01-09")).json().items[0];
  expect(alone.due_date).toBe("2030-01-09");
  expect(alone.recurrence.next_dates[0]).toBe("2030-01-17");
  await move("this", "2030-01-07");
  const all = (await move("following", "2030-01-10")).json().items[0];
  expect(all.recurrence.next_dates[0]).toBe("2030-01-20");
  expect((await move("all", "2030-01-10")).statusCode).toBe(422);
});
