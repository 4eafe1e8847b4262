import { mkdir } from "node:fs/promises";
import { chromium, type Browser, type Page } from "@playwright/test";
import { startProduct, temporaryFolder } from "../product.ts";
import { chromiumOptions } from "./chromium.ts";
import { sampleTasks } from "./sample-tasks.ts";

// Pictures of every page and main state, at two widths and in both colour schemes, to be looked at.
// `node tests/e2e/screenshots.ts`; PAKAURA_E2E_URL takes a Pakaura that runs already.

const folder = new URL("./screenshots/", import.meta.url).pathname;
const timeZone = "Europe/Berlin";
const sizes = {
  wide: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
const schemes = ["light", "dark"] as const;

type Size = keyof typeof sizes;
type Shoot = (name: string) => Promise<void>;

async function openPage(
  browser: Browser,
  url: string,
  size: Size,
  scheme: "light" | "dark",
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[size],
    colorScheme: scheme,
    timezoneId: timeZone,
    locale: "en-GB",
    reducedMotion: "reduce",
    hasTouch: size === "phone",
    isMobile: size === "phone",
  });
  return context.newPage();
}

/** Waits until nothing more comes in and all that appears has appeared. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter((item) => item.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}

async function signedOutPages(page: Page, shoot: Shoot): Promise<void> {
  await page.goto("/sign-in");
  await shoot("sign-in");
  await page.getByLabel("E-mail").fill("nobody@example.test");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();
  await shoot("sign-in-error");
  await page.goto("/forgot-password");
  await shoot("forgot-password");
  await page.goto("/sign-up");
  await shoot("sign-up");
}

async function signUp(page: Page, size: Size, scheme: string): Promise<void> {
  await page.getByLabel("Name").fill("Ada Lindgren");
  await page
    .getByLabel("E-mail")
    .fill(`ada-${size}-${scheme}-${crypto.randomUUID().slice(0, 6)}@example.test`);
  await page.getByLabel("Password").fill("correct horse battery staple");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "All tasks" }).waitFor();
}

async function addSamples(page: Page): Promise<void> {
  const today = Temporal.Now.plainDateISO(timeZone);
  for (const body of sampleTasks(today, timeZone)) {
    const answer = await page.request.post("/api/v1/tasks", {
      data: { id: crypto.randomUUID(), ...body },
      headers: { origin: new URL(page.url()).origin },
    });
    if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`);
  }
  await page.getByText("Return the library books").waitFor();
}

async function listPages(page: Page, shoot: Shoot): Promise<void> {
  await page.goto("/");
  await page.getByText("Back up the photos").waitFor();
  await shoot("list");
  await page.goto("/today");
  await page.getByText("Water the plants").waitFor();
  await shoot("today");
  await page.goto("/upcoming");
  await page.getByText("Dentist").waitFor();
  await shoot("upcoming");
  await page.goto("/tags/home");
  await page.getByText("Water the plants").waitFor();
  await shoot("tag");
  await page.goto("/?q=home&priority=low");
  await page.getByText("Back up the photos").waitFor();
  await shoot("search");
  await page.goto("/?q=zzz");
  await page.getByText("No task fits").waitFor();
  await shoot("no-result");
  await page.goto("/?sort=priority");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByText("Tags (any of them)").waitFor();
  await shoot("filter");
  await page.goto("/");
  await page.getByRole("button", { name: /^Sort/ }).click();
  await page.getByRole("menu").waitFor();
  await shoot("sort");
}

async function taskStates(page: Page, shoot: Shoot): Promise<void> {
  await page.goto("/today");
  await page.getByText("Water the plants").first().click();
  await page.getByText("Next dates").waitFor();
  await shoot("task");
  await page.getByRole("button", { name: "Move to trash" }).click();
  await page.getByRole("menuitem", { name: "The whole series" }).waitFor();
  await shoot("task-series");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Every/i }).click();
  await page.getByLabel("Interval").waitFor();
  await shoot("task-repeat");
  await page.goto("/?sort=due_date");
  await page.getByText("Draft the budget for next quarter").click();
  await page.getByText("Task created").waitFor();
  await shoot("overview");
  await page.goto("/");
  await page.getByText("Renew the passport").click();
  await page.getByRole("button", { name: "Yesterday" }).click();
  await page.getByRole("grid", { name: "Days" }).waitFor();
  await shoot("task-due");
  await page.goto("/");
  await page.getByText("Read “The Summer Book”").waitFor();
  await page.getByRole("button", { name: /^Add task/ }).click();
  await page.getByLabel("Title of the new task").fill("Book a table for Saturday !high #family");
  await shoot("quick-add");
  await page.goto("/");
  await page.getByRole("checkbox", { name: /Back up the photos/ }).click();
  await page.getByText("Task completed").waitFor();
  await shoot("toast");
  await page.request.post("/api/v1/tasks", {
    data: {
      title: "Take the bread out",
      due_date: new Date(Date.now() + 1_000).toISOString(),
      reminder_lead_minutes: 0,
    },
    headers: { origin: new URL(page.url()).origin },
  });
  await page.getByRole("button", { name: "Snooze" }).waitFor();
  await shoot("reminder");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.goto("/completed");
  await page.getByText("Back up the photos").waitFor();
  await shoot("completed");
}

async function filterPages(page: Page, shoot: Shoot): Promise<void> {
  await page.goto("/filter");
  await page.getByRole("combobox", { name: "Query" }).waitFor();
  await shoot("filter-new");
  await page.getByRole("combobox", { name: "Query" }).fill("#home & ");
  await page.getByRole("listbox").waitFor();
  await shoot("filter-suggestions");
  await page.goto(`/filter?filter=${encodeURIComponent("#home & prioity:high")}`);
  await page.getByRole("alert").waitFor();
  await shoot("filter-mistake");
  await page.goto(`/filter?filter=${encodeURIComponent("#home | today")}`);
  await page.getByText("Water the plants").waitFor();
  await shoot("filter-list");
  await page.goto("/priorities/high");
  await page.getByRole("row").first().waitFor();
  await shoot("priority");
  await page.goto("/today");
  await page.getByText("Water the plants").waitFor();
  await page.keyboard.press("Control+a");
  await page.getByRole("toolbar").waitFor();
  await shoot("selected");
  await page.getByRole("toolbar").getByRole("button", { name: "Date" }).click();
  await page.getByRole("grid", { name: "Days" }).waitFor();
  await shoot("selected-date");
}

async function otherPages(page: Page, shoot: Shoot, size: Size): Promise<void> {
  await page.goto("/trash");
  await page.getByText("The trash is empty").waitFor();
  await shoot("trash-empty");
  await page.goto("/activity");
  await page.getByText("Today", { exact: true }).first().waitFor();
  await shoot("activity");
  await page.goto("/settings");
  await page.getByText("This one").waitFor();
  await shoot("settings");
  await page.getByRole("heading", { name: "Access tokens" }).scrollIntoViewIfNeeded();
  await page
    .getByRole("region", { name: "Access tokens" })
    .getByLabel("Name")
    .fill("Laptop script");
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByText("Copy it now").waitFor();
  await shoot("settings-token");
  await page.goto("/nowhere");
  await shoot("not-found");
  await page.goto("/");
  await page.getByText("Return the library books").waitFor();
  if (size === "wide") await page.keyboard.press("?");
  else await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("dialog").waitFor();
  await shoot(size === "wide" ? "keys" : "menu");
  await page.keyboard.press("Escape");
  await page.context().setOffline(true);
  await page.getByText("Not connected").waitFor();
  await shoot("offline");
}

async function shootAll(browser: Browser, url: string): Promise<void> {
  for (const scheme of schemes) {
    for (const size of ["wide", "phone"] as const) {
      const page = await openPage(browser, url, size, scheme);
      const shoot: Shoot = async (name) => {
        await settle(page);
        await page.screenshot({ path: `${folder}${size}-${scheme}-${name}.png` });
      };
      await signedOutPages(page, shoot);
      await signUp(page, size, scheme);
      await shoot("list-empty");
      await addSamples(page);
      await listPages(page, shoot);
      await filterPages(page, shoot);
      await taskStates(page, shoot);
      await otherPages(page, shoot, size);
      await page.context().close();
    }
  }
}

await mkdir(folder, { recursive: true });
const browser = await chromium.launch(chromiumOptions());
const given = process.env["PAKAURA_E2E_URL"];
if (given) await shootAll(browser, given);
else {
  const data = await temporaryFolder();
  const product = await startProduct({ dataDirectory: data.path });
  try {
    await shootAll(browser, product.url);
  } finally {
    await product.stop();
    await data.remove();
  }
}
await browser.close();
