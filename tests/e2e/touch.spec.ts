import type { Page } from "@playwright/test";
import { addTasks, expect, isLoaded, row, test, titles } from "./person.ts";

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  startsAt: null,
});

async function open(page: Page, count = 3): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `Task ${count - index}`);
  await addTasks(
    page,
    names.map((title) => ({ title })),
  );
  await page.goto("/");
  await isLoaded(page);
  await expect(row(page, "Task 1")).toBeVisible();
}

/**
 * One finger on a row, moved by so many pixels and lifted, as the browser itself hears of it. It comes
 * to rest before it is lifted: the tap after a fling only ends the fling.
 */
async function swipe(page: Page, title: string, across: number, down = 0): Promise<void> {
  const box = await row(page, title).boundingBox();
  if (!box) throw new Error(`${title} is not on the page`);
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const session = await page.context().newCDPSession(page);
  const beganAt = Date.now() / 1_000 - 1;
  const send = (
    type: "touchStart" | "touchMove" | "touchEnd",
    step: number,
    touchPoints: object[],
  ) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: touchPoints as never,
      timestamp: beganAt + step / 20,
    });
  await send("touchStart", 0, [{ x, y }]);
  for (let step = 1; step <= 6; step += 1) {
    await send("touchMove", step, [{ x: x + (across * step) / 6, y: y + (down * step) / 6 }]);
  }
  await send("touchEnd", 20, []);
  await session.detach();
}

async function hold(page: Page, title: string): Promise<void> {
  const box = await row(page, title).boundingBox();
  if (!box) throw new Error(`${title} is not on the page`);
  const session = await page.context().newCDPSession(page);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
  await expect(row(page, title)).toHaveAttribute("aria-selected", "true");
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await session.detach();
}

test("a swipe to the right completes, and is taken back", async ({ page }) => {
  await open(page);
  await swipe(page, "Task 2", 180);
  await expect.poll(() => titles(page)).toEqual(["Task 1", "Task 3"]);
  await page.getByRole("button", { name: "Undo" }).tap();
  await expect.poll(() => titles(page)).toEqual(["Task 1", "Task 2", "Task 3"]);
});

test("a swipe to the left asks for another day", async ({ page }) => {
  await open(page);
  await swipe(page, "Task 2", -180);
  await page.getByRole("dialog").getByRole("button", { name: "Tomorrow" }).tap();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row(page, "Task 2").getByText("Tomorrow")).toBeVisible();
});

test("a short swipe does nothing, nor does one that scrolls", async ({ page }) => {
  await open(page, 40);
  await swipe(page, "Task 2", 60);
  await swipe(page, "Task 8", 40, -300);
  await expect
    .poll(() => page.getByTestId("task-scroller").evaluate((list) => list.scrollTop))
    .toBeGreaterThan(100);
  await page.getByTestId("task-scroller").evaluate((list) => list.scrollTo(0, 0));
  await expect(row(page, "Task 2")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("Task completed")).toHaveCount(0);
});

test("a row that is held is selected, a tap selects more, and the bar is in reach", async ({
  page,
}) => {
  await open(page);
  await hold(page, "Task 1");
  await row(page, "Task 3").tap();
  const bar = page.getByRole("toolbar", { name: "2 tasks selected" });
  await expect(bar).toBeVisible();
  for (const button of await bar.getByRole("button").all()) {
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(44);
  }
  await bar.getByRole("button", { name: "Complete" }).tap();
  await expect.poll(() => titles(page)).toEqual(["Task 2"]);
});
