import type { Page } from "@playwright/test";
import { expect, isLoaded, quickAdd, row, test } from "./person.ts";

// Its cache would have what is missing on the server.
test.use({ serviceWorkers: "block" });

const failure = (page: Page) => page.getByRole("alert").filter({ hasText: "could not start" });

/** Makes a change that waits in the browser, and goes nowhere. */
async function changeUnsent(page: Page, title: string): Promise<void> {
  await page.route("**/api/v1/tasks", (route) => route.abort());
  await quickAdd(page, title);
  await expect(row(page, title)).toBeVisible();
}

/** Opens the page anew with the browser's database as `script` has it. */
async function reopenWith(page: Page, script: () => void): Promise<void> {
  await page.addInitScript(script);
  await page.reload();
}

test("what cannot be read is said, and starting afresh keeps what was not sent", async ({
  page,
}) => {
  await changeUnsent(page, "Not sent yet");
  await page.evaluate(async () => {
    const [found] = await indexedDB.databases();
    const opening = indexedDB.open(found?.name ?? "");
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    const transaction = opening.result.transaction("tasks", "readwrite");
    transaction.objectStore("tasks").put([null, "what is this"], 1);
    await new Promise((resolve) => transaction.addEventListener("complete", resolve));
    opening.result.close();
  });
  await page.reload();
  await expect(failure(page)).toContainText("could not be read");
  // It is no better by itself.
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(failure(page)).toBeVisible();

  await page.getByRole("button", { name: "Start afresh" }).click();
  await expect(failure(page)).toHaveCount(0);
  await isLoaded(page);
  await expect(row(page, "Not sent yet")).toBeVisible();
  await page.unroute("**/api/v1/tasks");
  await expect
    .poll(async () => (await page.request.get("/api/v1/tasks")).text(), { timeout: 30_000 })
    .toContain("Not sent yet");
});

test("a database that never answers is given up, and the app goes on without it", async ({
  page,
}) => {
  await reopenWith(page, () => {
    IDBOpenDBRequest.prototype.addEventListener = () => undefined;
  });
  await expect(failure(page)).toContainText("memory does not answer", { timeout: 30_000 });
  await page.getByRole("button", { name: "Start afresh" }).click();
  // Each time that the memory is asked it has its time to answer.
  await expect(failure(page)).toHaveCount(0, { timeout: 30_000 });
  await isLoaded(page);
  await quickAdd(page, "Written without memory");
  await expect(row(page, "Written without memory")).toBeVisible();
});

test("a database that is never read is given up as well", async ({ page }) => {
  test.slow();
  await reopenWith(page, () => {
    IDBRequest.prototype.addEventListener = function listen(
      this: IDBRequest,
      ...given: Parameters<EventTarget["addEventListener"]>
    ) {
      // Only what opens it is answered.
      if (this instanceof IDBOpenDBRequest)
        EventTarget.prototype.addEventListener.apply(this, given);
    };
  });
  await expect(failure(page)).toContainText("memory does not answer", { timeout: 25_000 });
});

test("a database of a newer version says so, and is left as it is", async ({ page }) => {
  await page.evaluate(async () => {
    const [found] = await indexedDB.databases();
    const opening = indexedDB.open(found?.name ?? "", 99);
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    opening.result.close();
  });
  await page.reload();
  await expect(failure(page)).toContainText("A newer version of Pakaura was used");
  await page.getByRole("button", { name: "Start afresh" }).click();
  await expect(failure(page)).toHaveCount(0);
  await isLoaded(page);
  const versions = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ version }) => version),
  );
  expect(versions).toEqual([99]);
});

test("where the browser forbids a memory the app works without one", async ({ page }) => {
  await reopenWith(page, () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  });
  await isLoaded(page);
  await quickAdd(page, "Kept by the server alone");
  await expect(row(page, "Kept by the server alone")).toBeVisible();
});

for (const file of ["start", "common", "en", "index"])
  test(`a first file that cannot be had is said: ${file}`, async ({ page }) => {
    const files = new RegExp(`/assets/${file}-[^/]*\\.js$`);
    await page.route(files, (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await expect(failure(page)).toContainText("A part of the app could not be loaded");
    await page.unroute(files);
    await page.getByRole("button", { name: "Try again" }).click();
    await isLoaded(page);
  });

test("the failure speaks German where the browser does", async ({ page }) => {
  await page.evaluate(() => localStorage.setItem("pakaura.language", "de"));
  await page.route(/\/assets\/start-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Pakaura konnte nicht starten" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Neu anfangen" })).toBeVisible();
});
