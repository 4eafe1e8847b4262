import type { Page } from "@playwright/test";
import { addTasks, expect, isLoaded, row, test } from "./person.ts";

test.use({ startsAt: null });

/** A day of the browser's zone, so many days from today. */
function day(days: number): string {
  return Temporal.Now.plainDateISO("Europe/Berlin").add({ days }).toString();
}

async function open(page: Page): Promise<void> {
  await addTasks(page, [
    { title: "Dentist", due_date: `${day(1)}T08:00:00Z` },
    { title: "Rent", due_date: day(1) },
    { title: "Trip", due_date: day(3) },
  ]);
  await page.goto("/upcoming");
  await isLoaded(page);
  await expect(row(page, "Trip")).toBeVisible();
}

/** The day under which a task stands, by its place on the page. */
async function dayOf(page: Page, title: string): Promise<string | null> {
  return row(page, title).evaluate((item) => item.parentElement?.dataset["day"] ?? null);
}

test("Upcoming shows two weeks to plan on, free days too", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("rowheader", { name: /^Today/ })).toContainText("Free");
  expect(await dayOf(page, "Rent")).toBe(day(1));
});

test("a task is carried to another day by its handle, and keeps its time", async ({ page }) => {
  await open(page);
  await row(page, "Dentist").hover();
  const grip = await row(page, "Dentist").locator("[data-grip]").boundingBox();
  const target = await page.locator(`[role=row][data-day="${day(2)}"]`).boundingBox();
  if (!grip || !target) throw new Error("nothing to drag");
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 100, target.y + target.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => dayOf(page, "Dentist")).toBe(day(2));
  await expect(row(page, "Dentist").getByText("09:00")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => dayOf(page, "Dentist")).toBe(day(1));
});

test("by keyboard a task, or all that are selected, go a day on or back", async ({ page }) => {
  await open(page);
  await row(page, "Rent").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => dayOf(page, "Rent")).toBe(day(2));
  await expect(row(page, "Rent")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => dayOf(page, "Rent")).toBe(day(3));
  await expect.poll(() => dayOf(page, "Trip")).toBe(day(4));
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => dayOf(page, "Trip")).toBe(day(3));
});

test("a drag that is given up changes nothing", async ({ page }) => {
  await open(page);
  await row(page, "Rent").hover();
  const grip = await row(page, "Rent").locator("[data-grip]").boundingBox();
  if (!grip) throw new Error("no handle");
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x + 60, grip.y + 120, { steps: 4 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await dayOf(page, "Rent")).toBe(day(1));
});
