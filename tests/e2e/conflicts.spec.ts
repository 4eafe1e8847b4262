import { taskItemsSchema } from "@pakaura/contract/http";
import type { Page } from "@playwright/test";
import { addTasks, expect, isKept, quickAdd, row, signIn, test } from "./person.ts";

/** Begins to edit a title in its row; `finish` ends that. */
async function beginRename(page: Page, from: string, to: string): Promise<() => Promise<void>> {
  await row(page, from).focus();
  await page.keyboard.press("e");
  await page.getByRole("grid").getByRole("textbox", { name: "Title" }).fill(to);
  return () => page.keyboard.press("Enter");
}

async function titlesOnServer(page: Page): Promise<string[]> {
  const answer = await page.request.get("/api/v1/tasks");
  return taskItemsSchema.parse(await answer.json()).items.map(({ title }) => title);
}

test("of two who rename a task at once, both are told, and the first gets the words back", async ({
  person,
  page,
  browser,
  url,
}) => {
  await addTasks(page, [{ title: "Plan" }]);
  const other = await signIn(await browser.newContext({ baseURL: url }), url, person);
  await expect(row(page, "Plan")).toBeVisible();
  const finishFirst = await beginRename(page, "Plan", "From the first");
  const finishSecond = await beginRename(other, "Plan", "From the second");
  await finishFirst();
  await expect.poll(() => titlesOnServer(page)).toEqual(["From the first"]);
  // The row is called what the first has made of it, while the second still writes.
  await expect(row(other, "From the first")).toBeVisible();
  await finishSecond();

  await expect(other.getByText(/changed elsewhere too/)).toBeVisible();
  await expect(other.getByText("replaced with yours: title (there: From the first)")).toBeVisible();
  await expect(page.getByText(/changed elsewhere too/)).toBeVisible();
  await expect(page.getByText("kept from there: title (yours: From the first)")).toBeVisible();
  await page.getByRole("button", { name: "Use mine" }).click();
  await expect(row(page, "From the first")).toBeVisible();
  await expect(row(other, "From the first")).toBeVisible();
  await expect.poll(() => titlesOnServer(page)).toEqual(["From the first"]);
});

test("of two who rename a task at once, the second can take the other title after all", async ({
  person,
  page,
  browser,
  url,
}) => {
  await addTasks(page, [{ title: "Plan" }]);
  const other = await signIn(await browser.newContext({ baseURL: url }), url, person);
  await expect(row(page, "Plan")).toBeVisible();
  const finishSecond = await beginRename(other, "Plan", "From the second");
  await (
    await beginRename(page, "Plan", "From the first")
  )();
  await expect(row(other, "From the first")).toBeVisible();
  await finishSecond();
  await other.getByRole("button", { name: "Use theirs" }).click();
  await expect(row(other, "From the first")).toBeVisible();
  await expect.poll(() => titlesOnServer(page)).toEqual(["From the first"]);
});

test("a title that was opened and left as it was does not undo a change from elsewhere", async ({
  person,
  page,
  browser,
  url,
}) => {
  await addTasks(page, [{ title: "Plan" }]);
  const other = await signIn(await browser.newContext({ baseURL: url }), url, person);
  const finish = await beginRename(other, "Plan", "Plan");
  await (
    await beginRename(page, "Plan", "Better plan")
  )();
  await expect(row(other, "Better plan")).toBeVisible();
  await finish();
  await quickAdd(other, "Sent after it");
  await expect.poll(() => titlesOnServer(page)).toEqual(["Sent after it", "Better plan"]);
  await expect(other.getByText(/changed elsewhere too/)).toHaveCount(0);
});

test.describe("without a network", () => {
  test.use({ serviceWorkers: "allow" });

  test("what was changed twice is as it was changed last", async ({ page }) => {
    await addTasks(page, [{ title: "Water the plants" }]);
    await row(page, "Water the plants").click();
    const panel = page.getByRole("complementary", { name: "Task" });
    await isKept(page);
    await page.context().setOffline(true);
    await expect(page.getByText("Not connected.")).toBeVisible();
    await panel.getByRole("button", { name: "Does not repeat" }).click();
    const editor = page.getByRole("dialog", { name: "Repeat" });
    await editor.getByRole("button", { name: "Repeat", exact: true }).click();
    await panel.getByRole("button", { name: "No date" }).click();
    await page.getByRole("button", { name: "Tomorrow" }).click();
    await expect(page.getByText("2 changes wait to be sent.")).toBeVisible();
    const day = await page.evaluate(() =>
      Temporal.Now.plainDateISO("Europe/Berlin").add({ days: 1 }).toString(),
    );
    await page.context().setOffline(false);
    await expect
      .poll(async () => {
        const answer = await page.request.get("/api/v1/tasks");
        const [task] = taskItemsSchema.parse(await answer.json()).items;
        return { due: task?.due_date, repeats: task?.recurrence?.active };
      })
      .toEqual({ due: day, repeats: true });
    await expect(page.getByText(/changed elsewhere too/)).toHaveCount(0);
  });
});

test("a refused change is kept with its words, and can be given up", async ({ page }) => {
  await addTasks(page, [{ title: "Good title" }]);
  // A line separator: one line to the eye, two to the server.
  await (
    await beginRename(page, "Good title", "Bad\u2028title")
  )();
  await expect(page.getByText("1 change was not sent.")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Look" }).click();
  const dialog = page.getByRole("dialog", { name: "Changes that were not sent" });
  await expect(dialog.getByText("Good title")).toBeVisible();
  await expect(dialog.getByText(/Bad\stitle/)).toBeVisible();
  await dialog.getByRole("button", { name: "Drop" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("1 change was not sent.")).toHaveCount(0);
});
