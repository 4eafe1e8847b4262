import type { Task } from "@pakaura/contract/task";
import ICAL from "ical.js";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";
import { readDueDates } from "./feed-dates.fixture.ts";

let api: TestApi;
let dora: TestUser;
beforeAll(async () => {
  api = await startTestApi();
  dora = await api.signUp("dora", { time_zone: "Europe/Berlin" });
  await addFirstTasks(dora);
});
afterAll(() => api.close());

async function token(user: TestUser): Promise<{ id: string; token: string }> {
  return (await user.request("POST", "/tokens", { name: "calendar", scope: "read" })).json();
}
async function create(user: TestUser, fields: object): Promise<Task> {
  return (await user.request("POST", "/tasks", fields)).json();
}
/** Three tasks that are in the feed, and one that is in the trash. */
async function addFirstTasks(user: TestUser): Promise<void> {
  await create(user, {
    title: "Milk; bread, BEGIN:VEVENT",
    notes: "one\nATTACH:http://example.org\r\nEND:VTODO\rATTACH:\u001bx",
    due_date: "2030-01-07",
    tags: ["home"],
    priority: "high",
    reminder_lead_minutes: 60,
  });
  await create(user, {
    title: "Stand-up",
    due_date: "2030-01-07T08:00:00Z",
    recurrence: { pattern: "daily", count: 5 },
    reminder_lead_minutes: 15,
  });
  const done = await create(user, { title: "Done", reminder_lead_minutes: null });
  await user.request("POST", `/tasks/${done.id}/complete`);
  const gone = await create(user, { title: "Gone" });
  await user.request("DELETE", `/tasks/${gone.id}`);
}
const feed = (query: string) => api.app.inject({ url: `/api/v1/feed.ics?${query}` });

async function calendar(query: string): Promise<ICAL.Component> {
  const answer = await feed(query);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/calendar; charset=utf-8");
  return ICAL.Component.fromString(answer.body);
}

const bodies = [
  { due_date: "2030-01-10T08:00:00Z", recurrence: { pattern: "daily", until: "2030-01-31" } },
  { due_date: "2030-01-10", recurrence: { rrule: "FREQ=DAILY;UNTIL=20300112T120000Z" } },
  { due_date: "2030-01-31", recurrence: { pattern: "monthly", day_of_month: 31 } },
  {
    due_date: "2030-01-31T07:00:00Z",
    recurrence: { rrule: "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD" },
  },
  { due_date: "2030-01-31", recurrence: { rrule: "FREQ=MONTHLY;BYDAY=-1TH,-1FR" } },
];

test("the feed has the tasks with dates, alarms and recurrence, and no text breaks out of its line", async () => {
  const { token: secret } = await token(dora);
  const parsed = await calendar(`token=${secret}`);
  const todos = parsed.getAllSubcomponents("vtodo");
  expect(todos.map((todo) => todo.getFirstPropertyValue("summary"))).toEqual([
    "Milk; bread, BEGIN:VEVENT",
    "Stand-up",
    "Done",
  ]);
  const [milk, daily, finished] = todos;
  expect(milk?.getFirstPropertyValue("description")).toBe(
    "one\nATTACH:http://example.org\nEND:VTODO\nATTACH:x",
  );
  expect(milk?.hasProperty("attach")).toBe(false);
  expect(String(milk?.getFirstPropertyValue("due"))).toBe("2030-01-07");
  expect(milk?.getFirstPropertyValue("priority")).toBe(3);
  const alarm = milk?.getFirstSubcomponent("valarm");
  expect(String(alarm?.getFirstPropertyValue("trigger"))).toBe("PT8H");
  expect(daily?.getFirstProperty("due")?.getParameter("tzid")).toBe("Europe/Berlin");
  expect(String(daily?.getFirstPropertyValue("due"))).toBe("2030-01-07T09:00:00");
  expect(String(daily?.getFirstPropertyValue("dtstart"))).toBe("2030-01-07T08:59:00");
  expect(String(daily?.getFirstPropertyValue("rrule"))).toBe("FREQ=DAILY;COUNT=5");
  expect(finished?.getFirstPropertyValue("status")).toBe("COMPLETED");
  expect(parsed.getFirstSubcomponent("vtimezone")?.getFirstPropertyValue("tzid")).toBe(
    "Europe/Berlin",
  );

  const events = (await calendar(`token=${secret}&as=events`)).getAllSubcomponents("vevent");
  expect(events).toHaveLength(2);
});

test("what the feed says comes in again as it was", async () => {
  const zoe = await api.signUp("zoe", { time_zone: "Europe/Berlin" });
  await addFirstTasks(zoe);
  for (const [index, { recurrence, due_date }] of bodies.entries())
    await create(zoe, { title: `Z${index}`, due_date, recurrence });
  await create(zoe, {
    title: "Z from completion",
    due_date: "2030-01-10",
    recurrence: { pattern: "custom", interval_days: 3, from: "completion" },
  });
  const { token: secret } = await token(zoe);
  const eve = await api.signUp("eve", { time_zone: "Europe/Berlin" });
  const { body } = await feed(`token=${secret}`);
  const result = await api.app.inject({
    method: "POST",
    url: "/api/v1/import",
    headers: { cookie: eve.cookie, "content-type": "text/calendar" },
    payload: body,
  });
  expect(result.json()).toMatchObject({ created: bodies.length + 4, failed: 0, warnings: [] });
  const tasks = async (user: TestUser): Promise<unknown[]> => {
    const page: { items: Task[] } = (await user.request("GET", "/tasks?sort=title")).json();
    return page.items.map(
      ({
        title,
        notes,
        due_date,
        priority,
        tags,
        reminder_lead_minutes,
        recurrence,
        completed,
      }) => [
        title,
        notes.replaceAll(/\r\n?/gu, "\n").replaceAll("\u001b", ""),
        due_date,
        priority,
        tags,
        reminder_lead_minutes,
        recurrence?.pattern === "custom" ? "daily" : recurrence?.pattern,
        recurrence?.from,
        recurrence?.next_dates,
        completed,
      ],
    );
  };
  expect(await tasks(eve)).toEqual(await tasks(zoe));
});

test.each(["events", "tasks"])("calendars that read %s see the dates of next_dates", async (as) => {
  const gil = await api.signUp(`gil-${as}`, { time_zone: "Europe/Berlin" });
  const made: Task[] = [];
  for (const [index, body] of bodies.entries()) {
    const title = `T${index}`;
    made.push((await gil.request("POST", "/tasks", { title, ...body })).json());
  }
  const { token: secret } = await token(gil);
  const parsed = await calendar(`token=${secret}&as=${as}`);
  const components = parsed.getAllSubcomponents(as === "events" ? "vevent" : "vtodo");
  for (const [index, task] of made.entries()) {
    const dates = [task.due_date, ...(task.recurrence?.next_dates ?? [])];
    const component = components.find((one) => one.getFirstPropertyValue("uid") === task.id);
    if (component === undefined) throw new Error(`T${index} is not in the feed`);
    expect([index, readDueDates(component, dates.length)]).toEqual([index, dates]);
  }
});

test("what follows a completion is not foretold, and comes in again", async () => {
  const hal = await api.signUp("hal", { time_zone: "Europe/Berlin" });
  await hal.request("POST", "/tasks", {
    title: "Water the fern",
    due_date: "2030-01-10T08:00:00Z",
    recurrence: { pattern: "custom", interval_days: 3, from: "completion" },
  });
  const { token: secret } = await token(hal);
  const { body } = await feed(`token=${secret}`);
  expect(body.split("BEGIN:VTODO")[1]).not.toMatch(/^(RRULE|RDATE)/mu);
  expect(body).toContain("X-PAKAURA-RRULE;X-FROM=completion:FREQ=DAILY;INTERVAL=3\r\n");
});

test("lines are folded at 75 octets, and never inside a character", async () => {
  const ida = await api.signUp("ida");
  const title = `${"ä".repeat(40)}👩‍👩‍👧‍👦${"漢".repeat(60)}`;
  await ida.request("POST", "/tasks", { title, notes: `${"x".repeat(73)}é; a, b\\c\nnext` });
  const { token: secret } = await token(ida);
  const answer = await feed(`token=${secret}`);
  const lines = answer.rawPayload.toString("latin1").split("\r\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75);
  for (const line of lines) {
    expect(() =>
      new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(line, "latin1")),
    ).not.toThrow();
  }
  const [todo] = (await calendar(`token=${secret}`)).getAllSubcomponents("vtodo");
  expect(todo?.getFirstPropertyValue("summary")).toBe(title);
  expect(todo?.getFirstPropertyValue("description")).toBe(`${"x".repeat(73)}é; a, b\\c\nnext`);
});

test("of several open instances of a series, the last alone recurs", async () => {
  const fay = await api.signUp("fay");
  const due = new Date(Date.now() - 10 * 86_400_000).toISOString();
  const body = { title: "Weekly", due_date: due, recurrence: { pattern: "weekly" } };
  const { id } = (await fay.request("POST", "/tasks", body)).json();
  const settled = await api.internal.inject({
    method: "POST",
    url: `/internal/tasks/${id}/settle-series`,
    payload: { user_id: fay.id, correlation_id: "c-1" },
  });
  expect(settled.statusCode).toBe(200);
  const { token: secret } = await token(fay);
  const todos = (await calendar(`token=${secret}`)).getAllSubcomponents("vtodo");
  const recurs = (todo: ICAL.Component) => todo.hasProperty("rrule");
  expect(todos.map((todo) => [todo.getFirstPropertyValue("uid") === id, recurs(todo)])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test("the feed ends with its token, and belongs to one user", async () => {
  const { id, token: secret } = await token(api.bob);
  expect((await calendar(`token=${secret}`)).getAllSubcomponents("vtodo")).toEqual([]);
  await api.bob.request("DELETE", `/tokens/${id}`);
  await vi.waitFor(async () => expect((await feed(`token=${secret}`)).statusCode).toBe(401), {
    timeout: 30_000,
  });
  expect((await feed("token=pak_x")).statusCode).toBe(401);
  expect((await feed("")).statusCode).toBe(401);
  expect(
    (await api.app.inject({ url: "/api/v1/feed.ics", headers: { cookie: dora.cookie } }))
      .statusCode,
  ).toBe(401);
});
