import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callBy, connect, type McpSystem, startMcpSystem } from "./start-mcp.fixture.ts";

let mcp: McpSystem;
beforeAll(async () => {
  mcp = await startMcpSystem();
});
afterAll(() => mcp.stop());

const names = [
  "find_tasks",
  "get_task",
  "get_overview",
  "find_activity",
  "list_tags",
  "add_tasks",
  "update_tasks",
  "reschedule_tasks",
  "set_recurrence",
  "set_reminder",
  "complete_tasks",
  "reopen_tasks",
  "delete_tasks",
  "undo",
];

/** Every null in a value, by its place. */
function nullsIn(value: unknown, place = "data"): string[] {
  if (value === null) return [place];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, field]) => nullsIn(field, `${place}.${name}`));
}

async function allTasks(): Promise<string[]> {
  const { tasks } = await mcp.call("find_tasks", { status: "any", limit: 100 });
  return tasks.map(({ title }) => title);
}

test("the tools come in the order of the contract, with titles, hints and schemas, and are not long", async () => {
  const list = await mcp.client.listTools();
  expect(list.tools.map(({ name }) => name)).toEqual(names);
  for (const { name, title, description, annotations, inputSchema, outputSchema } of list.tools) {
    expect(title, name).toBeTruthy();
    expect(description, name).toBeTruthy();
    expect(Object.keys(annotations ?? {}).sort(), name).toEqual([
      "destructiveHint",
      "idempotentHint",
      "openWorldHint",
      "readOnlyHint",
    ]);
    expect(inputSchema.type, name).toBe("object");
    expect(outputSchema?.type, name).toBe("object");
  }
  expect(JSON.stringify(list).length).toBeLessThan(20_000);
  const update = list.tools.find(({ name }) => name === "update_tasks");
  expect(JSON.stringify(update?.inputSchema)).not.toContain("date");
});

test("access that reads sees the first five tools, and no others can be called", async () => {
  const { token } = await mcp.makeToken({ name: "reader", scope: "read" });
  const reader = await connect(mcp.url, token);
  expect((await reader.listTools()).tools.map(({ name }) => name)).toEqual(names.slice(0, 5));
  expect(reader.getInstructions()).toContain("only reads");
  await expect(callBy(reader, "add_tasks", { tasks: [{ title: "x" }] })).rejects.toThrow();
  await reader.close();
});

test("the instructions name today and the zone, and are short", () => {
  const text = mcp.client.getInstructions() ?? "";
  const options = {
    timeZone: "Europe/Berlin",
    day: "numeric",
    month: "long",
    year: "numeric",
  } as const;
  expect(text).toContain(new Intl.DateTimeFormat("en-GB", options).format(Date.now()));
  expect(text).toContain("Europe/Berlin");
  expect(text.length).toBeLessThanOrEqual(1_500);
});

test("each tool answers text and data, without a null anywhere", async () => {
  const plain = await mcp.add({ title: "Plain" });
  const full = await mcp.add({
    title: "Full",
    notes: "All of it",
    due_date: "2031-03-04T17:00+01:00",
    recurrence: "every tuesday",
    priority: "high",
    tags: ["Home"],
    reminder_lead_minutes: 15,
  });
  expect(full).toMatchObject({
    due_date: "2031-03-04T16:00:00.000Z",
    due_local: "Tuesday, 4 March 2031 at 17:00",
    given: "2031-03-04T17:00+01:00",
    repeats: "every week on Tue",
    priority: "high",
    tags: ["home"],
    reminder_lead_minutes: 15,
  });
  const ids = [plain.id];
  const calls: [string, Record<string, unknown>][] = [
    ["find_tasks", {}],
    ["find_tasks", { search: "plain", tag: ["home"], due_after: "yesterday", sort: "title" }],
    ["get_task", { id: plain.id }],
    ["get_task", { id: full.id }],
    ["get_overview", {}],
    ["find_activity", {}],
    ["find_activity", { from: "2 days ago", task_id: plain.id }],
    ["list_tags", {}],
    ["update_tasks", { tasks: [{ id: plain.id, title: "Plainer", add_tags: ["x"] }] }],
    ["reschedule_tasks", { tasks: [{ id: plain.id, due_date: "2031-03-05" }] }],
    ["set_reminder", { tasks: [{ id: plain.id, lead_minutes: -1 }] }],
    ["set_recurrence", { tasks: [{ id: plain.id, recurrence: "FREQ=DAILY" }] }],
    ["set_recurrence", { tasks: [{ id: plain.id, recurrence: "none" }] }],
    ["complete_tasks", { ids }],
    ["reopen_tasks", { ids }],
    ["delete_tasks", { ids }],
    ["undo", {}],
  ];
  for (const [name, given] of calls) {
    const told = await mcp.call(name, given);
    expect(told.isError, `${name}: ${told.text}`).toBe(false);
    expect(told.text, name).not.toBe("");
    expect(nullsIn(told.data), name).toEqual([]);
  }
  const { data } = await mcp.call("get_task", { id: plain.id });
  expect(data["task"]).toMatchObject({ title: "Plainer", tags: ["x"], completed: false });
});

test("a null for an argument that is left out is no argument", async () => {
  const told = await mcp.call("add_tasks", {
    tasks: [{ title: "Of nulls", notes: null, due_date: null, tags: null }],
    request_id: null,
  });
  expect(told.tasks).toMatchObject([{ title: "Of nulls" }]);
});

test("words are read in the person's zone, and come back as given with the weekday", async () => {
  const task = await mcp.add({ title: "In words", due_date: "4 march 2031 at 17:00" });
  expect(task).toMatchObject({
    due_date: "2031-03-04T16:00:00.000Z",
    due_local: "Tuesday, 4 March 2031 at 17:00",
    given: "4 march 2031 at 17:00",
  });
  const german = await mcp.add({ title: "Auf Deutsch", due_date: "am 5. März 2031" });
  expect(german).toMatchObject({ due_date: "2031-03-05", due_local: "Wednesday, 5 March 2031" });
});

test.each([
  ["find_tasks", { foo: 1 }, "foo: is not a known field"],
  ["find_tasks", { limit: 1_000 }, "limit"],
  ["find_tasks", { due_before: "when pigs fly" }, "no date that is understood"],
  ["get_task", {}, "id: is required"],
  ["find_activity", { from: "whenever" }, "no date that is understood"],
  ["list_tags", { prefix: 3 }, "prefix"],
  ["add_tasks", { tasks: [] }, "tasks"],
  ["add_tasks", { tasks: [{ title: "" }] }, "tasks.0.title"],
  ["add_tasks", { tasks: [{ title: "two\nlines" }] }, "tasks.0.title"],
  [
    "add_tasks",
    { tasks: [{ title: "a" }, { title: "b", due_date: "someday" }] },
    "tasks.1.due_date",
  ],
  ["add_tasks", { tasks: [{ title: "a", recurrence: "at times" }] }, "tasks.0.recurrence"],
  ["add_tasks", { tasks: [{ title: "a", tags: ["no spaces please"] }] }, "tasks.0.tags"],
  ["add_tasks", { tasks: Array.from({ length: 51 }, () => ({ title: "a" })) }, "tasks"],
  ["add_tasks", { tasks: [{ title: "a" }], request_id: "with space" }, "request_id"],
  [
    "update_tasks",
    { tasks: [{ id: randomUUID(), due_date: "2031-01-01" }] },
    "due_date: is not a known",
  ],
  ["set_reminder", { tasks: [{ id: randomUUID(), lead_minutes: 50_000 }] }, "lead_minutes"],
  ["undo", { entry_id: "the last one" }, "not found"],
])("%s refuses %j, and says what is wrong", async (name, given, what) => {
  const before = await allTasks();
  const told = await mcp.call(name, given);
  expect(told.isError).toBe(true);
  expect(told.text).toContain(what);
  expect(await allTasks()).toEqual(before);
});

test.each([
  ["get_task", (id: string) => ({ id })],
  ["find_activity", null],
  ["update_tasks", (id: string) => ({ tasks: [{ id, title: "Mine" }] })],
  ["reschedule_tasks", (id: string) => ({ tasks: [{ id, due_date: "2031-01-01" }] })],
  ["set_recurrence", (id: string) => ({ tasks: [{ id, recurrence: "every day" }] })],
  ["set_reminder", (id: string) => ({ tasks: [{ id, lead_minutes: 5 }] })],
  ["complete_tasks", (id: string) => ({ ids: [id] })],
  ["reopen_tasks", (id: string) => ({ ids: [id] })],
  ["delete_tasks", (id: string) => ({ ids: [id] })],
  ["undo", null],
])("%s finds nothing of somebody else's", async (name, given) => {
  const bob = await mcp.signUp("bob");
  const theirs = await bob.post("/tasks", { title: "Bob's own" });
  if (given === null) {
    const told = await mcp.call(name, { task_id: theirs.id });
    expect(told.text).not.toContain("Bob");
    expect(told.data["entries"] ?? []).toEqual([]);
  } else {
    const told = await mcp.call(name, given(theirs.id));
    expect(told.isError).toBe(true);
    expect(told.text).toContain("not found");
    expect(told.text).not.toContain("Bob");
  }
  expect(await bob.get(`/tasks/${theirs.id}`)).toMatchObject({ title: "Bob's own", version: 1 });
});

test("an id that is none is answered with up to five tasks of a similar title", async () => {
  for (let number = 1; number <= 7; number += 1)
    await mcp.add({ title: `Paint the fence ${number}` });
  const told = await mcp.call("complete_tasks", { ids: ["Paint fence"] });
  expect(told.isError).toBe(true);
  expect(told.text).toContain("not found");
  expect(told.text.match(/Paint the fence/g)).toHaveLength(5);

  const gone = await mcp.add({ title: "Paint the fence again" });
  await mcp.call("delete_tasks", { ids: [gone.id] });
  // Its title is known by the log, which comes after the write.
  await expect
    .poll(async () => {
      const { text } = await mcp.call("complete_tasks", { ids: [gone.id] });
      expect(text).toContain("not found");
      return text.match(/"Paint the fence \d"/g)?.length;
    })
    .toBe(5);
});

test("a batch is all or nothing", async () => {
  const one = await mcp.add({ title: "Of a batch" });
  const told = await mcp.call("complete_tasks", { ids: [one.id, randomUUID()] });
  expect(told.isError).toBe(true);
  const { data } = await mcp.call("get_task", { id: one.id });
  expect(data["task"]).toMatchObject({ completed: false });

  const title = `Fifty ${randomUUID()}`;
  const many = await mcp.call("add_tasks", {
    tasks: Array.from({ length: 50 }, () => ({ title })),
  });
  expect(many.tasks).toHaveLength(50);
  await mcp.call("undo");
  expect((await mcp.call("find_tasks", { search: title })).tasks).toEqual([]);
});

test("a request that is repeated with its id is carried out once", async () => {
  const request = { tasks: [{ title: "Only once", due_date: "tomorrow" }], request_id: "once-1" };
  const first = await mcp.call("add_tasks", request);
  const second = await mcp.call("add_tasks", request);
  expect(second.tasks).toEqual(first.tasks);
  const other = await mcp.call("add_tasks", { ...request, tasks: [{ title: "Another" }] });
  expect(other.isError).toBe(true);
  expect(other.text).toContain("request_id");
  expect((await mcp.call("find_tasks", { search: "Only once" })).tasks).toHaveLength(1);

  const [added] = first.tasks;
  const deletion = { ids: [added?.id], request_id: "once-2" };
  expect((await mcp.call("delete_tasks", deletion)).isError).toBe(false);
  expect((await mcp.call("delete_tasks", deletion)).isError).toBe(false);
});

test("rescheduling keeps the time of day with a day alone, and the day with a time alone", async () => {
  const { id } = await mcp.add({ title: "At five", due_date: "2031-03-04T17:00+01:00" });
  const move = async (due: string) =>
    (await mcp.call("reschedule_tasks", { tasks: [{ id, due_date: due }] })).tasks[0]?.["due_date"];
  expect(await move("2031-07-08")).toBe("2031-07-08T15:00:00.000Z");
  expect(await move("9 july 2031")).toBe("2031-07-09T15:00:00.000Z");
  expect(await move("9:30")).toBe("2031-07-09T07:30:00.000Z");
  expect(await move("2031-07-10T10:00+02:00")).toBe("2031-07-10T08:00:00.000Z");
  expect(await move("none")).toBeUndefined();
  expect(await move("2031-07-11")).toBe("2031-07-11");
});

test("completing and rescheduling never end a series", async () => {
  const { id } = await mcp.add({
    title: "Weekly",
    due_date: "2031-03-04",
    recurrence: "every tuesday",
  });
  const moved = await mcp.call("reschedule_tasks", { tasks: [{ id, due_date: "2031-03-06" }] });
  expect(moved.tasks[0]).toMatchObject({ due_date: "2031-03-06", repeats: "every week on Tue" });
  const cleared = await mcp.call("reschedule_tasks", { tasks: [{ id, due_date: "none" }] });
  expect(cleared.isError).toBe(true);
  expect(cleared.text).toContain("set_recurrence");
  await mcp.call("complete_tasks", { ids: [id] });
  await expect
    .poll(async () => (await mcp.call("find_tasks", { search: "Weekly" })).tasks)
    .toMatchObject([{ title: "Weekly", due_date: "2031-03-11", repeats: "every week on Tue" }]);
});

test("undo takes back the newest change, that of a task, and that of an entry", async () => {
  const [one, other] = [
    await mcp.add({ title: "Undo one" }),
    await mcp.add({ title: "Undo other" }),
  ];
  const titleOf = async (id: string) => (await mcp.call("get_task", { id })).data["task"];
  await mcp.call("update_tasks", { tasks: [{ id: one.id, title: "Changed one" }] });
  await mcp.call("update_tasks", { tasks: [{ id: other.id, title: "Changed other" }] });
  await mcp.call("undo", { task_id: one.id });
  expect(await titleOf(one.id)).toMatchObject({ title: "Undo one" });
  expect(await titleOf(other.id)).toMatchObject({ title: "Changed other" });
  await mcp.call("delete_tasks", { ids: [one.id, other.id] });
  const told = await mcp.call("undo");
  expect(told.data["undone"]).toHaveLength(2);
  expect(await titleOf(other.id)).toMatchObject({ title: "Changed other" });
});

test("the log says which token acted", async () => {
  await mcp.add({ title: "By claude" });
  await expect
    .poll(async () => (await mcp.call("find_activity", { text: "By claude" })).data["entries"])
    .toMatchObject([{ action: "task.created", actor: "user", actor_detail: "token: claude" }]);
});
