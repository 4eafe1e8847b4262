import type { Page } from "@playwright/test";
import {
  addTasks,
  expect,
  expectSeriesEnded,
  isKept,
  quickAdd,
  row,
  test,
  titles,
} from "./person.ts";

/** What a person pastes from another program. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel("Title of the new task").evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    field.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

test("a line is understood while it is written, and becomes the task that was shown", async ({
  page,
}) => {
  await page.keyboard.press("q");
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  await expect(page.getByLabel("Title of the new task")).toBeFocused();
  await page.keyboard.type("Pay rent every 1st at 9am !high #home 1h before");
  await expect(dialog.locator("mark")).toHaveText([
    "every 1st",
    "at 9am",
    "!high",
    "#home",
    "1h before",
  ]);
  await expect(dialog.getByRole("status")).toContainText(
    "09:00 · every month on day 1 · High · #home · 1 hour before",
  );
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await row(page, "Pay rent").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await expect(panel.getByRole("button", { name: "Every month on day 1" })).toBeVisible();
  await expect(panel.getByRole("button", { name: "High" })).toBeVisible();
  await expect(panel.getByRole("button", { name: "1 hour before" })).toBeVisible();
  await expect(panel.getByText("home", { exact: true })).toBeVisible();
});

test("what was understood is taken back by key and by pointer, and stays title", async ({
  page,
}) => {
  await page.keyboard.press("q");
  const field = page.getByLabel("Title of the new task");
  const dialog = page.getByRole("dialog");
  await expect(field).toBeFocused();
  await page.keyboard.type("Watch Good Omens tomorrow");
  await expect(dialog.locator("mark")).toHaveText("tomorrow");
  await page.keyboard.press("Backspace");
  await expect(dialog.locator("mark")).toHaveCount(0);
  await expect(field).toHaveValue("Watch Good Omens tomorrow");
  await page.keyboard.type(" !high every day");
  await dialog.getByRole("button", { name: "Take back: every day" }).click();
  await expect(field).toBeFocused();
  const high = dialog.getByRole("button", { name: "Take back: High" });
  await high.focus();
  await page.keyboard.press("Escape");
  await expect(field).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(row(page, "Watch Good Omens tomorrow !high every day")).toBeVisible();
});

test("tags and priorities are completed by keyboard", async ({ page }) => {
  await addTasks(page, [{ title: "One", tags: ["garden"] }]);
  await page.keyboard.press("q");
  await expect(page.getByLabel("Title of the new task")).toBeFocused();
  await page.keyboard.type("Mow #ga");
  await expect(page.getByRole("option", { name: "garden" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await page.keyboard.type("!ur");
  await expect(page.getByRole("option", { name: "urgent" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Title of the new task")).toHaveValue("Mow #garden !urgent ");
  await page.keyboard.type("#");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("many pasted lines become tasks after a question, and go away in one step", async ({
  page,
}) => {
  await page.keyboard.press("q");
  await expect(page.getByLabel("Title of the new task")).toBeFocused();
  await paste(page, "- Milk tomorrow\n- [ ] Bread !high\n\n3. Eggs");
  await expect(page.getByRole("heading", { name: "Add 3 tasks?" })).toBeVisible();
  await page.getByRole("button", { name: "Keep as one line" }).click();
  await expect(page.getByLabel("Title of the new task")).toHaveValue(
    "Milk tomorrow Bread !high Eggs",
  );
  await page.getByLabel("Title of the new task").fill("");
  await paste(page, "- Milk every monday\n- [ ] Bread !high\n\n3. Eggs");
  await page.getByRole("button", { name: "Add 3 tasks" }).press("Enter");
  await page.keyboard.press("Escape");
  await expect.poll(() => titles(page)).toEqual(["Milk", "Bread", "Eggs"]);
  await page.getByRole("button", { name: "Undo" }).click();
  for (const title of ["Milk", "Bread", "Eggs"]) await expect(row(page, title)).toHaveCount(0);
  await expectSeriesEnded(page, 1);
  await expect(row(page, "Milk")).toHaveCount(0);
});

test("what was typed before many lines were pasted is never lost", async ({ page }) => {
  await page.keyboard.press("q");
  const field = page.getByLabel("Title of the new task");
  await expect(field).toBeFocused();
  await page.keyboard.type("Shopping list for the party ");
  await paste(page, "milk\nbread");
  await expect(page.getByRole("heading", { name: "Add 2 tasks?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Shopping list for the party ");
  await paste(page, "milk\nbread");
  await page.getByRole("heading", { name: "Add 2 tasks?" }).click();
  await page.keyboard.press("Escape");
  await expect(field).toBeFocused();
  await paste(page, "milk\nbread");
  await page.getByRole("button", { name: "Add 2 tasks" }).press("Enter");
  await expect(field).toBeFocused();
  await page.keyboard.type("of Ann");
  await expect(field).toHaveValue("Shopping list for the party of Ann");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect
    .poll(() => titles(page))
    .toEqual(["Shopping list for the party of Ann", "milk", "bread"]);
});

test("the light stays on its words when the line wraps, at any zoom", async ({ page }) => {
  await page.keyboard.press("q");
  const field = page.getByLabel("Title of the new task");
  await field.fill("Write to everybody who was at the party about the photos ".repeat(3) + "fri");
  for (const width of [1280, 640, 320]) {
    await page.setViewportSize({ width, height: 720 });
    const heights = await field.evaluate((node) => [
      node.scrollHeight,
      node.previousElementSibling?.clientHeight,
    ]);
    expect(heights[0]).toBe(heights[1]);
  }
});

test.describe("without a network", () => {
  test.use({ serviceWorkers: "allow" });

  test("every lead time of a line becomes a reminder, and they can be changed without a network", async ({
    page,
    context,
  }) => {
    await quickAdd(page, "Dentist tomorrow at 9 1h before and 1 day before");
    await row(page, "Dentist").click();
    const panel = page.getByRole("complementary", { name: "Task" });
    await expect(panel.getByRole("button", { name: "1 hour before", exact: true })).toBeVisible();
    const more = panel.getByRole("list", { name: "More reminders" }).getByRole("listitem");
    await expect(more).toHaveText(["1 day before"]);
    await page.reload();
    await expect(more).toHaveText(["1 day before"]);

    await isKept(page);
    await context.setOffline(true);
    await panel.getByRole("button", { name: "Another reminder" }).click();
    await page.getByRole("menuitem", { name: "15 minutes before" }).click();
    await panel.getByRole("button", { name: "Remove the reminder 1 day before" }).click();
    await expect(more).toHaveText(["15 minutes before"]);
    await context.setOffline(false);
    await expect(panel.getByRole("button", { name: /^Remove the reminder 15 min/ })).toBeVisible();
    await page.reload();
    await expect(more).toHaveText(["15 minutes before"]);
  });
});
