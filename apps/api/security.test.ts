import type { Task } from "@pakaura/contract/task";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({
    RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE: "1000",
    RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: "1000",
    RATE_LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: "1000",
  });
});
afterAll(() => api.close());

function signIn(email: string, password: string, headers: Record<string, string> = {}) {
  const payload = { email, password };
  return api.app.inject({ method: "POST", url: "/api/auth/sign-in/email", headers, payload });
}
async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

test("signing in makes a new session, whatever session the browser brought", async () => {
  const planted = await signIn(api.bob.email, api.bob.password);
  const cookie = planted.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  const answer = await signIn(api.ann.email, api.ann.password, { cookie: cookie.join("; ") });
  const token = (of: typeof answer) =>
    of.cookies.find(({ name }) => name.endsWith("session_token"));
  expect(token(answer)?.value).toBeDefined();
  expect(token(answer)?.value).not.toBe(token(planted)?.value);
  const me = await api.app.inject({ url: "/api/v1/me", headers: { cookie: cookie.join("; ") } });
  expect(me.json().email).not.toBe(api.ann.email);
});

test("a wrong password and an unknown address are answered alike, and take as long", async () => {
  const unknown = () => signIn("nobody@example.org", "not the password");
  const wrong = () => signIn(api.ann.email, "not the password");
  const answers = [await unknown(), await wrong()];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401]);
  expect(answers[0]?.json()).toEqual(answers[1]?.json());

  const pairs: { unknown: number; wrong: number }[] = [];
  for (let round = 0; round < 7; round += 1) {
    pairs.push({ unknown: await timed(unknown), wrong: await timed(wrong) });
  }
  const ratio = median(pairs.map((pair) => pair.unknown)) / median(pairs.map((pair) => pair.wrong));
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test("a token that may only read changes nothing, on any route", async () => {
  const { token } = (await api.ann.request("POST", "/tokens", { name: "r", scope: "read" })).json();
  const authorization = `Bearer ${token}`;
  const id = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44";
  const routes = [
    ["POST", "/tasks"],
    ["POST", "/tasks/bulk"],
    ["PATCH", `/tasks/${id}`],
    ["DELETE", `/tasks/${id}`],
    ["POST", `/tasks/${id}/complete`],
    ["POST", `/tasks/${id}/reminders`],
    ["POST", `/reminders/${id}/snooze`],
    ["POST", `/activity/${id}/undo`],
    ["POST", "/import"],
    ["POST", "/channels"],
    ["POST", "/tokens"],
    ["DELETE", `/tokens/${id}`],
    ["PATCH", "/me"],
    ["PATCH", "/tags/home"],
  ] as const;
  for (const [method, path] of routes) {
    const url = `/api/v1${path}`;
    const answer = await api.app.inject({ method, url, headers: { authorization }, payload: {} });
    expect(answer.statusCode, `${method} ${path}`).toBe(403);
  }
  const read = await api.app.inject({ url: "/api/v1/tasks", headers: { authorization } });
  expect(read.statusCode).toBe(200);
});

test.each([
  "FREQ=SECONDLY",
  "FREQ=MINUTELY;COUNT=1000000000",
  "FREQ=DAILY;COUNT=1000000000",
  "FREQ=DAILY;INTERVAL=1000000000",
  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12",
  `FREQ=DAILY;BYSECOND=${Array.from({ length: 60 }, (_, second) => second).join(",")};BYSETPOS=367`,
  `FREQ=YEARLY;BYYEARDAY=${"1,".repeat(5_000)}1`,
  "FREQ=WEEKLY;UNTIL=00000101",
])("the rule %s is refused at once", async (rrule) => {
  const body = { title: "Tick", due_date: "2030-01-01T00:00:00Z", recurrence: { rrule } };
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    times.push(
      await timed(async () => {
        expect((await api.ann.request("POST", "/tasks", body)).statusCode).toBe(422);
      }),
    );
  }
  expect(Math.min(...times)).toBeLessThan(50);
});

test("what is searched for is text, and no pattern", async () => {
  for (const title of ["100% wool", "under_score", "plain", String.raw`back\slash`]) {
    await api.ann.request("POST", "/tasks", { title });
  }
  const found = async (search: string) => {
    const path = `/tasks?search=${encodeURIComponent(search)}`;
    const page: { items: Task[] } = (await api.ann.request("GET", path)).json();
    return page.items.map(({ title }) => title);
  };
  expect(await found("100%")).toEqual(["100% wool"]);
  expect(await found("%")).not.toContain("plain");
  expect(await found("under_s")).toEqual(["under_score"]);
  expect(await found("_")).not.toContain("plain");
  expect(await found(String.raw`back\sl`)).toEqual([String.raw`back\slash`]);
  expect(await found("'; drop table tasks; --")).toEqual([]);
});

test("ten thousand tags are refused, and not each of them in the answer", async () => {
  const tags = Array.from({ length: 10_000 }, (_, index) => `tag-${index}`);
  const answer = await api.ann.request("POST", "/tasks", { title: "Tagged", tags });
  expect(answer.statusCode).toBe(422);
  expect(answer.body.length).toBeLessThan(20_000);
});
