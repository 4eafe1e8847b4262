import type { Page } from "@playwright/test";
import { addTasks, expect, isLoaded, row, signIn, test, titles } from "./person.ts";

test.use({ startsAt: null });

const query = (page: Page) => page.getByRole("combobox", { name: "Query" });

async function open(page: Page): Promise<void> {
  await addTasks(page, [
    { title: "Pay the rent", due_date: "2020-01-01", tags: ["home"] },
    { title: "Call Ada", priority: "high", tags: ["work"] },
    { title: "Buy milk", tags: ["home"] },
    { title: "Plan the trip", due_date: "2099-01-01", priority: "low" },
  ]);
  await page.goto("/filter");
  await isLoaded(page);
}

test("a query is written with its own completion, saved, and found again in the sidebar", async ({
  page,
}) => {
  await open(page);
  await query(page).fill("over");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("| #ho");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect(query(page)).toHaveValue("overdue | #home ");
  await expect.poll(() => titles(page)).toEqual(["Pay the rent", "Buy milk"]);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("At home");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "At home" })).toBeVisible();
  const entry = page.getByRole("link", { name: /^At home/ });
  await expect(entry).toContainText("2");
  await page.reload();
  await expect.poll(() => titles(page)).toEqual(["Pay the rent", "Buy milk"]);

  await page.getByRole("checkbox", { name: "Complete Buy milk" }).click();
  await expect(entry).toContainText("1");
});

test("a mistake is told with its place, and repaired with a click", async ({ page }) => {
  await open(page);
  await query(page).fill("prioity:high");
  await query(page).blur();
  await expect(page.getByRole("alert")).toContainText("Unknown word “prioity”");
  await page.getByRole("button", { name: "Use “priority”" }).click();
  await expect(query(page)).toHaveValue("priority:high");
  await expect.poll(() => titles(page)).toEqual(["Call Ada"]);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("the address of a query can be shared, and what is not understood is told there", async ({
  page,
}) => {
  await open(page);
  await page.goto(`/filter?filter=${encodeURIComponent("no date -#work")}`);
  await expect.poll(() => titles(page)).toEqual(["Buy milk"]);
  await page.goto("/filter?filter=due%3A");
  await expect(page.getByRole("alert")).toContainText("Here comes a date");
});

test("a filter is changed, renamed, put in another place and deleted, in every session", async ({
  page,
  person,
  browser,
  url,
}) => {
  await open(page);
  const { origin } = new URL(page.url());
  for (const [name, text] of [
    ["First", "#home"],
    ["Second", "#work"],
  ]) {
    const answer = await page.request.post("/api/v1/filters", {
      data: { name, query: text },
      headers: { origin },
    });
    expect(answer.status()).toBe(201);
  }
  const other = await browser.newContext();
  const second = await signIn(other, url, person);
  const names = (of: Page) =>
    of
      .locator('a[href^="/filters/"]')
      .evaluateAll((links) => links.map((link) => link.textContent?.replace(/\d+$/, "").trim()));
  await expect.poll(() => names(page)).toEqual(["First", "Second"]);
  await page.getByRole("link", { name: /^Second/ }).click();
  await expect.poll(() => titles(page)).toEqual(["Call Ada"]);
  await query(page).fill("#home");
  await expect.poll(() => titles(page)).toEqual(["Pay the rent", "Buy milk"]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);

  await page.getByRole("button", { name: "More about this filter" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("First");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Another filter has this name.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill("House");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "House" })).toBeVisible();

  await page.getByRole("button", { name: "More about this filter" }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await expect.poll(() => names(second)).toEqual(["House", "First"]);
  await page.getByRole("button", { name: "More about this filter" }).click();
  await page.getByRole("menuitem", { name: "Delete filter" }).click();
  await expect.poll(() => names(second)).toEqual(["First"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => names(second)).toEqual(["House", "First"]);
  await other.close();
});

test("a filter that does not exist says so", async ({ page }) => {
  await page.goto("/filters/0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44");
  await expect(page.getByText("This filter does not exist")).toBeVisible();
  await expect(row(page, "x")).toHaveCount(0);
});
