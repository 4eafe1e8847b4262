import { expect, expectSeriesEnded, row, test } from "./person.ts";

test("an empty list teaches by trying: the line that it shows is added", async ({ page }) => {
  await page.getByRole("button", { name: /Write as you speak/ }).click();
  const field = page.getByLabel("Title of the new task");
  await expect(field).toHaveValue("Water the plants every monday at 9am #home");
  await expect(page.getByRole("dialog").locator("mark")).toHaveCount(3);
  await expect(field).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(row(page, "Water the plants")).toBeVisible();
  await expect(page.getByRole("button", { name: /Write as you speak/ })).toHaveCount(0);
});

test("the other lessons open what they are about", async ({ page }) => {
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Find anything/ })
    .click();
  await expect(page.getByRole("combobox", { name: "Find anything" })).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Keep your hands on the keys/ }).click();
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
});

test("example tasks come on wish and go in one step", async ({ page }) => {
  await page.getByRole("button", { name: "Try it with example tasks" }).click();
  await expect(row(page, "Plan the weekend")).toBeVisible();
  await expect(page.locator("[data-task]")).toHaveCount(6);
  await page.reload();
  await expect(row(page, "Plan the weekend")).toBeVisible();
  await page.getByRole("button", { name: "Remove the examples" }).click();
  await expect(page.locator("[data-task]")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Remove the examples" })).toHaveCount(0);
  // Two of them repeat, and no next ones come.
  await expectSeriesEnded(page, 2);
  await expect(page.locator("[data-task]")).toHaveCount(0);
});

test("a task is added at the top of its list", async ({ page }) => {
  await page.goto("/today");
  const line = page.getByRole("main").getByRole("button", { name: "Add task" });
  await line.click();
  const field = page.getByLabel("Title of the new task");
  await expect(field).toBeFocused();
  await page.keyboard.type("Sweep !low");
  await page.keyboard.press("Enter");
  await expect(row(page, "Sweep")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(line).toBeFocused();
});
