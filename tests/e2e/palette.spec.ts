import { addTasks, expect, row, test } from "./person.ts";

test("the palette finds actions, places and tasks by name, and gives the focus back", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Water the plants" }, { title: "Call Ann", tags: ["family"] }]);
  await page.goto("/?sort=title&order=asc");
  await expect(row(page, "Call Ann")).toBeVisible();
  await page.keyboard.press("j");
  await expect(row(page, "Call Ann")).toBeFocused();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Find anything" });
  await expect(field).toBeFocused();
  await expect(page.getByRole("group", { name: "Call Ann" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, "Call Ann")).toBeFocused();

  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await page.keyboard.type("upc");
  await expect(page.getByRole("option", { name: "Go to Upcoming" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Upcoming" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await expect(page.getByRole("option").first()).toHaveText(/Go to Upcoming/);
  await page.keyboard.type("water");
  await page.getByRole("option", { name: "Water the plants" }).click();
  await expect(page.getByRole("complementary", { name: "Task" })).toBeVisible();
});

test("the palette changes the task that has the focus", async ({ page }) => {
  await addTasks(page, [{ title: "Second" }, { title: "First" }]);
  await page.goto("/?sort=title&order=asc");
  await expect(row(page, "First")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Find anything" })).toBeFocused();
  await page.keyboard.type("priority hi");
  await page.keyboard.press("Enter");
  await expect(row(page, "First").getByRole("img", { name: "Priority: High" })).toBeAttached();
  await expect(row(page, "First")).toBeFocused();
});

test("two keys in a row go to a place, and none acts while something is written", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Call Ann" }]);
  await row(page, "Call Ann").focus();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  await page.keyboard.press("q");
  await expect(page.getByLabel("Title of the new task")).toBeFocused();
  await page.keyboard.type("g u ? /");
  await expect(page.getByLabel("Title of the new task")).toHaveValue("g u ? /");
  await expect(page.getByRole("dialog")).toHaveCount(1);
});

test("keys in a list open what they change", async ({ page }) => {
  await addTasks(page, [{ title: "Call Ann" }]);
  await expect(row(page, "Call Ann")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("t");
  await expect(page.getByLabel("Date in words")).toBeVisible();
  await page.getByLabel("Date in words").fill("tomorrow 18:30");
  await page.keyboard.press("Enter");
  await expect(row(page, "Call Ann").getByText("Tomorrow 18:30")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, "Call Ann")).toBeFocused();
  await page.keyboard.press("p");
  await page.getByRole("menuitemradio", { name: "Urgent" }).click();
  await expect(row(page, "Call Ann").getByRole("img", { name: "Priority: Urgent" })).toBeAttached();
});

test("the sheet of keys shows every key of the table", async ({ page }) => {
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Shortcuts" });
  await expect(sheet.getByText("Find anything")).toBeVisible();
  await expect(sheet.getByText("Set the due date")).toBeVisible();
});

test("what is typed while the palette still loads is written in it, and does nothing behind", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Call the plumber" }, { title: "Stays open" }]);
  await row(page, "Stays open").focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("plumb x e");
  await expect(page.getByRole("combobox")).toHaveValue("plumb x e");
  await page.keyboard.press("Escape");
  await expect(row(page, "Stays open")).toHaveAttribute("aria-selected", "false");
  await expect(row(page, "Stays open").getByRole("checkbox")).not.toBeChecked();
});
