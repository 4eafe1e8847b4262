import { activityPageSchema, taskPageSchema } from "@pakaura/contract/http";
import { reminderPageSchema } from "@pakaura/contract/reminder";
import { type Task, taskSchema } from "@pakaura/contract/task";
import { expect } from "vitest";
import type { Account } from "../account.ts";

const dayMs = 86_400_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

/** The tasks of somebody who uses the API of a Pakaura. */
export function tasksOf(url: string, { headers }: Account) {
  async function send(path: string, body: object = {}): Promise<Task> {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
    return taskSchema.parse(await answer.json());
  }

  async function read(path: string): Promise<unknown> {
    const answer = await fetch(`${url}/api/v1${path}`, { headers });
    expect(answer.status).toBe(200);
    return answer.json();
  }

  return {
    addWithReminder: (title: string, inMs: number) =>
      send("/tasks", { title, due_date: fromNow(inMs), reminder_lead_minutes: 0 }),
    /** A daily one, whose next date comes in this time. */
    addSeries: (title: string, inMs: number) =>
      send("/tasks", { title, due_date: fromNow(inMs - dayMs), recurrence: { pattern: "daily" } }),
    complete: ({ id }: Task) => send(`/tasks/${id}/complete`),
    /** Those with this title, the earliest first. */
    titled: async (title: string) =>
      taskPageSchema
        .parse(await read("/tasks?sort=due_date&order=asc"))
        .items.filter((task) => task.title === title),
    firedReminders: async () =>
      reminderPageSchema.parse(await read("/reminders?state=fired")).items,
    /** The sentences of the log. */
    sentences: async (query = "") =>
      activityPageSchema
        .parse(await read(`/activity${query}`))
        .items.map(({ sentence }) => sentence),
  };
}
