import { snapshotSchema } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { Page } from "@playwright/test";
import { expect, row } from "./person.ts";

/** Waits until everything that was changed here has reached the server. */
export async function isSent(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const [name] = (await indexedDB.databases()).map((database) => database.name ?? "");
          return new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open(name ?? "");
            opening.onerror = () => reject(opening.error ?? new Error("no database"));
            opening.onsuccess = () => {
              const reading = opening.result.transaction("outbox").objectStore("outbox").getAll();
              reading.onsuccess = () => {
                opening.result.close();
                // What was set aside stays until the person says what becomes of it.
                const isWaiting = (one: unknown) =>
                  typeof one === "object" && one !== null && !("aside" in one);
                resolve(reading.result.filter(isWaiting).length);
              };
            };
          });
        }),
      { timeout: 120_000 },
    )
    .toBe(0);
}

/** All tasks as the server has them, but for those in the trash. */
export async function serverTasks(page: Page): Promise<Task[]> {
  const answer = await page.request.get("/api/v1/snapshot");
  return snapshotSchema.parse(await answer.json()).items;
}

/** The titles of all open tasks as the server has them. */
export async function serverTitles(page: Page): Promise<string[]> {
  const items = await serverTasks(page);
  return items.filter(({ completed }) => !completed).map(({ title }) => title);
}

/** Renames a task in its row. */
export async function rename(page: Page, from: string, to: string): Promise<void> {
  await row(page, from).focus();
  await page.keyboard.press("e");
  await page.getByRole("grid").getByRole("textbox", { name: "Title" }).fill(to);
  await page.keyboard.press("Enter");
  await expect(row(page, to)).toBeVisible();
}
