import { addTasks, expect, row, test } from "./person.ts";

const notes = [
  "# Shopping",
  "- [ ] Milk",
  "- [x] Oats",
  "",
  "A [shop](https://example.org), [not one](javascript:alert(1)), **now**",
  "<img src=x onerror=\"document.title='run'\">",
].join("\n");

test("notes are read as Markdown, run nothing, and their boxes can be ticked", async ({ page }) => {
  await addTasks(page, [{ title: "Shop", notes }]);
  await row(page, "Shop").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  const shown = panel.getByRole("group", { name: "Notes" });
  await expect(shown.getByRole("heading", { name: "Shopping" })).toBeVisible();
  await expect(shown.getByRole("link")).toHaveCount(1);
  await expect(shown.getByRole("link", { name: "shop" })).toHaveAttribute("rel", /noopener/);
  await expect(shown.locator("img")).toHaveCount(0);
  await shown.getByRole("checkbox", { name: "Milk" }).click();
  await expect(shown.getByRole("checkbox", { name: "Milk" })).toBeChecked();
  await page.reload();
  await expect(shown.getByRole("checkbox", { name: "Milk" })).toBeChecked();
  await expect(shown.getByRole("checkbox", { name: "Oats" })).toBeChecked();
  expect(await page.title()).not.toBe("run");
});

test("notes are edited by pointer and by keyboard, and shown again when they are left", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Plan", notes: "one" }]);
  await row(page, "Plan").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await panel.getByText("one", { exact: true }).click();
  const field = panel.getByRole("textbox", { name: "Notes" });
  await expect(field).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type(" *two*");
  await panel.getByRole("textbox", { name: "Title" }).focus();
  await expect(panel.locator("em")).toHaveText("two");
  await panel.getByRole("button", { name: "Edit the notes" }).focus();
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
});
