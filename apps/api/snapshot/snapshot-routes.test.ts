import { taskPageSchema } from "@pakaura/contract/http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test("a snapshot holds every task out of the trash as the list does, and where the stream stands", async () => {
  const bodies = [
    { title: 'Quotes " and \\ and 🦊', notes: "a\u2028b\tc" },
    { title: "All day", due_date: "2030-05-01", tags: ["null", "home", "ä"] },
    { title: "Past", due_date: "2020-05-01T10:00:00.5Z", priority: "urgent", notes: "a\nb" },
    { title: "No lead", reminder_lead_minutes: null },
    { title: "Again", due_date: "2030-05-01", recurrence: { pattern: "weekly" } },
    { title: "Done" },
    { title: "Gone" },
  ];
  const operations = bodies.map((body) => ({ op: "create", body }));
  const { items } = (await api.ann.request("POST", "/tasks/bulk", { operations })).json();
  await api.ann.request("POST", `/tasks/${items[5].id}/complete`);
  await api.ann.request("DELETE", `/tasks/${items[6].id}`);
  await api.bob.request("POST", "/tasks", { title: "Bob's" });

  const answer = await api.ann.request("GET", "/snapshot");
  const list = taskPageSchema.parse((await api.ann.request("GET", "/tasks?order=asc")).json());
  const { epoch } = (await api.ann.request("GET", "/events")).json();
  const snapshot = answer.json();
  expect(snapshot).toMatchObject({ epoch, sequence: 9 });
  const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);
  expect(snapshot.items.toSorted(byId)).toEqual(list.items.toSorted(byId));

  const trash = (await api.ann.request("GET", "/tasks?deleted=true")).json();
  const whole = (await api.ann.request("GET", "/snapshot?include_deleted=true")).json();
  expect(trash.items).toHaveLength(1);
  expect(whole.items.toSorted(byId)).toEqual([...list.items, ...trash.items].toSorted(byId));
});

test("a snapshot refuses a question that it does not know", async () => {
  const answer = await api.ann.request("GET", "/snapshot?include_deleted=perhaps");
  expect(answer.statusCode).toBe(422);
});
