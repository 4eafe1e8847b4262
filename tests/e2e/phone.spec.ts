import { addTasks, expect, row, test } from "./person.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("everything is in reach of a thumb", async ({ page }) => {
  await page.getByRole("button", { name: "Add task" }).tap();
  await page.getByLabel("Title of the new task").fill("From the phone");
  await page.getByRole("button", { name: "Add task" }).tap();
  await page.getByRole("button", { name: "Done" }).tap();
  await row(page, "From the phone").tap();
  const sheet = page.getByRole("dialog", { name: "Task" });
  await sheet.getByLabel("Notes").fill("On the way");
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
