import { m } from "@pakaura/frontend/messages/all-messages";
import { openList, openTask, send, type Scene } from "./scene.ts";

const notes = `## Lent by Sophia

- [x] Part one
- [ ] Part two, **before Sunday**

> An island can be dreadful for someone from outside.

See [the library](https://example.test/books) or run \`pakaura\`.`;

/** One task, and what is set in it. */
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
    name: "task-repeat",
    open: async (page) => {
      await openTask(page, "/", "Renew the passport");
      await page.getByRole("button", { name: m.recurrence.none }).click();
      await page.getByRole("dialog", { name: m.tasks.repeat }).waitFor();
    },
  },
  {
    name: "task-reminder",
    open: async (page) => {
      await openTask(page, "/", "Dentist");
      await page.getByRole("button", { name: m.reminders.before(60), exact: true }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "task-notes",
    open: async (page) => {
      await openTask(page, "/", "Read “The Summer Book”");
      const { pathname, search } = new URL(page.url());
      const id = new URLSearchParams(search).get("task") ?? "";
      await send(page, "PATCH", `/api/v1/tasks/${id}`, { notes });
      await openList(page, pathname + search);
      await page.getByRole("checkbox", { name: "Part one" }).waitFor();
    },
  },
  {
    name: "task-notes-editing",
    open: async (page) => {
      await page.getByRole("button", { name: m.notes.edit }).click();
      await page.getByRole("textbox", { name: m.tasks.notes }).waitFor();
    },
  },
];
