import type { Page } from "@playwright/test";
import { addTasks, expect, isLoaded, quickAdd, row, test } from "./person.ts";

// A worker would have the files that are missing on the server.
test.use({ serviceWorkers: "block", startsAt: null });

const overlays = [
  { name: "task panel", file: "task-panel", part: "TaskPanel", key: "Enter" },
  { name: "quick add", file: "quick-add", part: "QuickAdd", key: "q" },
  { name: "palette", file: "palette", part: "Palette", key: "Control+k" },
  { name: "assistant", file: "assistant", part: "Assistant", key: "a" },
  { name: "help", file: "help-sheet", part: "HelpSheet", key: "?" },
] as const;

const filesOf = (file: string): RegExp => new RegExp(`/assets/${file}-[^/]*\\.js$`);

/** The list with one task, which has the focus. */
async function openList(page: Page): Promise<void> {
  await addTasks(page, [{ title: "Still here" }]);
  await page.goto("/");
  await isLoaded(page);
  await row(page, "Still here").focus();
}

for (const { name, file, key } of overlays) {
  test(`${name}: a file that an update took away leads to the new version`, async ({ page }) => {
    let asked = 0;
    await page.route(filesOf(file), (route) => {
      asked += 1;
      return route.fulfill({ status: 404 });
    });
    await openList(page);
    await page.keyboard.press(key);
    const offer = page.getByText("A new version is ready");
    await expect(offer).toBeVisible();
    await expect(row(page, "Still here")).toBeVisible();
    await expect(page).not.toHaveURL(/task=/);
    // Twice because it was wanted, and by each page that was idle once for each part that is in it.
    expect(asked).toBeLessThanOrEqual(6);

    await page.unroute(filesOf(file));
    await page.getByRole("button", { name: "Later" }).click();
    await expect(offer).toHaveCount(0);
    await row(page, "Still here").focus();
    await page.keyboard.press(key);
    await expect(
      page.locator("[role=dialog], aside[aria-label=Task], aside[aria-label=Assistant]"),
    ).toBeVisible();
  });
}

for (const { name, file, part, key } of overlays) {
  test(`${name}: an error in it leaves the page, and says what happened`, async ({ page }) => {
    await page.route(filesOf(file), (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: `export function ${part}() { throw new Error("It broke"); }`,
      }),
    );
    await openList(page);
    await page.keyboard.press(key);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("This could not be shown");
    await expect(alert).toContainText("It broke");
    await expect(row(page, "Still here")).toBeVisible();
    await expect(page).not.toHaveURL(/task=/);
    await page.reload();
    await expect(row(page, "Still here")).toBeVisible();
    await expect(alert).toHaveCount(0);
  });
}

test("what was typed for a quick add that could not be had is there the next time", async ({
  page,
}) => {
  await page.route(filesOf("quick-add"), (route) => route.fulfill({ status: 404 }));
  await openList(page);
  await page.keyboard.press("q");
  await page.keyboard.type("Bring the letter to the post");
  await expect(page.getByText("A new version is ready")).toBeVisible();
  await page.unroute(filesOf("quick-add"));
  await page.keyboard.press("q");
  await expect(page.getByLabel("Title of the new task")).toHaveValue(
    "Bring the letter to the post",
  );
});

test("an address that opens a broken task panel opens the list the next time", async ({ page }) => {
  await page.route(filesOf("task-panel"), (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: `export function TaskPanel() { throw new Error("It broke"); }`,
    }),
  );
  await openList(page);
  const id = await row(page, "Still here").getAttribute("data-task");
  await page.goto(`/?task=${id}`);
  await expect(page.getByRole("alert")).toContainText("It broke");
  await expect(page).not.toHaveURL(/task=/);
  await quickAdd(page, "Goes on");
  await expect(row(page, "Goes on")).toBeVisible();
});

test("a new version is offered even where the file that tells things is gone", async ({ page }) => {
  await page.route(filesOf("toasts"), (route) => route.fulfill({ status: 404 }));
  await openList(page);
  await page.keyboard.press("Space");
  await expect(page.getByRole("alert")).toContainText("A new version is ready");
  await page.unroute(filesOf("toasts"));
  await page.getByRole("alert").getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

for (const { what, file } of [
  { what: "file is", file: "settings-page" },
  { what: "texts are", file: "all-en" },
]) {
  test(`a page whose ${what} gone offers the new version in its place`, async ({ page }) => {
    await page.route(filesOf(file), (route) => route.fulfill({ status: 404 }));
    await page.goto("/settings");
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert.getByText("A new version is ready")).toBeVisible();
    await page.unroute(filesOf(file));
    await alert.getByRole("button", { name: "Reload" }).click();
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  });
}
