import type { Locator } from "@playwright/test";
import { addTasks, expect, row, test, titles } from "./person.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("everything is in reach of a thumb", async ({ page }) => {
  await page.getByRole("button", { name: "Add task" }).tap();
  await page.getByLabel("Title of the new task").fill("From the phone");
  await page.getByRole("button", { name: "Add task" }).tap();
  await page.getByRole("button", { name: "Done" }).tap();
  await row(page, "From the phone").tap();
  const sheet = page.getByRole("dialog", { name: "Task" });
  await sheet.getByLabel("Notes", { exact: true }).fill("On the way");
  await sheet.getByRole("button", { name: "Close" }).tap();
  await expect(sheet).toHaveCount(0);
  await page.getByRole("button", { name: "Menu" }).tap();
  await page.getByRole("link", { name: "Activity" }).tap();
  await expect(page.getByText("Task created: From the phone")).toBeVisible();
  await page.getByRole("link", { name: "All", exact: true }).tap();
  await page.getByRole("checkbox", { name: "Complete From the phone" }).tap();
  await expect(row(page, "From the phone")).toHaveCount(0);
});

test("no page is wider than the screen", async ({ page }) => {
  await addTasks(page, [
    {
      title: "W".repeat(300),
      notes: "x".repeat(300),
      tags: ["a-very-long-tag-of-thirty-char"],
      due_date: "2026-01-01",
    },
  ]);
  for (const path of [
    "/",
    "/today",
    "/upcoming",
    "/completed",
    "/trash",
    "/activity",
    "/settings",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

/** What is too small for a thumb, all of it measured at one moment. */
async function tooSmall(part: Locator): Promise<string[]> {
  const boxes = await part.getByRole("button").evaluateAll((buttons) =>
    buttons.map((button) => {
      const { width, height } = button.getBoundingClientRect();
      return { name: button.textContent, width, height };
    }),
  );
  return boxes
    .filter(({ width, height }) => width < 44 || height < 44)
    .map(({ name, width, height }) => `${name}: ${width} x ${height}`);
}

test("a line is understood, taken back by a tap, and becomes the task that was shown", async ({
  page,
}) => {
  await page.getByRole("button", { name: "Add task" }).tap();
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  const field = dialog.getByLabel("Title of the new task");
  await field.fill("Pay rent every 1st at 9am !high #home 1h before");
  await expect(dialog.locator("mark")).toHaveCount(5);
  await expect.poll(() => tooSmall(dialog)).toEqual([]);
  await dialog.getByRole("button", { name: "Take back: High" }).tap();
  await expect(dialog.locator("mark")).toHaveCount(4);
  await dialog.getByRole("button", { name: "Add task" }).tap();
  await dialog.getByRole("button", { name: "Done" }).tap();
  await expect(row(page, "Pay rent !high")).toBeVisible();
  await row(page, "Pay rent !high").tap();
  const sheet = page.getByRole("dialog", { name: "Task" });
  await expect(sheet.getByRole("button", { name: "Every month on day 1" })).toBeVisible();
});

test("a filter is written by taps, saved, and found again in the menu", async ({ page }) => {
  await addTasks(page, [{ title: "Buy milk", tags: ["home"] }, { title: "Call Ada" }]);
  await page.getByRole("button", { name: "Menu" }).tap();
  await page.getByRole("link", { name: "New filter" }).tap();
  await page.getByRole("combobox", { name: "Query" }).fill("#ho");
  await page.getByRole("option", { name: "#home" }).tap();
  await expect.poll(() => titles(page)).toEqual(["Buy milk"]);
  await page.getByRole("button", { name: "Save" }).tap();
  await page.getByRole("textbox", { name: "Name" }).fill("At home");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
  await expect(page.getByRole("heading", { level: 1, name: "At home" })).toBeVisible();
  await page.getByRole("button", { name: "Menu" }).tap();
  await expect(page.getByRole("link", { name: /^At home/ })).toContainText("1");
});

test("a reminder is put off with a thumb", async ({ page }) => {
  await addTasks(page, [
    {
      title: "Call Ada",
      due_date: new Date(Date.now() + 2_000).toISOString(),
      reminder_lead_minutes: 0,
    },
  ]);
  const card = page.getByRole("listitem").filter({ hasText: "Call Ada" });
  await card.getByRole("button", { name: "Snooze" }).tap();
  await expect.poll(() => tooSmall(card)).toEqual([]);
  await page.getByRole("menuitem", { name: "in 10 minutes" }).tap();
  await expect(page.getByText("Comes again in 10 minutes")).toBeVisible();
  await expect(card).toHaveCount(0);
});

test("everything is found from the menu, too", async ({ page }) => {
  await addTasks(page, [{ title: "Water the plants" }]);
  await page.getByRole("button", { name: "Menu" }).tap();
  await page.getByRole("button", { name: "Find anything" }).tap();
  const field = page.getByRole("combobox", { name: "Find anything" });
  await expect(field).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await field.fill("water");
  await page.getByRole("option", { name: "Water the plants" }).tap();
  await expect(page.getByRole("dialog", { name: "Task" })).toBeVisible();
});
