import { addTasks, expect, row, test, titles } from "./person.ts";

const today = (): Temporal.PlainDate => Temporal.Now.plainDateISO("Europe/Berlin");

test("ten tasks are written down without touching the mouse", async ({ page }) => {
  // Two hundred keys, one after the other, beside other browsers.
  test.slow();
  await page.keyboard.press("q");
  await expect(page.getByLabel("Title of the new task")).toBeFocused();
  for (let number = 1; number <= 10; number += 1) {
    await page.keyboard.type(`Task ${number} #list !low`);
    await page.keyboard.press("Enter");
  }
  await expect(page.getByText("10 added").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, "Task 10")).toContainText("#list");
  await page.reload();
  await expect(row(page, "Task 10")).toBeVisible();
  expect(await titles(page)).toEqual(
    Array.from({ length: 10 }, (_, index) => `Task ${10 - index}`),
  );
});

test("a task gets its date, priority and tags while it is added", async ({ page }) => {
  await page.getByRole("button", { name: "Add task" }).first().click();
  await page.getByLabel("Title of the new task").fill("Buy flowers");
  await page.getByRole("button", { name: "Due date" }).click();
  await page.getByRole("button", { name: "Tomorrow", exact: true }).click();
  await page.getByRole("button", { name: "Priority" }).click();
  await page.getByRole("menuitemradio", { name: "High" }).click();
  await page.getByRole("button", { name: "Tags" }).click();
  await page.getByLabel("Add a tag").fill("garden");
  await page.keyboard.press("Enter");
  await page.getByLabel("Title of the new task").press("Enter");
  await page.keyboard.press("Escape");
  const added = row(page, "Buy flowers");
  await expect(added).toContainText("Tomorrow");
  await expect(added).toContainText("#garden");
  await expect(added.getByRole("img", { name: "Priority: High" })).toBeVisible();
});

test("a title is edited in place", async ({ page }) => {
  await addTasks(page, [{ title: "Old name" }]);
  await row(page, "Old name").focus();
  await page.keyboard.press("e");
  await page.getByRole("grid").getByRole("textbox", { name: "Title" }).fill("New name");
  await page.keyboard.press("Enter");
  await expect(row(page, "New name")).toBeVisible();
  await page.reload();
  await expect(row(page, "New name")).toBeVisible();
});

test("everything about a task is changed in its panel", async ({ page }) => {
  await addTasks(page, [
    { title: "Garden", tags: ["green"] },
    { title: "Other", tags: ["greenhouse"] },
  ]);
  await row(page, "Garden").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await panel.getByRole("textbox", { name: "Notes" }).fill("Roses first");
  await panel.getByRole("button", { name: "No date", exact: true }).click();
  await page.getByRole("button", { name: "Tomorrow", exact: true }).click();
  await panel.getByRole("button", { name: "No priority", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "Urgent" }).click();
  await panel.getByLabel("Add a tag").fill("greenh");
  await panel.getByRole("option", { name: "greenhouse" }).click();
  await panel.getByRole("button", { name: "30 minutes before", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "1 hour before" }).click();
  await panel.getByRole("button", { name: "Does not repeat", exact: true }).click();
  await page.getByRole("button", { name: "Monday" }).click();
  await page.getByRole("button", { name: "Thursday" }).click();
  await page.getByRole("button", { name: "Repeat", exact: true }).click();
  await expect(panel.getByText("Next dates")).toBeVisible();
  await expect(panel.getByRole("list", { name: "Next dates" }).getByRole("listitem")).toHaveCount(
    5,
  );
  await expect(
    panel.getByRole("button", { name: "every week on Mon and Thu", exact: true }),
  ).toBeVisible();
  await expect(panel.getByText(/Priority changed from none to urgent/)).toBeVisible();

  await page.reload();
  await expect(panel.getByText("Roses first", { exact: true })).toBeVisible();
  await expect(panel.getByRole("button", { name: "Tomorrow", exact: true })).toBeVisible();
  await expect(panel.getByRole("button", { name: "Urgent", exact: true })).toBeVisible();
  await expect(panel.getByRole("button", { name: "1 hour before", exact: true })).toBeVisible();
  await expect(panel.getByText("greenhouse", { exact: true })).toBeVisible();
});

test("a task is completed, and the way back is offered", async ({ page }) => {
  await addTasks(page, [{ title: "Sweep" }]);
  await page.getByRole("checkbox", { name: "Complete Sweep" }).click();
  await expect(row(page, "Sweep")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Sweep")).toBeVisible();
  await page.getByRole("checkbox", { name: "Complete Sweep" }).click();
  await page.getByRole("link", { name: "Completed" }).click();
  await expect(page.getByRole("checkbox", { name: "Reopen Sweep" })).toBeChecked();
});

test("a deleted task comes back by undo and from the trash", async ({ page }) => {
  await addTasks(page, [{ title: "Keep me" }]);
  await row(page, "Keep me").focus();
  await page.keyboard.press("Delete");
  await expect(row(page, "Keep me")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Keep me")).toBeVisible();
  await row(page, "Keep me").focus();
  await page.keyboard.press("Delete");
  await page.getByRole("link", { name: "Trash" }).click();
  await page.getByRole("button", { name: "Restore Keep me" }).click();
  await expect(page.getByText("The trash is empty")).toBeVisible();
  await page.getByRole("link", { name: "All tasks" }).click();
  await expect(row(page, "Keep me")).toBeVisible();
});

test("a deletion that is told of before it is answered can be taken back", async ({ page }) => {
  await addTasks(page, [{ title: "Keep me" }]);
  await expect(row(page, "Keep me")).toBeVisible();
  const answered = Promise.withResolvers<void>();
  await page.route("**/api/v1/tasks/*", async (route) => {
    if (route.request().method() !== "DELETE") return route.fallback();
    const response = await route.fetch();
    await answered.promise;
    await route.fulfill({ response });
  });
  await row(page, "Keep me").focus();
  await page.keyboard.press("Delete");
  const sequenceWritten = (): Promise<number> =>
    page.evaluate(async () => {
      const [{ name = "" } = {}] = await indexedDB.databases();
      const whenDone = <Result>(request: IDBRequest<Result>): Promise<Result> =>
        new Promise((resolve) => {
          request.addEventListener("success", () => resolve(request.result));
        });
      const database = await whenDone(indexedDB.open(name));
      const store = database.transaction("written").objectStore("written");
      type Written = IDBRequest<{ position: { sequence: number } }>;
      const { position } = await whenDone(store.get("written") as Written);
      database.close();
      return position.sequence;
    });
  await expect.poll(sequenceWritten).toBe(2);
  answered.resolve();
  await page.getByRole("link", { name: "Trash" }).click();
  await page.getByRole("button", { name: "Restore Keep me" }).click();
  await expect(page.getByText("The trash is empty")).toBeVisible();
  await page.getByRole("link", { name: "All tasks" }).click();
  await expect(row(page, "Keep me")).toBeVisible();
});

test("filters, search and order combine, live in the address, and survive a reload", async ({
  page,
}) => {
  await addTasks(page, [
    { title: "Beta", priority: "high", tags: ["work"], due_date: today().toString() },
    { title: "alpha", priority: "high", tags: ["home"] },
    { title: "Gamma crème", priority: "low", due_date: today().subtract({ days: 2 }).toString() },
  ]);
  await expect(row(page, "Beta")).toBeVisible();
  await page.getByRole("button", { name: /^Sort/ }).click();
  await page.getByRole("menuitemradio", { name: "Title" }).click();
  await expect.poll(() => titles(page)).toEqual(["alpha", "Beta", "Gamma crème"]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Filter/ }).click();
  await page.getByRole("button", { name: "High" }).click();
  await expect.poll(() => titles(page)).toEqual(["alpha", "Beta"]);
  await page.getByRole("button", { name: "#work" }).click();
  await expect.poll(() => titles(page)).toEqual(["Beta"]);
  await expect(page).toHaveURL(/priority=high/);
  await page.reload();
  await expect.poll(() => titles(page)).toEqual(["Beta"]);
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect.poll(() => titles(page)).toEqual(["alpha", "Beta", "Gamma crème"]);

  await page.keyboard.press("/");
  await page.keyboard.type("creme");
  await expect.poll(() => titles(page)).toEqual(["Gamma crème"]);
  await page.keyboard.type("zzz");
  await expect(page.getByText("No task fits")).toBeVisible();
  await page.goto("/?due=overdue");
  await expect.poll(() => titles(page)).toEqual(["Gamma crème"]);
  await page.goto("/today");
  await expect.poll(() => titles(page)).toEqual(["Gamma crème", "Beta"]);
});

test("thousands of tasks are paged in while scrolling", async ({ page }) => {
  for (const batch of [0, 1]) {
    await addTasks(
      page,
      Array.from({ length: 250 }, (_, index) => ({
        title: `Number ${String(batch * 250 + index).padStart(3, "0")}`,
      })),
    );
  }
  await page.goto("/?sort=title");
  await expect(row(page, "Number 000")).toBeVisible();
  await expect(page.getByLabel("500 tasks")).toBeVisible();
  const scroller = page.getByTestId("task-scroller");
  await expect(async () => {
    await scroller.evaluate((node) => node.scrollTo({ top: node.scrollHeight }));
    await expect(row(page, "Number 499")).toBeVisible({ timeout: 250 });
  }).toPass();
  expect(await page.getByRole("row").count()).toBeLessThan(60);
});

test("what is typed is text, and never runs", async ({ page }) => {
  const title = `<img src=x onerror="document.body.dataset.ran='yes'"> [a](javascript:alert(1))`;
  await addTasks(page, [{ title, notes: `<script>document.body.dataset.ran='yes'</script>` }]);
  await row(page, title).click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await expect(panel.getByRole("textbox", { name: "Title" })).toHaveValue(title);
  await expect(panel.getByText(`Task created: ${title}`)).toBeVisible();
  await expect(page.locator("body")).not.toHaveAttribute("data-ran", "yes");
  await expect(page.locator("main img, aside img, [data-task] a")).toHaveCount(0);
});

test("undo by pointer takes the focus from nowhere", async ({ page }) => {
  await addTasks(page, [
    { title: "Fourth" },
    { title: "Third" },
    { title: "Second" },
    { title: "First" },
  ]);
  for (const title of ["First", "Second"]) {
    await row(page, title).focus();
    await page.keyboard.press(" ");
    await expect(row(page, title)).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Undo" }).first().click();
  await row(page, "Fourth").focus();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect(row(page, "Fourth")).toBeFocused();
});

test("a search finds by other signs, and forgives a typing error but says so", async ({ page }) => {
  await addTasks(page, [{ title: "Mum’s birthday" }, { title: "Water the plants" }]);
  await expect(row(page, "Water the plants")).toBeVisible();
  const field = page.getByRole("searchbox", { name: "Search tasks" });
  await field.fill("mum's");
  await expect(row(page, "Water the plants")).toBeHidden();
  expect(await titles(page)).toEqual(["Mum’s birthday"]);
  const similar = page.getByText("No exact match, showing similar tasks");
  await expect(similar).toBeHidden();
  await field.fill("plnats");
  await expect(similar).toBeVisible();
  expect(await titles(page)).toEqual(["Water the plants"]);
  await field.fill("nowhere");
  await expect(page.getByText("No task fits")).toBeVisible();
  await expect(similar).toBeHidden();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill("birhtday");
  const group = page.getByRole("group", { name: "No exact match, showing similar tasks" });
  await expect(group.getByRole("option")).toHaveText([/Mum’s birthday/]);
});
