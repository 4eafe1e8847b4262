import type { Page } from "@playwright/test";
import { addTasks, expect, isLoaded, row, test, titles } from "./person.ts";

test.use({ startsAt: null });

const names = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"];

/** Opens the list with six tasks, Alpha on top. */
async function open(page: Page, fields: object = {}): Promise<void> {
  await addTasks(
    page,
    names.toReversed().map((title) => ({ title, ...fields })),
  );
  await page.goto("/");
  await isLoaded(page);
  await expect.poll(() => titles(page)).toEqual(names);
}

/** What the list shows as selected. */
async function chosen(page: Page): Promise<string[]> {
  const rows = page.getByRole("row", { selected: true });
  return rows.evaluateAll((items) => items.map((item) => item.getAttribute("aria-label") ?? ""));
}

/** The requests that change tasks, from now on. */
function writesOf(page: Page): string[] {
  const writes: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== "GET" && pathname.startsWith("/api/v1/tasks")) writes.push(pathname);
  });
  return writes;
}

const bar = (page: Page, count: number) =>
  page.getByRole("toolbar", { name: `${count} tasks selected` });

test("rows are selected by keyboard, completed in one request, and come back in one", async ({
  page,
}) => {
  await open(page);
  const writes = writesOf(page);
  await row(page, "Bravo").focus();
  await page.keyboard.press("x");
  await expect.poll(() => chosen(page)).toEqual(["Bravo"]);
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(() => chosen(page)).toEqual(["Bravo", "Charlie", "Delta"]);
  await expect(bar(page, 3)).toBeVisible();
  await page.keyboard.press("Space");
  await expect.poll(() => titles(page)).toEqual(["Alpha", "Echo", "Foxtrot"]);
  await expect(page.getByRole("toolbar")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => titles(page)).toEqual(names);
  await expect.poll(() => writes).toEqual(["/api/v1/tasks/bulk", "/api/v1/tasks/bulk"]);
});

test("all rows are selected and let go by keyboard, and the open task stays open", async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press("Control+a");
  await expect.poll(() => chosen(page)).toEqual(names);
  await page.keyboard.press("Escape");
  await expect.poll(() => chosen(page)).toEqual([]);
  await row(page, "Alpha").click();
  await expect(page.getByRole("complementary", { name: "Task" })).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: "Task" })).toBeVisible();
});

test("rows are selected by clicks with shift and ctrl, and by drawing over them", async ({
  page,
}) => {
  await open(page);
  await row(page, "Bravo").click({ modifiers: ["ControlOrMeta"] });
  await row(page, "Delta").click({ modifiers: ["Shift"] });
  await row(page, "Foxtrot").click({ modifiers: ["ControlOrMeta"] });
  await expect.poll(() => chosen(page)).toEqual(["Bravo", "Charlie", "Delta", "Foxtrot"]);
  await page.getByRole("button", { name: "Select nothing" }).click();
  await expect.poll(() => chosen(page)).toEqual([]);

  await row(page, "Bravo").hover();
  await page.mouse.down();
  await row(page, "Echo").hover();
  await row(page, "Delta").hover();
  await page.mouse.up();
  await expect.poll(() => chosen(page)).toEqual(["Bravo", "Charlie", "Delta"]);
  await expect(page).not.toHaveURL(/task=/);
});

test("the bar sets priority, date and tags for all, and each is taken back as one step", async ({
  page,
}) => {
  await open(page, { due_date: "2020-01-01" });
  const writes = writesOf(page);
  await page.keyboard.press("Control+a");
  await bar(page, 6).getByRole("button", { name: "Priority" }).click();
  await page.getByRole("menuitemradio", { name: "High" }).click();
  await expect(page.getByRole("img", { name: "Priority: High" })).toHaveCount(6);

  // What was told about the priority does not stand in the way of the next step.
  await page.keyboard.press("Control+a");
  await expect(page.getByText("Priority set")).toBeVisible();
  // Once both have come to rest.
  await expect
    .poll(async () => {
      const told = await page.getByText("Priority set").boundingBox();
      const tools = await bar(page, 6).boundingBox();
      return (told?.y ?? 0) + (told?.height ?? 0) - (tools?.y ?? 0);
    })
    .toBeLessThan(0);
  await bar(page, 6).getByRole("button", { name: "Date" }).click();
  await page.getByRole("button", { name: "Tomorrow" }).click();
  await expect(page.getByRole("grid", { name: "Tasks" }).getByText("Tomorrow")).toHaveCount(6);

  await page.keyboard.press("Control+a");
  await bar(page, 6).getByRole("button", { name: "Tag" }).click();
  await page.getByRole("combobox", { name: "Add a tag" }).fill("garden");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid").getByText("#garden")).toHaveCount(6);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.getByRole("grid").getByText("#garden")).toHaveCount(0);
  await expect.poll(() => writes).toEqual(Array.from({ length: 4 }, () => "/api/v1/tasks/bulk"));
});

test("keys set date, priority and tag of all that is selected, and one key takes each back", async ({
  page,
}) => {
  await open(page);
  const writes = writesOf(page);
  const grid = page.getByRole("grid", { name: "Tasks" });
  await row(page, "Alpha").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("t");
  await expect(page.getByLabel("Date in words")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(row(page, "Charlie")).toBeFocused();
  await expect(bar(page, 3)).toBeVisible();
  await page.keyboard.press("t");
  await expect(page.getByLabel("Date in words")).toBeFocused();
  await page.keyboard.type("tomorrow 18:30");
  await page.keyboard.press("Enter");
  await expect(grid.getByText("Tomorrow 18:30")).toHaveCount(3);
  await expect(row(page, "Charlie")).toBeFocused();

  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("p");
  await expect(page.getByRole("menu")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "Urgent" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(grid.getByRole("img", { name: "Priority: Urgent" })).toHaveCount(2);
  await expect(row(page, "Bravo")).toBeFocused();

  await page.keyboard.press("Control+a");
  await page.keyboard.press("l");
  await expect(page.getByRole("combobox", { name: "Add a tag" })).toBeFocused();
  await page.keyboard.type("garden");
  await page.keyboard.press("Enter");
  await expect(grid.getByText("#garden")).toHaveCount(6);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(row(page, "Bravo")).toBeFocused();
  await expect(bar(page, 6)).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(grid.getByText("#garden")).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(grid.getByRole("img", { name: "Priority: Urgent" })).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(grid.getByText("Tomorrow 18:30")).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(page.getByText("There is nothing to take back")).toBeVisible();
  await expect.poll(() => writes).toEqual(Array.from({ length: 6 }, () => "/api/v1/tasks/bulk"));
});

test("the keys of a selection work wherever the focus is, but not where text is written", async ({
  page,
}) => {
  await open(page);
  await page.getByRole("link", { name: "All tasks" }).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("p");
  await page.getByRole("menuitemradio", { name: "High" }).click();
  await expect(page.getByRole("img", { name: "Priority: High" })).toHaveCount(6);
  await page.keyboard.press("Control+a");
  await page.getByRole("searchbox").click();
  await page.keyboard.type("pt");
  await expect(page.getByRole("searchbox")).toHaveValue("pt");
  await expect(page.getByRole("menuitemradio")).toHaveCount(0);
});

test("the palette does to all that is selected what it does to one", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Find anything" })).toBeFocused();
  await expect(page.getByRole("group", { name: "6 tasks selected" })).toBeVisible();
  await page.keyboard.type("due tom");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid", { name: "Tasks" }).getByText("Tomorrow")).toHaveCount(6);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Add tags" }).click();
  await expect(page.getByRole("combobox", { name: "Add a tag" })).toBeFocused();
  await page.keyboard.type("home");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid").getByText("#home")).toHaveCount(6);
});

test("many are deleted, and restored from the trash together", async ({ page }) => {
  await open(page);
  await row(page, "Alpha").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Delete");
  await expect.poll(() => titles(page)).toEqual(names.slice(2));
  await page.getByRole("link", { name: "Trash" }).click();
  await expect(row(page, "Alpha")).toBeVisible();
  await page.keyboard.press("Control+a");
  await bar(page, 2).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("The trash is empty")).toBeVisible();
});

test("a step that one task refuses is done for the others", async ({ page }) => {
  await open(page);
  await page.route(
    "**/api/v1/tasks/bulk",
    async (route) => {
      // Meanwhile somebody else has deleted one of them.
      const { operations } = route.request().postDataJSON() as { operations: { id: string }[] };
      await page.request.delete(`/api/v1/tasks/${operations[1]?.id}`, {
        headers: { origin: new URL(page.url()).origin },
      });
      await route.continue();
    },
    { times: 1 },
  );
  await row(page, "Alpha").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Space");
  await expect(page.getByText("Could not complete “Bravo”")).toBeVisible();
  await page.getByRole("link", { name: "Completed" }).click();
  await expect.poll(() => titles(page)).toHaveLength(2);
});

test("what is overdue is moved to today in one step, and back", async ({ page }) => {
  await open(page, { due_date: "2020-01-01" });
  const writes = writesOf(page);
  await page.getByRole("link", { name: /^Today/ }).click();
  await page.getByRole("button", { name: "Reschedule all 6" }).click();
  await page.getByRole("button", { name: "Today", exact: true }).click();
  await expect(page.getByRole("rowheader", { name: /^Overdue/ })).toHaveCount(0);
  await expect(page.getByRole("rowheader", { name: /^Today/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("rowheader", { name: /^Overdue/ })).toBeVisible();
  await expect.poll(() => writes).toEqual(["/api/v1/tasks/bulk", "/api/v1/tasks/bulk"]);
});

test("a reminder is set for all that is selected, by keyboard", async ({ page }) => {
  await open(page, { due_date: "2030-01-07" });
  await page.keyboard.press("Control+a");
  await page.keyboard.press("r");
  await page.getByRole("menuitemradio", { name: "1 hour before" }).click();
  await expect(page.getByText("Reminder set")).toBeVisible();
  await expect(bar(page, names.length)).toHaveCount(0);
  await row(page, "Delta").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await expect(panel.getByRole("button", { name: "1 hour before", exact: true })).toBeVisible();
});

test("the keys go on when everything was deleted, and when it is back", async ({ page }) => {
  await open(page);
  await row(page, "Bravo").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect.poll(() => titles(page)).toEqual([]);
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("z");
  await expect.poll(() => titles(page)).toEqual(names);
  await page.keyboard.press("j");
  await expect(row(page, "Alpha")).toBeFocused();
});
