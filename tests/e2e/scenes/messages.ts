import { expect, type Page } from "@playwright/test";
import { m } from "@pakaura/frontend/messages/all-messages";
import { z } from "zod";
import { openList, send, type Scene } from "./scene.ts";

/** Reminders that are due now, for tasks that are made for them. */
async function remindNow(page: Page, titles: readonly string[]): Promise<void> {
  const due_date = new Date(Date.now() + 1_000).toISOString();
  await Promise.all(
    titles.map((title) =>
      send(page, "POST", "/api/v1/tasks", { title, due_date, reminder_lead_minutes: 0 }),
    ),
  );
}

async function dismissAll(page: Page): Promise<void> {
  const reminders = page.getByRole("list", { name: m.reminders.region }).getByRole("listitem");
  await reminders
    .getByRole("button", { name: m.reminders.dismiss })
    .or(page.getByRole("button", { name: m.reminders.dismissAll }))
    .first()
    .click();
  await expect(reminders).toHaveCount(0);
  // They are hidden at once, and on their way to the server like any other change.
  await expect.poll(() => countFired(page)).toBe(0);
}

const firedSchema = z.object({ items: z.array(z.unknown()) });

async function countFired(page: Page): Promise<number> {
  const answer = await page.request.get("/api/v1/reminders?state=fired");
  return firedSchema.parse(await answer.json()).items.length;
}

/** What the page says in passing, and what it says by itself. */
export const messageScenes: readonly Scene[] = [
  {
    name: "toast",
    open: async (page) => {
      await openList(page, "/");
      await page
        .getByRole("checkbox", { name: m.tasks.completeTask("Back up the photos") })
        .click();
      await page.getByText(m.tasks.completed, { exact: true }).waitFor();
    },
  },
  { name: "completed", open: (page) => openList(page, "/completed") },
  {
    name: "trash",
    open: async (page) => {
      await openList(page, "/");
      await page.getByRole("row", { name: "Dentist", exact: true }).press("Delete");
      await openList(page, "/trash");
      await page.getByRole("row", { name: "Dentist", exact: true }).waitFor();
    },
  },
  { name: "activity", open: (page) => openList(page, "/activity") },
  {
    name: "reminder",
    open: async (page) => {
      await openList(page, "/");
      await remindNow(page, ["Take the bread out"]);
      await page.getByRole("button", { name: m.reminders.dismiss }).first().waitFor();
    },
  },
  {
    name: "reminder-late",
    open: async (page) => {
      await page.reload();
      await page.getByText(m.reminders.late).first().waitFor();
    },
  },
  {
    name: "reminder-snooze",
    open: async (page) => {
      await page.getByRole("button", { name: m.reminders.snooze }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "reminder-summary",
    open: async (page) => {
      await page.keyboard.press("Escape");
      await dismissAll(page);
      await remindNow(page, [
        "Feed the cat",
        "Bring the bins in",
        "Ring the vet",
        "Charge the bike",
      ]);
      await page.getByText(m.reminders.many(4)).waitFor();
    },
  },
  {
    name: "offline",
    open: async (page) => {
      await dismissAll(page);
      await page.context().setOffline(true);
      await page.getByText(m.connection.lost).waitFor();
    },
  },
  {
    name: "offline-waiting",
    open: async (page) => {
      const box = page.getByRole("checkbox", { name: m.tasks.completeTask("Feed the cat") });
      await box.click();
      // The answer to one that was dismissed may still be on its way, and be asked for again.
      await page
        .getByText(m.connection.waiting(1))
        .or(page.getByText(m.connection.waiting(2)))
        .waitFor();
    },
  },
  {
    name: "online-again",
    open: async (page) => {
      await page.context().setOffline(false);
      await expect(page.getByText(m.connection.lost)).toHaveCount(0);
    },
  },
  {
    name: "conflict",
    open: async (page) => {
      const { id } = await send(page, "POST", "/api/v1/tasks", { title: "Ask for the keys" });
      await openList(page, `/?task=${id}`);
      const title = page.getByRole("textbox", { name: m.tasks.title });
      await title.waitFor();
      await page.context().setOffline(true);
      await title.fill("Ask Jonas for the keys");
      await title.press("Enter");
      await send(page, "PATCH", `/api/v1/tasks/${id}`, { title: "Ask Maya for the keys" });
      await page.context().setOffline(false);
      await page.getByText(m.conflicts.kept(m.conflicts.fields.title)).waitFor();
    },
  },
  {
    name: "set-aside",
    open: async (page) => {
      // On a phone the task lies over the foot of the page.
      await openList(page, "/");
      await page.getByRole("button", { name: m.aside.show }).click();
      await page.getByRole("dialog", { name: m.aside.title }).waitFor();
    },
  },
];
