import { addTasks, expect, readTasks, row, test } from "./person.ts";

test("completing a recurring task brings the next one by itself, and undo takes it back", async ({
  page,
}) => {
  await addTasks(page, [
    { title: "Water", due_date: "2030-01-07", recurrence: { pattern: "daily" } },
  ]);
  await page.getByRole("checkbox", { name: "Complete Water" }).click();
  await expect(row(page, "Water")).toHaveCount(1);
  await expect(row(page, "Water").getByText(/8 Jan 2030|Jan 8, 2030|8\. Jan/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Water").getByText(/7 Jan 2030|Jan 7, 2030|7\. Jan/)).toBeVisible();
  await expect(row(page, "Water")).toHaveCount(1);
});

test("two completions of a series are taken back one after the other, and one task is left", async ({
  page,
}) => {
  await addTasks(page, [
    { title: "Water", due_date: "2030-01-07", recurrence: { pattern: "daily" } },
  ]);
  const isDue = async (day: number): Promise<void> => {
    await expect(row(page, "Water").getByText(new RegExp(`${day} Jan 2030`))).toBeVisible();
    await expect(row(page, "Water")).toHaveCount(1);
  };
  for (const next of [8, 9]) {
    await page.getByRole("checkbox", { name: "Complete Water" }).click();
    await isDue(next);
  }
  for (const before of [8, 7]) {
    await page.keyboard.press("z");
    await isDue(before);
  }
});

test("an edit of one instance alone is not carried on, and the whole series can be deleted", async ({
  page,
}) => {
  await addTasks(page, [
    { title: "Water", due_date: "2030-01-07", recurrence: { pattern: "daily" } },
  ]);
  await row(page, "Water").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await panel.getByRole("button", { name: "For this and those that follow" }).click();
  await page.getByRole("menuitemradio", { name: "For this one only" }).click();
  await panel.getByRole("textbox", { name: "Title" }).fill("Water with rain");
  await panel.getByRole("textbox", { name: "Title" }).press("Enter");
  await expect(row(page, "Water with rain")).toBeVisible();
  await page.getByRole("checkbox", { name: "Complete Water with rain" }).click();
  await expect(row(page, "Water")).toBeVisible();

  await row(page, "Water").click();
  await panel.getByRole("button", { name: "Move to trash" }).click();
  await page.getByRole("menuitem", { name: "The whole series" }).click();
  await expect(page.getByText("Series moved to trash")).toBeVisible();
  await expect(row(page, "Water")).toHaveCount(0);
  const toast = page.getByRole("listitem").filter({ hasText: "Series moved to trash" });
  await toast.getByRole("button", { name: "Undo" }).click();
  await row(page, "Water").click();
  await expect(panel.getByRole("button", { name: "every day", exact: true })).toBeVisible();
});

for (const way of ["key", "selection"] as const)
  test(`deleting an instance by ${way} offers the whole series, and takes that back`, async ({
    page,
  }) => {
    const recurrence = { pattern: "daily" };
    await addTasks(page, [
      { title: "Old habit", due_date: "2030-05-01", recurrence },
      { title: "Once" },
    ]);
    await row(page, "Old habit").focus();
    if (way === "selection") await page.keyboard.press("x");
    await page.keyboard.press("Delete");
    await expect(page.getByText("Moved to trash")).toBeVisible();
    // The next one has come.
    await expect(row(page, "Old habit")).toBeVisible();
    await page.getByRole("button", { name: "Delete the series" }).click();
    await expect(page.getByText("Series moved to trash")).toBeVisible();
    await expect(row(page, "Old habit")).toHaveCount(0);
    await expect
      .poll(async () => (await page.request.get("/api/v1/tasks")).text())
      .not.toContain("Old habit");

    const toast = page.getByRole("listitem").filter({ hasText: "Series moved to trash" });
    await toast.getByRole("button", { name: "Undo" }).click();
    await expect(row(page, "Old habit").first()).toBeVisible();
    await row(page, "Once").focus();
    await page.keyboard.press("Delete");
    await expect(page.getByText("Once").last()).toBeVisible();
    await expect(page.getByRole("button", { name: "Delete the series" })).toHaveCount(0);
  });

test("a series ends after so many times or on a day, as its next dates show before it is saved", async ({
  page,
}) => {
  await addTasks(page, [
    { title: "Water", due_date: "2030-01-07", recurrence: { pattern: "daily" } },
  ]);
  await row(page, "Water").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  const dialog = page.getByRole("dialog", { name: "Repeat" });
  const dates = dialog.getByRole("list", { name: "Next dates" }).getByRole("listitem");
  await panel.getByRole("button", { name: "every day", exact: true }).click();
  await expect(dates).toHaveCount(5);
  await dialog.getByLabel("Ends").selectOption("after");
  await dialog.getByLabel("Number of times").fill("3");
  await expect(dates).toHaveText([/8 Jan/, /9 Jan/]);
  await dialog.getByRole("button", { name: "Repeat", exact: true }).click();
  await panel.getByRole("button", { name: "every day, 3 times", exact: true }).click();
  await expect(dialog.getByLabel("Number of times")).toHaveValue("3");

  await dialog.getByLabel("Ends").focus();
  await page.keyboard.press("ArrowUp");
  await expect(dialog.getByLabel("Ends")).toHaveValue("on");
  await dialog.getByLabel("Last day").fill("2030-01-01");
  await expect(dialog.getByRole("alert")).toHaveText("The end is before the due date.");
  await dialog.getByLabel("Last day").fill("2030-01-10");
  await expect(dates).toHaveText([/8 Jan/, /9 Jan/, /10 Jan/]);
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: /^every day, until/ })).toBeVisible();

  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Complete Water" }).click();
  await expect(row(page, "Water").getByText(/8 Jan/)).toBeVisible();
  // The one that is done leaves a moment later.
  await expect(row(page, "Water")).toHaveCount(1);
  await row(page, "Water").click();
  await expect(panel.getByRole("list", { name: "Next dates" }).getByRole("listitem")).toHaveText([
    /9 Jan/,
    /10 Jan/,
  ]);
});

test("a series that was stopped goes on when that is taken back", async ({ page }) => {
  await addTasks(page, [
    { title: "Water", due_date: "2030-01-07", recurrence: { pattern: "daily" } },
  ]);
  await row(page, "Water").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await panel.getByRole("button", { name: "every day", exact: true }).click();
  await page.getByRole("button", { name: "Stop repeating" }).click();
  await expect(panel.getByRole("button", { name: "Stopped", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(panel.getByRole("button", { name: "every day", exact: true })).toBeVisible();
});

test("a task that repeats loses its date and its repetition together, and undo brings back both", async ({
  page,
}) => {
  await addTasks(page, [
    { title: "Water", due_date: "2030-01-07", recurrence: { pattern: "daily" } },
  ]);
  await row(page, "Water").click();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Remove the due date");
  await page.keyboard.press("Enter");
  const toast = page.getByRole("listitem").filter({ hasText: "Repeating stopped" });
  await expect(toast).toBeVisible();
  const read = () => readTasks(page);
  await expect
    .poll(read)
    .toMatchObject([{ title: "Water", due_date: null, recurrence: { active: false } }]);
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(read)
    .toMatchObject([{ due_date: "2030-01-07", recurrence: { active: true, pattern: "daily" } }]);
});
