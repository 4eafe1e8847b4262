import type { Page } from "@playwright/test";
import { addTasks, expect, isKept, isLoaded, quickAdd, row, signIn, test } from "./person.ts";
import { isSent, rename, serverTasks } from "./without-network.ts";

test.use({ serviceWorkers: "allow" });
test.describe.configure({ timeout: 300_000 });

const days = [1, 2, 3, 4, 5, 6, 7];
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** A day without a network: the app is opened, something is written down, done, and called by a new name. */
async function liveThrough(page: Page, device: string, day: number, time: number): Promise<void> {
  await page.clock.setFixedTime(time);
  await page.reload();
  await isLoaded(page);
  await quickAdd(page, `Thought ${day} on the ${device}`);
  await page.getByRole("checkbox", { name: `Complete Chore ${day} of the ${device}` }).click();
  await rename(page, `Shared ${day}`, `Shared ${day} by the ${device}`);
}

test("two devices are a week without a network, and nothing of either is lost", async ({
  person,
  page: laptop,
  browser,
  url,
}) => {
  const chores = days.flatMap((day) =>
    ["laptop", "phone"].map((device) => `Chore ${day} of the ${device}`),
  );
  const shared = days.map((day) => `Shared ${day}`);
  await addTasks(
    laptop,
    [...chores, ...shared].map((title) => ({ title })),
  );
  const context = await browser.newContext({
    baseURL: url,
    serviceWorkers: "allow",
    viewport: { width: 390, height: 844 },
  });
  const phone = await signIn(context, url, person);
  for (const page of [laptop, phone]) {
    await expect(row(page, "Shared 7")).toBeVisible();
    await isKept(page);
    await page.context().setOffline(true);
  }

  const now = Date.now();
  for (const day of days) {
    const evening = now - (days.length - day) * dayMs;
    await liveThrough(phone, "phone", day, evening - 8 * hourMs);
    await liveThrough(laptop, "laptop", day, evening);
  }
  await expect(laptop.getByText("21 changes wait to be sent.")).toBeVisible();
  await phone.clock.setFixedTime(now);

  for (const page of [laptop, phone]) {
    await page.context().setOffline(false);
    await isSent(page);
  }
  const tasks = await serverTasks(laptop);
  const titlesOf = (start: string) =>
    tasks.flatMap(({ title }) => (title.startsWith(start) ? [title] : [])).toSorted();
  expect(titlesOf("Thought")).toEqual(
    days.flatMap((day) => [`Thought ${day} on the laptop`, `Thought ${day} on the phone`]),
  );
  const isDone = tasks.filter(({ completed }) => completed).map(({ title }) => title);
  expect(isDone.toSorted()).toEqual(chores.toSorted());
  // The later of two who named a task has named it, whoever was heard first, and the other is told.
  expect(titlesOf("Shared")).toEqual(days.map((day) => `Shared ${day} by the laptop`));
  for (const day of days) {
    await expect(row(laptop, `Shared ${day} by the laptop`)).toHaveCount(1);
    await expect(row(phone, `Shared ${day} by the laptop`)).toHaveCount(1);
  }
  await expect(phone.getByText("7 changes were not sent.")).toBeVisible();
});
