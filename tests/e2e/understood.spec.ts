import type { Locator, Page } from "@playwright/test";
import { addTasks, expect, isLoaded, quickAdd, row, test } from "./person.ts";

const panelOf = (page: Page): Locator => page.getByRole("complementary", { name: "Task" });

async function write(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press("q");
  const field = page.getByLabel("Title of the new task");
  await expect(field).toBeFocused();
  await page.keyboard.type(text);
  return page.getByRole("dialog");
}

async function openPanel(page: Page, task: object): Promise<void> {
  await addTasks(page, [task]);
  await page.getByRole("row").first().click();
  await expect(panelOf(page)).toBeFocused();
}

test.describe("before Enter", () => {
  for (const [said, shown] of [
    ["tomorrow", /^Tomorrow, \w{3} \d/u],
    ["today", /^Today, \w{3} \d/u],
    ["in 3 days at 9am", /^\w{3},? \d{1,2} \w{3,4}.* 09:00$/u],
    ["in 2 years", /^\w{3}, .* · more than a year ahead$/u],
    ["2020-02-03", /^Mon, 3 Feb 2020 · in the past$/u],
  ] as const) {
    test(`the day of “${said}” is told with its weekday`, async ({ page }) => {
      const dialog = await write(page, `Call Ann ${said}`);
      await expect(dialog.getByRole("button", { name: shown, exact: true })).toBeVisible();
    });
  }
});

test("a new task that is not in the view says where it went, and leads there", async ({ page }) => {
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await quickAdd(page, "Pay rent in 3 days");
  await expect(page.getByText("Added to Upcoming")).toBeVisible();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\/upcoming\?task=/u);
  await expect(row(page, "Pay rent")).toBeVisible();
  await expect(panelOf(page)).toBeVisible();
});

test("it leads there while the quick add is still open", async ({ page }) => {
  await page.goto("/settings");
  await isLoaded(page);
  await write(page, "Pay rent");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/\?task=/u);
  await expect(panelOf(page)).toBeVisible();
});

test("a new task that is in the view is not told of", async ({ page }) => {
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await quickAdd(page, "Pay rent");
  await expect(row(page, "Pay rent")).toBeVisible();
  await expect(page.getByText(/^Added to/u)).toHaveCount(0);
  await page.getByRole("searchbox").fill("nothing like it");
  await expect(row(page, "Pay rent")).toHaveCount(0);
  await page.getByRole("heading", { level: 1 }).click();
  await quickAdd(page, "Call Ann");
  await expect(page.getByText("Added to Today")).toBeVisible();
});

test.describe("a title that is edited", () => {
  const offer = (page: Page): Locator => page.getByRole("button", { name: /^Set: / });

  test("offers what it says, which is set by key", async ({ page }) => {
    await openPanel(page, { title: "Call Ann" });
    const title = panelOf(page).getByLabel("Title", { exact: true });
    await title.press("End");
    await page.keyboard.type(" tomorrow #home");
    await expect(offer(page)).toContainText("Tomorrow, ");
    await page.keyboard.press("Control+Enter");
    await expect(offer(page)).toHaveCount(0);
    await expect(title).toHaveValue("Call Ann");
    await expect(title).toBeFocused();
    await expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible();
    await expect(row(page, "Call Ann").getByText("#home")).toBeVisible();
  });

  test("offers it to be set by click, also after it was saved as it is", async ({ page }) => {
    await openPanel(page, { title: "Call Ann" });
    const title = panelOf(page).getByLabel("Title", { exact: true });
    await title.press("End");
    await page.keyboard.type(" tomorrow");
    await page.keyboard.press("Enter");
    await expect(row(page, "Call Ann tomorrow")).toBeVisible();
    await offer(page).click();
    await expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible();
    await page.reload();
    await expect(title).toHaveValue("Call Ann");
  });

  test("stays as it was written when the offer is not taken", async ({ page }) => {
    await openPanel(page, { title: "Call Ann" });
    await panelOf(page).getByLabel("Title", { exact: true }).press("End");
    await page.keyboard.type(" tomorrow");
    await expect(offer(page)).toBeVisible();
    await page.keyboard.press("Backspace");
    await expect(offer(page)).toHaveCount(0);
    await expect(panelOf(page).getByLabel("Title", { exact: true })).toHaveValue(
      "Call Ann tomorrow",
    );
    await page.keyboard.press("Escape");
    await expect(row(page, "Call Ann tomorrow")).toBeVisible();
    await page.reload();
    await expect(row(page, "Call Ann tomorrow")).toBeVisible();
    await expect(row(page, "Call Ann tomorrow").getByText("Tomorrow", { exact: true })).toHaveCount(
      0,
    );
  });

  test("offers it in a row of the list as well", async ({ page }) => {
    await addTasks(page, [{ title: "Call Ann" }, { title: "Stays" }]);
    await row(page, "Call Ann").focus();
    await page.keyboard.press("e");
    await page.keyboard.type("Call Bob tomorrow");
    await expect(offer(page)).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(row(page, "Call Bob").getByText("Tomorrow")).toBeVisible();
    await expect(row(page, "Call Bob")).toBeFocused();
    await page.keyboard.press("e");
    await page.keyboard.type("Call Bob friday");
    await page.keyboard.press("Tab");
    await expect(offer(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(offer(page)).toHaveCount(0);
    await expect(row(page, "Call Bob")).toBeVisible();
  });
});

test("Backspace takes a reading back in the words of a date", async ({ page }) => {
  await openPanel(page, { title: "Call Ann" });
  await panelOf(page).getByRole("button", { name: "No date" }).click();
  const field = page.getByLabel("Date in words");
  await expect(field).toBeFocused();
  await page.keyboard.type("tomorrow 9am");
  const status = page.getByRole("dialog", { name: "Due date" }).getByRole("status");
  await expect(status).toHaveText(/^Tomorrow, .* 09:00$/u);
  await page.keyboard.press("Backspace");
  await expect(field).toHaveValue("tomorrow 9am");
  await expect(status).toHaveText(/^Tomorrow, \w{3} \d{1,2} \w{3}$/u);
  await page.keyboard.press("Enter");
  await expect(row(page, "Call Ann").getByText("Tomorrow", { exact: true })).toBeVisible();
});

test("Backspace takes a reading back in the words of a recurrence", async ({ page }) => {
  await openPanel(page, { title: "Call Ann" });
  await panelOf(page).getByRole("button", { name: "Does not repeat" }).click();
  const field = page.getByLabel("In words", { exact: true });
  await field.focus();
  await page.keyboard.type("every 3 days");
  const dialog = page.getByRole("dialog", { name: "Repeat" });
  await expect(dialog.locator("mark")).toHaveText("every 3 days");
  await page.keyboard.press("Backspace");
  await expect(field).toHaveValue("every 3 days");
  await expect(dialog.locator("mark")).toHaveCount(0);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect(field).toHaveValue("every 3 da");
});
