import { addTasks, expect, row, test } from "./person.ts";

test.use({ startsAt: null });

test("a list is worked through by keyboard, and the focus is never lost", async ({ page }) => {
  await addTasks(page, [{ title: "Third" }, { title: "Second" }, { title: "First" }].toReversed());
  await page.goto("/?sort=title&order=asc");
  // The last one to come: rows may come one after the other.
  await expect(row(page, "Third")).toBeVisible();
  await page.keyboard.press("j");
  await expect(row(page, "First")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(row(page, "Second")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(row(page, "Second")).toHaveCount(0);
  await expect(row(page, "Third")).toBeFocused();
  await page.keyboard.press("k");
  await expect(row(page, "First")).toBeFocused();
  await page.keyboard.press("e");
  await page.keyboard.type("First of all");
  await page.keyboard.press("Enter");
  await expect(row(page, "First of all")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Task" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(row(page, "First of all")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(row(page, "Third")).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, "Third")).toBeFocused();
});

test("one key takes the last steps back, one after the other, but not while text is written", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Call Ann", priority: "low" }]);
  await page.goto("/");
  await expect(row(page, "Call Ann")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("p");
  await page.getByRole("menuitemradio", { name: "High" }).click();
  await expect(row(page, "Call Ann").getByRole("img", { name: "Priority: High" })).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(row(page, "Call Ann")).toBeFocused();
  await page.keyboard.press("e");
  await page.keyboard.type("Call Zoe");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Escape");
  await expect(row(page, "Call Ann").getByRole("img", { name: "Priority: High" })).toBeAttached();
  await page.keyboard.press("Space");
  await expect(row(page, "Call Ann")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(row(page, "Call Ann")).toBeVisible();
  await expect(page.getByText("Taken back")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(row(page, "Call Ann").getByRole("img", { name: "Priority: Low" })).toBeAttached();
});

test("a key finds the way back to the last row after a click on empty space", async ({ page }) => {
  await addTasks(page, [{ title: "Second" }, { title: "First" }]);
  await page.goto("/?sort=title&order=asc");
  await expect(row(page, "Second")).toBeVisible();
  await page.keyboard.press("j");
  await expect(row(page, "First")).toBeFocused();
  const { height = 0 } = (await page.getByRole("grid").boundingBox()) ?? {};
  for (const key of ["j", "ArrowDown", "k"]) {
    await page.getByTestId("task-scroller").click({ position: { x: 5, y: height + 40 } });
    await expect(page.locator("body")).toBeFocused();
    await page.keyboard.press(key);
    await expect(row(page, "First")).toBeFocused();
  }
  await page.keyboard.press("j");
  await expect(row(page, "Second")).toBeFocused();
});
