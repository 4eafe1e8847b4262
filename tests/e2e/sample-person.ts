import type { BrowserContext, Page } from "@playwright/test";
import { addTasks, signUp } from "./person.ts";
import { sampleTasks } from "./sample-tasks.ts";

/** Signs a new person up, gives them a week of tasks when they are to have one, and a page that is still empty. */
export async function newPerson(
  context: BrowserContext,
  url: string,
  { hasTasks }: { hasTasks: boolean },
): Promise<Page> {
  await signUp(context, url);
  const page = await context.newPage();
  if (hasTasks) {
    const timeZone = "Europe/Berlin";
    await addTasks(page, sampleTasks(Temporal.Now.plainDateISO(timeZone), timeZone), url);
  }
  return page;
}

/** Waits until nothing more comes in and all that appears has appeared. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter((item) => item.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}
