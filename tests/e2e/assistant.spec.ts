import type { Page } from "@playwright/test";
import { addTasks, expect, isKept, isLoaded, readTasks, row, test } from "./person.ts";
import { isSent } from "./without-network.ts";

const panel = (page: Page) => page.getByRole("complementary", { name: "Assistant" });
const field = (page: Page) => page.getByRole("textbox", { name: "What should I do?" });
const lastTurn = (page: Page) =>
  page.getByRole("list", { name: "Conversation" }).locator("> li").last();

async function openAssistant(page: Page): Promise<void> {
  await page.keyboard.press("a");
  await expect(field(page)).toBeFocused();
}

async function say(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await page.keyboard.press("Enter");
}

const milk = [{ title: "Buy oat milk", tags: ["home"] }, { title: "Buy milk powder" }];

test("a task is added in plain words, is in the list at once, and is taken back", async ({
  page,
}) => {
  await openAssistant(page);
  await page.keyboard.type("add Call Ann tomorrow at 9");
  await page.keyboard.press("Enter");
  await expect(row(page, "Call Ann")).toBeVisible();
  await expect(lastTurn(page)).toContainText("Added “Call Ann”");
  // Who listens hears the reply.
  await expect(page.getByRole("status").filter({ hasText: "Added “Call Ann”" })).toBeAttached();
  await expect(field(page)).toBeFocused();
  await lastTurn(page).getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Call Ann")).toHaveCount(0);
  await expect(lastTurn(page)).toContainText("Taken back");
  await expect(field(page)).toBeFocused();
  await expect.poll(() => readTasks(page)).toEqual([]);
});

test("which task is meant is chosen by key, and the key of steps takes the turn back", async ({
  page,
}) => {
  await addTasks(page, milk);
  await expect(row(page, "Buy milk powder")).toBeVisible();
  await openAssistant(page);
  await say(page, "delete milk");
  const choices = page.getByRole("group", { name: "Choose a task" }).getByRole("button");
  await expect(choices).toHaveCount(2);
  await page.keyboard.press("ArrowUp");
  await expect(choices.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  const chosen = (await choices.nth(1).textContent()) ?? "";
  const title = chosen.includes("oat") ? "Buy oat milk" : "Buy milk powder";
  await page.keyboard.press("Enter");
  await expect(row(page, title)).toHaveCount(0);
  await expect(lastTurn(page)).toContainText("In the trash");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(row(page, title)).toBeVisible();
});

test("many are completed only after a yes, by tap or by key", async ({ page }) => {
  await addTasks(page, [...milk, { title: "Sweep", tags: ["home"] }]);
  await expect(row(page, "Sweep")).toBeVisible();
  await openAssistant(page);
  await say(page, "complete all home tasks");
  const question = page.getByRole("group", { name: "Do it?" });
  await question.getByRole("button", { name: "No" }).click();
  await expect(question).toHaveCount(0);
  await expect(lastTurn(page)).toContainText("nothing was changed");
  await expect(row(page, "Sweep")).toBeVisible();

  await say(page, "complete all home tasks");
  await expect(question).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(row(page, "Sweep")).toHaveCount(0);
  await expect(row(page, "Buy oat milk")).toHaveCount(0);
  await expect(row(page, "Buy milk powder")).toBeVisible();
});

test("tasks of an answer are ticked and opened, and closing them leads back", async ({ page }) => {
  await addTasks(page, milk);
  await expect(row(page, "Buy oat milk")).toBeVisible();
  await openAssistant(page);
  await say(page, "show #home");
  const cards = lastTurn(page).getByRole("list", { name: "Tasks of this answer" });
  await cards.getByRole("checkbox", { name: "Complete Buy oat milk" }).click();
  await expect(row(page, "Buy oat milk")).toHaveCount(0);
  await expect(cards.getByRole("checkbox", { name: "Reopen Buy oat milk" })).toBeChecked();
  await cards.getByRole("button", { name: "Buy oat milk" }).click();
  const task = page.getByRole("complementary", { name: "Task" });
  await expect(task.getByRole("textbox", { name: "Title" })).toHaveValue("Buy oat milk");
  await expect(panel(page)).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(task).toHaveCount(0);
  await expect(cards.getByRole("button", { name: "Buy oat milk" })).toBeFocused();
});

test("the conversation and the words that were not sent are there after a reload, until it is cleared", async ({
  page,
}) => {
  await addTasks(page, milk);
  await openAssistant(page);
  await say(page, "delete milk");
  await expect(page.getByRole("group", { name: "Choose a task" })).toBeVisible();
  await field(page).fill("the oat one");
  await page.reload();
  await isLoaded(page);
  await openAssistant(page);
  await expect(field(page)).toHaveValue("the oat one");
  await page.keyboard.press("Enter");
  await expect(row(page, "Buy oat milk")).toHaveCount(0);
  await expect(lastTurn(page)).toContainText("Deleted “Buy oat milk”");
  await page.getByRole("button", { name: "New conversation" }).click();
  await expect(page.getByRole("list", { name: "Conversation" })).toHaveCount(0);
  await page.reload();
  await isLoaded(page);
  await openAssistant(page);
  await expect(page.getByRole("list", { name: "Conversation" })).toHaveCount(0);
});

test("what fits the tasks is offered, and is said by a press", async ({ page }) => {
  await addTasks(page, [{ title: "Pay the rent", due_date: "2020-01-01" }]);
  await expect(row(page, "Pay the rent")).toBeVisible();
  await openAssistant(page);
  await page.getByRole("button", { name: "What is overdue?" }).click();
  await expect(lastTurn(page)).toContainText("1 task: “Pay the rent”");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(field(page)).toHaveValue("What is overdue?");
});

test("it opens from the palette and from the sidebar, and gives the focus back", async ({
  page,
}) => {
  await addTasks(page, milk);
  await row(page, "Buy oat milk").focus();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Find anything" })).toBeFocused();
  await page.keyboard.type("assistant");
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(row(page, "Buy oat milk")).toBeFocused();
  const place = page.getByRole("button", { name: "Assistant" });
  await place.click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(place).toBeFocused();
});

test("an order whose answer is lost is given again, and carried out once", async ({ page }) => {
  await openAssistant(page);
  let arrived = 0;
  const lose = (times: number) =>
    page.route("**/api/v1/assistant", async (route) => {
      if (route.request().method() !== "POST" || arrived >= times) return route.fallback();
      arrived += 1;
      await route.fetch();
      return route.abort();
    });
  await lose(1);
  await say(page, "add Call Ann");
  await expect(lastTurn(page)).toContainText("Added “Call Ann”");
  expect(arrived).toBe(1);
  await page.unroute("**/api/v1/assistant");

  arrived = 0;
  await lose(Infinity);
  await say(page, "add Call Bob");
  await expect(lastTurn(page)).toContainText("No answer came.");
  expect(arrived).toBeGreaterThan(1);
  await page.unroute("**/api/v1/assistant");
  await page.reload();
  await isLoaded(page);
  await openAssistant(page);
  await lastTurn(page).getByRole("button", { name: "Try again" }).click();
  await expect(lastTurn(page)).toContainText("Added “Call Bob”");
  await expect(row(page, "Call Bob")).toHaveCount(1);
  const titles = (await readTasks(page)).map(({ title }) => title);
  expect(titles.toSorted((one, other) => one.localeCompare(other))).toEqual([
    "Call Ann",
    "Call Bob",
  ]);
});

test("an order of a page that has ended is not given a second time by trying again", async ({
  page,
}) => {
  await openAssistant(page);
  const arrived = Promise.withResolvers<null>();
  await page.route("**/api/v1/assistant", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    arrived.resolve(null);
  });
  await say(page, "add Call Ann");
  await arrived.promise;
  await page.reload();
  await page.unroute("**/api/v1/assistant");
  await isLoaded(page);
  await openAssistant(page);
  await expect(lastTurn(page)).toContainText("The page was closed before an answer came.");
  await lastTurn(page).getByRole("button", { name: "Try again" }).click();
  await expect(lastTurn(page)).toContainText("Added “Call Ann”");
  expect(await readTasks(page)).toHaveLength(1);
});

test("what went wrong is said, and is tried again", async ({ page }) => {
  await openAssistant(page);
  await page.route("**/api/v1/assistant", (route) => route.abort());
  await say(page, "add Call Ann");
  await expect(lastTurn(page)).toContainText("No answer came.");
  await page.unroute("**/api/v1/assistant");
  await lastTurn(page).getByRole("button", { name: "Try again" }).click();
  await expect(row(page, "Call Ann")).toBeVisible();
  await expect(page.getByRole("list", { name: "Conversation" }).locator("> li")).toHaveCount(1);
});

test.describe("without a network", () => {
  test.use({ serviceWorkers: "allow" });

  test("it decides in the browser, takes a turn back as one step, and sends the rest later", async ({
    page,
    context,
  }) => {
    await addTasks(page, [...milk, { title: "Sweep", tags: ["home"] }]);
    await expect(row(page, "Sweep")).toBeVisible();
    await isKept(page);
    await openAssistant(page);
    await say(page, "show #home");
    await expect(lastTurn(page)).toContainText("2 tasks");
    await context.setOffline(true);
    // What was shown before is still what "the first one" is about.
    await say(page, "rename the first one to Buy soy milk");
    await expect(lastTurn(page)).toContainText("without the server");
    await expect(row(page, "Buy soy milk")).toBeVisible();
    await say(page, "complete all home tasks");
    await page.getByRole("button", { name: "Yes" }).click();
    await expect(row(page, "Sweep")).toHaveCount(0);
    await lastTurn(page).getByRole("button", { name: "Undo" }).click();
    await expect(row(page, "Sweep")).toBeVisible();
    await expect(row(page, "Buy soy milk")).toBeVisible();
    await say(page, "add Call Ann tomorrow");
    await expect(row(page, "Call Ann")).toBeVisible();

    await page.reload();
    await expect(row(page, "Call Ann")).toBeVisible();
    await context.setOffline(false);
    await isSent(page);
    const tasks = await readTasks(page);
    expect(tasks.map(({ title, completed }) => ({ title, completed }))).toEqual(
      expect.arrayContaining([
        { title: "Call Ann", completed: false },
        { title: "Buy soy milk", completed: false },
        { title: "Sweep", completed: false },
      ]),
    );
    await openAssistant(page);
    await say(page, "delete Call Ann");
    await expect(lastTurn(page)).not.toContainText("without the server");
    await expect(row(page, "Call Ann")).toHaveCount(0);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("it fills the page, is told to who listens, and comes back when a task is closed", async ({
    page,
  }) => {
    await addTasks(page, milk);
    await expect(row(page, "Buy oat milk")).toBeVisible();
    await page.getByRole("button", { name: "Menu" }).tap();
    await page.getByRole("button", { name: "Assistant" }).tap();
    await expect(page.getByRole("dialog", { name: "Assistant" })).toBeVisible();
    await field(page).fill("show #home");
    await page.getByRole("button", { name: "Send" }).tap();
    await expect(page.getByRole("status").filter({ hasText: "1 task" })).toBeAttached();
    await page.getByRole("button", { name: "Buy oat milk" }).tap();
    await expect(page.getByRole("dialog", { name: "Task" })).toBeVisible();
    await page.getByRole("button", { name: "Close" }).tap();
    await expect(page.getByRole("dialog", { name: "Assistant" })).toBeVisible();
    await expect(lastTurn(page)).toContainText("Buy oat milk");
  });
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("it reads and answers German", async ({ page }) => {
    await page.keyboard.press("a");
    await page
      .getByRole("textbox", { name: "Was soll ich tun?" })
      .fill("Neue Aufgabe: Anna anrufen");
    await page.keyboard.press("Enter");
    await expect(row(page, "Anna anrufen")).toBeVisible();
    await expect(page.getByRole("list", { name: "Unterhaltung" })).toContainText("hinzugefügt");
  });
});
