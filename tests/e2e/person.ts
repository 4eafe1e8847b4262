import { eventsAnswerSchema, taskPageSchema } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import {
  test as base,
  expect,
  type BrowserContext,
  type Locator,
  type Page,
} from "@playwright/test";

const password = "correct horse battery staple";

/** Somebody with an account, signed in in one browser. */
export type Person = { email: string; password: string; page: Page };

/** Signs up a new person in a browser by the API, and gives the browser its session. */
export async function signUp(context: BrowserContext, url: string): Promise<Omit<Person, "page">> {
  const email = `ada-${crypto.randomUUID()}@example.test`;
  const answer = await context.request.post(`${url}/api/auth/sign-up/email`, {
    data: { name: "Ada Lindgren", email, password, time_zone: "Europe/Berlin" },
    headers: { origin: url },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return { email, password };
}

/** Signs the same person in in another browser. */
export async function signIn(context: BrowserContext, url: string, person: Person): Promise<Page> {
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
    data: { email: person.email, password: person.password },
    headers: { origin: url },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  const page = await context.newPage();
  await page.goto(url);
  await isLoaded(page);
  return page;
}

/** Waits for the list with its live connection: from here on nothing is missed. */
export async function isLoaded(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
}

/** Waits until the app can be opened without a network: its files are kept, and this page is served from them. */
export async function isKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
    );
  });
}

/** One row of the list. */
export function row(page: Page, title: string): Locator {
  return page.getByRole("row", { name: title, exact: true });
}

/** The titles of the list from top to bottom. */
export async function titles(page: Page): Promise<string[]> {
  return page.locator("[data-task]").evaluateAll((rows) =>
    rows
      .map((item) => ({
        title: item.getAttribute("aria-label") ?? "",
        top: item.getBoundingClientRect().top,
      }))
      .toSorted((left, right) => left.top - right.top)
      .map(({ title }) => title),
  );
}

/** Where Pakaura is: before a page of it is open, the one of all tests. */
function urlOf(page: Page): string {
  const { baseURL = "" } = base.info().project.use;
  return page.url() === "about:blank" ? baseURL : page.url();
}

/** Adds tasks by the API, as another program would. */
export async function addTasks(
  page: Page,
  tasks: readonly object[],
  url = urlOf(page),
): Promise<void> {
  const { origin } = new URL(url);
  const answer = await page.request.post(`${origin}/api/v1/tasks/bulk`, {
    data: { operations: tasks.map((body) => ({ op: "create", body })) },
    headers: { origin },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** The first page of all tasks, as the server has them. */
export async function readTasks(page: Page): Promise<Task[]> {
  return taskPageSchema.parse(await (await page.request.get("/api/v1/tasks")).json()).items;
}

/** Waits until so many series have ended; nothing is left of the tasks, and nothing will follow them. */
export async function expectSeriesEnded(page: Page, count: number): Promise<void> {
  const read = async (path: string): Promise<unknown> => (await page.request.get(path)).json();
  await expect
    .poll(async () => {
      const { events } = eventsAnswerSchema.parse(await read("/api/v1/events?after=0"));
      return events.filter(({ type }) => type === "recurrence.stopped").length;
    })
    .toBe(count);
  await expect.poll(async () => taskPageSchema.parse(await read("/api/v1/tasks")).total).toBe(0);
}

/** Writes a task down as a person at the keyboard does. */
export async function quickAdd(page: Page, text: string): Promise<void> {
  await page.keyboard.press("q");
  await expect(page.getByLabel("Title of the new task")).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

type Fixtures = { startsAt: string | null; url: string; person: Person; page: Page };

/**
 * Tests with a person who has just signed up and looks at the empty list. `test.use({ startsAt })` opens another
 * address, and null none yet: what is opened twice takes twice the time.
 */
export const test = base.extend<Fixtures>({
  startsAt: ["/", { option: true }],
  url: async ({ baseURL }, use) => use(baseURL ?? ""),
  person: async ({ context, url, startsAt }, use) => {
    const account = await signUp(context, url);
    const page = await context.newPage();
    if (startsAt !== null) {
      await page.goto(startsAt);
      await isLoaded(page);
    }
    await use({ ...account, page });
  },
  page: async ({ person }, use) => use(person.page),
});

export { expect };
