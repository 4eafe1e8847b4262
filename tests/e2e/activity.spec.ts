import { addTasks, expect, isLoaded, row, signIn, test, titles } from "./person.ts";

test.use({ startsAt: null });

test("what one request did to many tasks is one line, live, and is taken back as one", async ({
  page,
  person,
  browser,
  url,
}) => {
  await addTasks(page, [{ title: "One" }, { title: "Two" }, { title: "Three" }]);
  const other = await browser.newContext();
  const second = await signIn(other, url, person);
  await page.goto("/activity");
  await expect(page.getByRole("button", { name: "3 tasks added", exact: true })).toBeVisible();
  await expect(row(second, "One")).toBeVisible();
  await second.keyboard.press("Control+a");
  await second.getByRole("toolbar").getByRole("button", { name: "Complete" }).click();
  const line = page.getByRole("button", { name: "3 tasks completed", exact: true });
  await line.click();
  await expect(page.getByText("Task completed: Two")).toBeVisible();
  await page.getByRole("button", { name: "Undo 3 tasks completed" }).click();
  await expect.poll(() => titles(second)).toEqual(["Three", "Two", "One"]);
  await other.close();
});

test("an entry leads to its task, deleted or not, and its filters are in the address", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Kept" }, { title: "Thrown away" }]);
  await page.goto("/");
  await isLoaded(page);
  await row(page, "Thrown away").focus();
  await page.keyboard.press("Delete");
  await page.goto("/activity");
  await page.getByRole("button", { name: "Task deleted: Thrown away", exact: true }).click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await expect(panel.getByText("This task is in the trash.")).toBeVisible();
  await page.getByLabel("Kind").selectOption("Created");
  await expect(page.getByText("Task created: Kept")).toBeVisible();
  await expect(page.getByRole("main").getByText("Task deleted: Thrown away")).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Kind")).toHaveValue("task.created");
  await expect(page.getByText("Task created: Kept")).toBeVisible();
});

test("a title that is written from right to left does not turn the sentence around it", async ({
  page,
}) => {
  const title = "Call \u202eeman";
  await addTasks(page, [{ title }, { title: "اتصل بأمي غدا" }]);
  await page.goto("/activity");
  await expect(
    page.getByRole("button", { name: `Task created: \u2068${title}\u2069`, exact: true }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Task created: \u2068اتصل بأمي غدا\u2069" }).click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await expect(panel.getByText("Task created: \u2068اتصل بأمي غدا\u2069")).toBeVisible();
});

test("the focus stays at an entry that is taken back", async ({ page }) => {
  await addTasks(page, [{ title: "Call Ann" }]);
  await page.goto("/");
  await row(page, "Call Ann").focus();
  await page.keyboard.press("Delete");
  await page.goto("/activity");
  await page.getByRole("button", { name: "Undo Task deleted: Call Ann" }).press("Enter");
  await expect(page.getByText("Task restored: Call Ann")).toBeVisible();
  await expect(
    page.getByRole("button", { name: "Task deleted: Call Ann", exact: true }),
  ).toBeFocused();
});
