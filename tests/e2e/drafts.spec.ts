import type { Locator, Page } from "@playwright/test";
import { expect, isLoaded, quickAdd, row, signIn, test } from "./person.ts";

const fieldOf = (page: Page): Locator => page.getByLabel("Title of the new task");

/** Writes a line and leaves it as it is. */
async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press("q");
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.type(text);
}

const ways: Record<string, (page: Page) => Promise<void>> = {
  Escape: (page) => page.keyboard.press("Escape"),
  "a press beside it": (page) => page.mouse.click(5, 5),
};

for (const [name, leave] of Object.entries(ways)) {
  test(`a line that was left by ${name} is there at the next q, also after a reload`, async ({
    page,
  }) => {
    await write(page, "Call Ann tomorrow");
    await page.keyboard.press("Backspace");
    await leave(page);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("q");
    await expect(fieldOf(page)).toBeFocused();
    await expect(fieldOf(page)).toHaveValue("Call Ann tomorrow");
    await expect(page.getByText("Kept from before")).toBeVisible();
    // What was taken back stays title.
    await expect(page.getByRole("dialog").locator("mark")).toHaveCount(0);
    await leave(page);
    await page.reload();
    await isLoaded(page);
    await page.keyboard.press("q");
    await expect(fieldOf(page)).toBeFocused();
    await page.keyboard.type(" or Bob");
    await expect(fieldOf(page)).toHaveValue("Call Ann tomorrow or Bob");
    await page.keyboard.press("Enter");
    await expect(fieldOf(page)).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(row(page, "Call Ann tomorrow or Bob")).toBeVisible();
    await page.keyboard.press("q");
    await expect(fieldOf(page)).toHaveValue("");
  });
}

test("a line is kept over a reload and over the end of its tab while it is written", async ({
  page,
  context,
}) => {
  await write(page, "Call Ann");
  await page.reload();
  await isLoaded(page);
  await page.keyboard.press("q");
  await expect(fieldOf(page)).toBeFocused();
  await expect(fieldOf(page)).toHaveValue("Call Ann");
  await page.keyboard.type(" and Bob");
  await page.close();
  const next = await context.newPage();
  await next.goto("/");
  await isLoaded(next);
  await next.keyboard.press("q");
  await expect(fieldOf(next)).toHaveValue("Call Ann and Bob");
});

test("the line of a list is kept as well, and two quick adds do not share one", async ({
  page,
}) => {
  await quickAdd(page, "First");
  await page.getByRole("main").getByRole("button", { name: "Add task" }).click();
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.type("Written in the list");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("q");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Title of the new task")).toHaveValue("");
  await dialog.getByLabel("Title of the new task").fill("Written in the window");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Upcoming" }).click();
  await page.keyboard.press("q");
  await expect(fieldOf(page)).toHaveValue("Written in the window");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("q");
  await expect(fieldOf(page)).toHaveValue("Written in the list");
});

test("a line that is given up by its button comes back by Undo", async ({ page }) => {
  await write(page, "Call Ann");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.keyboard.press("q");
  await expect(fieldOf(page)).toHaveValue("");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(fieldOf(page)).toHaveValue("Call Ann");
});

test("a line is gone when its person has signed out, and is nobody else's", async ({
  page,
  person,
  context,
  url,
}) => {
  await write(page, "Call Ann");
  await page.keyboard.press("Escape");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  const kept = await page.evaluate(() => Object.keys(localStorage).join(" "));
  expect(kept).not.toContain("drafts");
  const next = await signIn(context, url, person);
  await next.keyboard.press("q");
  await expect(fieldOf(next)).toBeFocused();
  await expect(fieldOf(next)).toHaveValue("");
});
