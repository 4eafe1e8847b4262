import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test("settings are changed one by one", async () => {
  const changed = await api.ann.request("PATCH", "/me", {
    week_start: "sunday",
    default_reminder_lead_minutes: null,
  });
  expect(changed.statusCode, changed.body).toBe(200);
  expect(changed.json()).toMatchObject({
    id: api.ann.id,
    name: "ann",
    week_start: "sunday",
    default_reminder_lead_minutes: null,
  });
  const task = await api.ann.request("POST", "/tasks", { title: "No reminder" });
  expect(task.json().reminder_lead_minutes).toBeNull();
});

test("a language is remembered, and forgotten", async () => {
  expect((await api.ann.request("GET", "/me")).json()).toMatchObject({
    language: null,
    assistant_model: false,
    two_factor_enabled: false,
  });
  const chosen = await api.ann.request("PATCH", "/me", { language: "de" });
  expect(chosen.json().language).toBe("de");
  const other = await api.ann.request("PATCH", "/me", { week_start: "sunday" });
  expect(other.json().language).toBe("de");
  const none = await api.ann.request("PATCH", "/me", { language: null });
  expect(none.json().language).toBeNull();
});

test("with the time zone, the day of an all-day task ends elsewhere, and nothing else changes", async () => {
  const body = { title: "All day", due_date: "2030-05-01" };
  const { id } = (await api.ann.request("POST", "/tasks", body)).json();
  const before = (await api.ann.request("GET", "/events")).json().latest_sequence;
  const changed = await api.ann.request("PATCH", "/me", { time_zone: "America/New_York" });
  expect(changed.json().time_zone).toBe("America/New_York");
  const { rows } = await api.pool.query("select due_at from tasks where id = $1", [id]);
  expect(rows[0].due_at.toISOString()).toBe("2030-05-02T03:59:59.999Z");
  const task = await api.ann.request("GET", `/tasks/${id}`);
  expect(task.json()).toMatchObject({ due_date: "2030-05-01", version: 1 });
  expect((await api.ann.request("GET", "/events")).json().latest_sequence).toBe(before);
});

test.each([
  { time_zone: "Moon/Base" },
  { week_start: "friday" },
  { default_reminder_lead_minutes: -1 },
  { language: "not a language" },
  { assistant_model: "yes" },
  { assistant_model: null },
  { name: "" },
  { name: "a\0" },
  { email: "new@example.org" },
])("%j is refused", async (body) => {
  const answer = await api.ann.request("PATCH", "/me", body);
  expect(answer.statusCode).toBe(422);
});
