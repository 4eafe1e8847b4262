import type { Locator, Page } from "@playwright/test";
import { addTasks, expect, isLoaded, row, test } from "./person.ts";

const panelOf = (page: Page): Locator => page.getByRole("complementary", { name: "Task" });

/** Each field of the panel: how it is reached and written, and what shows that it was kept. */
const fields: {
  name: string;
  write: (page: Page) => Promise<void>;
  isKept: (page: Page) => Promise<void>;
}[] = [
  {
    name: "title",
    write: async (page) => {
      await panelOf(page).getByLabel("Title", { exact: true }).press("End");
      await page.keyboard.type(" and Bob");
    },
    isKept: (page) => expect(row(page, "Call Ann and Bob")).toBeVisible(),
  },
  {
    name: "notes",
    write: async (page) => {
      await panelOf(page).getByLabel("Notes", { exact: true }).focus();
      await page.keyboard.type("Ask for the key");
    },
    isKept: (page) => expect(panelOf(page).getByText("Ask for the key")).toBeVisible(),
  },
  {
    name: "tags",
    write: async (page) => {
      await panelOf(page).getByLabel("Add a tag").focus();
      await page.keyboard.type("family");
    },
    isKept: (page) =>
      expect(panelOf(page).getByRole("button", { name: "Remove tag family" })).toBeVisible(),
  },
  {
    name: "date in words",
    write: async (page) => {
      await panelOf(page).getByRole("button", { name: "No date" }).click();
      await expect(page.getByLabel("Date in words")).toBeFocused();
      await page.keyboard.type("tomorrow");
    },
    isKept: (page) => expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible(),
  },
  {
    name: "repeat in words",
    write: async (page) => {
      await panelOf(page).getByRole("button", { name: "Does not repeat" }).click();
      await page.getByLabel("In words", { exact: true }).fill("every 3 days");
    },
    isKept: (page) =>
      expect(
        panelOf(page).getByRole("button", { name: "every 3 days", exact: true }),
      ).toBeVisible(),
  },
  {
    name: "repeat in its form",
    write: async (page) => {
      await panelOf(page).getByRole("button", { name: "Does not repeat" }).click();
      await page.getByLabel("Interval").fill("4");
    },
    isKept: (page) =>
      expect(
        panelOf(page).getByRole("button", { name: "every 4 weeks", exact: true }),
      ).toBeVisible(),
  },
];

async function openPanel(page: Page): Promise<void> {
  await addTasks(page, [{ title: "Call Ann" }]);
  await row(page, "Call Ann").click();
  await expect(panelOf(page)).toBeFocused();
}

for (const { name, write, isKept } of fields) {
  test(`kept over a reload, though written in the last moment: ${name}`, async ({ page }) => {
    await openPanel(page);
    await write(page);
    await page.reload();
    await isKept(page);
  });

  test.describe("without a network", () => {
    test.use({ serviceWorkers: "allow" });

    test(`kept when the tab is closed: ${name}`, async ({ page, context }) => {
      await openPanel(page);
      const address = page.url();
      await page.evaluate(() => navigator.serviceWorker.ready);
      await context.setOffline(true);
      await write(page);
      await page.close({ runBeforeUnload: true });
      const next = await context.newPage();
      await next.goto(address);
      await isLoaded(next);
      await isKept(next);
    });
  });

  test(`saved when the page is not seen any more: ${name}`, async ({ page }) => {
    await openPanel(page);
    await write(page);
    const sent = page.waitForRequest((request) => request.method() === "PATCH");
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await sent;
    await isKept(page);
  });
}

test("a title edited in its row is kept over a reload", async ({ page }) => {
  await addTasks(page, [{ title: "Call Ann" }]);
  await row(page, "Call Ann").focus();
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.type("Call Zoe");
  await page.reload();
  await expect(row(page, "Call Zoe")).toBeVisible();
});

test("a tag that was half entered is kept when the panel is closed", async ({ page }) => {
  await openPanel(page);
  await panelOf(page).getByLabel("Add a tag").focus();
  await page.keyboard.type("family");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(panelOf(page)).toHaveCount(0);
  await expect(row(page, "Call Ann").getByText("#family")).toBeVisible();
});
