import { expect, type Page } from "@playwright/test";
import { m } from "@pakaura/frontend/messages/messages";
import { isLoaded } from "./person.ts";

export type Size = "wide" | "phone";
/** A page in one of its states, and how to get there; the words are those of the language that is loaded. */
export type Scene = {
  name: string;
  only?: Size;
  open: (page: Page) => Promise<void>;
};

async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

async function openList(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await isLoaded(page);
}

/** Opens the task of this title from a list. */
async function openTask(page: Page, path: string, title: string): Promise<void> {
  await openList(page, path);
  await page.getByText(title, { exact: true }).first().click();
  await page.getByRole("textbox", { name: m.tasks.title }).waitFor();
}

async function openSettings(page: Page, section: string): Promise<void> {
  await page.goto("/settings");
  await page.getByText(m.settings.sessions.thisOne).waitFor();
  const region = page.getByRole("region", { name: section });
  await region.evaluate((node) => node.scrollIntoView({ block: "start" }));
}

/** A reminder that is due now, for a task that is made for it. */
async function remindNow(page: Page, title: string): Promise<void> {
  const answer = await page.request.post("/api/v1/tasks", {
    data: {
      title,
      due_date: new Date(Date.now() + 1_000).toISOString(),
      reminder_lead_minutes: 0,
    },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(answer.status(), await answer.text()).toBe(201);
}

/** What is there before somebody has signed in. */
export const signedOutScenes: readonly Scene[] = [
  { name: "sign-in", open: (page) => openPage(page, "/sign-in") },
  {
    name: "sign-in-error",
    open: async (page) => {
      await page.goto("/sign-in");
      await page.getByLabel(m.accounts.email).fill("nobody@example.test");
      await page.getByLabel(m.accounts.password).fill("not the password");
      await page.getByRole("button", { name: m.accounts.signIn }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "sign-up", open: (page) => openPage(page, "/sign-up") },
  { name: "forgot-password", open: (page) => openPage(page, "/forgot-password") },
  {
    name: "reset-password",
    open: (page) => openPage(page, "/reset-password?token=x"),
  },
];

/** What is there before the first task. */
export const emptyScenes: readonly Scene[] = [
  { name: "empty-all", open: (page) => openList(page, "/") },
  { name: "empty-today", open: (page) => openList(page, "/today") },
  { name: "empty-upcoming", open: (page) => openList(page, "/upcoming") },
  { name: "empty-completed", open: (page) => openList(page, "/completed") },
  { name: "empty-trash", open: (page) => openList(page, "/trash") },
  { name: "empty-activity", open: (page) => openList(page, "/activity") },
  {
    name: "not-found",
    open: async (page) => {
      await page.goto("/nowhere");
      await page.getByText(m.notFound.title).waitFor();
    },
  },
];

/** The lists of somebody with `sampleTasks`, and what opens over them. */
export const listScenes: readonly Scene[] = [
  { name: "all", open: (page) => openList(page, "/") },
  { name: "today", open: (page) => openList(page, "/today") },
  { name: "upcoming", open: (page) => openList(page, "/upcoming") },
  { name: "tag", open: (page) => openList(page, "/tags/home") },
  { name: "search", open: (page) => openList(page, "/?q=home&priority=low") },
  { name: "no-result", open: (page) => openList(page, "/?q=zzz") },
  {
    name: "filter",
    open: async (page) => {
      await openList(page, "/?sort=priority");
      await page.getByRole("button", { name: m.filters.filter, exact: true }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "sort",
    open: async (page) => {
      await openList(page, "/");
      await page.getByRole("button", { name: m.filters.sortedBy("") }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "quick-add",
    open: async (page) => {
      await openList(page, "/");
      await page.getByRole("button", { name: m.tasks.add }).first().click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("Book a table for Saturday !high #family");
    },
  },
  {
    name: "keys",
    only: "wide",
    open: async (page) => {
      await openList(page, "/");
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "menu",
    only: "phone",
    open: async (page) => {
      await openList(page, "/");
      await page.getByRole("button", { name: m.navigation.menu }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
];

/** Saved filters and their language, priorities, and many tasks selected at once. */
export const filterScenes: readonly Scene[] = [
  {
    name: "filter-suggestions",
    open: async (page) => {
      await page.goto("/filter");
      await page.getByRole("combobox", { name: m.filters.query }).fill("#home & ");
      await page.getByRole("listbox").waitFor();
    },
  },
  {
    name: "filter-mistake",
    open: async (page) => {
      await page.goto(`/filter?filter=${encodeURIComponent("#home & prioity:high")}`);
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "filter-list",
    open: (page) => openList(page, `/filter?filter=${encodeURIComponent("#home | today")}`),
  },
  { name: "priority", open: (page) => openList(page, "/priorities/high") },
  {
    name: "selected",
    open: async (page) => {
      await openList(page, "/today");
      await page.getByText("Water the plants").waitFor();
      await page.keyboard.press("Control+a");
      await page.getByRole("toolbar").waitFor();
    },
  },
  {
    name: "selected-date",
    open: async (page) => {
      await page
        .getByRole("toolbar")
        .getByRole("button", { name: m.bulk.date, exact: true })
        .click();
      await page.getByRole("grid", { name: m.dates.days }).waitFor();
    },
  },
];

/** One task, and what it says in passing. */
export const taskScenes: readonly Scene[] = [
  {
    name: "task",
    open: (page) => openTask(page, "/?sort=due_date", "Draft the budget for next quarter"),
  },
  {
    name: "task-recurring",
    open: async (page) => {
      await openTask(page, "/", "Water the plants");
      await page.getByText(m.recurrence.nextDates).first().waitFor();
    },
  },
  {
    name: "task-due",
    open: async (page) => {
      await openTask(page, "/", "Renew the passport");
      await page.getByRole("button", { name: m.dates.yesterday }).click();
      await page.getByRole("grid", { name: m.dates.days }).waitFor();
    },
  },
  {
    name: "task-priority",
    open: async (page) => {
      await openTask(page, "/", "Renew the passport");
      await page.getByRole("button", { name: m.priorities.urgent }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "task-tags",
    open: async (page) => {
      await openTask(page, "/", "Renew the passport");
      await page.getByRole("combobox", { name: m.tags.addOne }).click();
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "task-missing",
    open: async (page) => {
      await openList(page, "/?task=01990000-0000-7000-8000-00000000dead");
      await page.getByText(m.tasks.missing).waitFor();
    },
  },
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
    name: "reminder",
    open: async (page) => {
      await openList(page, "/");
      await remindNow(page, "Take the bread out");
      await page.getByRole("button", { name: m.reminders.dismiss }).first().waitFor();
    },
  },
  { name: "activity", open: (page) => openList(page, "/activity") },
  {
    name: "offline",
    open: async (page) => {
      await openList(page, "/");
      await page.context().setOffline(true);
      await page.getByText(m.connection.lost).waitFor();
    },
  },
  {
    name: "online-again",
    open: async (page) => {
      await page.context().setOffline(false);
      await expect(page.getByText(m.connection.lost)).toHaveCount(0);
    },
  },
];

/** Every section of the settings. */
export const settingsScenes: readonly Scene[] = [
  { name: "settings", open: (page) => openSettings(page, m.settings.profile.title) },
  { name: "settings-appearance", open: (page) => openSettings(page, m.settings.appearance.title) },
  { name: "settings-sessions", open: (page) => openSettings(page, m.settings.sessions.title) },
  {
    name: "settings-two-factor",
    open: async (page) => {
      await openSettings(page, m.settings.twoFactor.title);
      const section = page.getByRole("region", { name: m.settings.twoFactor.title });
      await section.getByRole("button", { name: m.settings.twoFactor.turnOn }).click();
      await section.getByLabel(m.accounts.currentPassword).fill("correct horse battery staple");
      await section.getByRole("button", { name: m.accounts.continue }).click();
      await section.getByRole("img", { name: m.settings.twoFactor.qrCode }).waitFor();
    },
  },
  {
    name: "settings-token",
    open: async (page) => {
      await openSettings(page, m.settings.tokens.title);
      const section = page.getByRole("region", { name: m.settings.tokens.title });
      await section.getByLabel(m.common.name).fill("Laptop");
      await section.getByRole("button", { name: m.settings.tokens.create }).click();
      await page.getByText(m.settings.tokens.copyNow).waitFor();
    },
  },
  {
    name: "settings-import",
    open: async (page) => {
      await openSettings(page, m.settings.data.title);
      await page.getByLabel(m.settings.data.fileToImport).setInputFiles({
        name: "list.txt",
        mimeType: "text/plain",
        buffer: Buffer.from("Buy stamps\nMend the bicycle tomorrow\n"),
      });
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "settings-delete",
    open: async (page) => {
      await openSettings(page, m.settings.deletion.title);
      await page.getByRole("button", { name: m.settings.deletion.begin }).click();
      await page.getByText(m.settings.deletion.warning).waitFor();
    },
  },
];
