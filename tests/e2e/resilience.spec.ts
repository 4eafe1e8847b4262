import { test as plain } from "@playwright/test";
import { startProduct, temporaryFolder, type Product } from "../product.ts";
import {
  addTasks,
  expect,
  isKept,
  isLoaded,
  quickAdd,
  row,
  signIn,
  signUp,
  test,
} from "./person.ts";

test.use({ serviceWorkers: "allow" });

type Start = (environment?: Record<string, string>) => Promise<Product>;

/** Tests with a Pakaura of their own, which ends with them even when they are given up. */
const restartable = plain.extend<{ start: Start }>({
  start: async ({}, use) => {
    const data = await temporaryFolder();
    const started: Promise<Product>[] = [];
    await use((environment = {}) => {
      const product = startProduct({ dataDirectory: data.path, environment });
      started.push(product);
      return product;
    });
    for (const product of started) await (await product).stop();
    await data.remove();
  },
});
restartable.use({ serviceWorkers: "allow" });

test("without a network work goes on, and both sides are right afterwards", async ({
  person,
  page,
  browser,
  url,
}) => {
  await addTasks(page, [{ title: "Here before" }, { title: "Done elsewhere" }]);
  const other = await signIn(
    await browser.newContext({ baseURL: url, serviceWorkers: "block" }),
    url,
    person,
  );
  await expect(row(page, "Here before")).toBeVisible();
  await isKept(page);
  await page.context().setOffline(true);
  await expect(page.getByText("Not connected.")).toBeVisible();
  await quickAdd(page, "Written offline");
  await expect(row(page, "Written offline")).toBeVisible();
  await expect(page.getByText("1 change waits to be sent.")).toBeVisible();
  await other.getByRole("checkbox", { name: "Complete Done elsewhere" }).click();
  await expect(row(other, "Done elsewhere")).toHaveCount(0);

  await page.context().setOffline(false);
  await expect(row(other, "Written offline")).toBeVisible();
  await expect(row(page, "Done elsewhere")).toHaveCount(0);
  await expect(page.getByText("Not connected.")).toHaveCount(0);
});

test("a refused change is taken back, and says why", async ({ page }) => {
  await addTasks(page, [{ title: "Good title" }]);
  await row(page, "Good title").focus();
  await page.keyboard.press("e");
  // A line separator: one line to the eye, two to the server.
  await page.getByRole("grid").getByRole("textbox", { name: "Title" }).fill("Bad\u2028title");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Could not change “Good title”")).toBeVisible();
  await expect(page.getByText("title must be one line")).toBeVisible();
  await expect(row(page, "Good title")).toBeVisible();
});

test("a refused new task can be mended instead of written again", async ({ page }) => {
  await page.keyboard.press("q");
  await page.getByLabel("Title of the new task").fill("Two lines\u0085really");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Could not add")).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(page.getByLabel("Title of the new task")).toHaveValue(/Two lines/);
});

restartable(
  "a restart of the server loses nothing and needs no reload",
  async ({ page, context, start }) => {
    // Each of the two starts is that of everything, beside the one that the other tests use.
    restartable.slow();
    const first = await start();
    const url = first.url;
    await signUp(context, url);
    await page.goto(url);
    await isLoaded(page);
    const isSent = page.waitForResponse((answer) => answer.request().method() === "POST");
    await quickAdd(page, "Before the restart");
    await (await isSent).finished();
    await first.stop();
    await quickAdd(page, "Between two lives");
    await expect(page.getByText("1 change waits to be sent.")).toBeVisible();
    await start({ PORT: new URL(url).port });
    await expect(page.getByText("Not connected.")).toHaveCount(0);
    await expect
      .poll(async () => (await page.request.get(`${url}/api/v1/tasks`)).text())
      .toContain("Between two lives");
    await expect(row(page, "Between two lives")).toBeVisible();
  },
);
