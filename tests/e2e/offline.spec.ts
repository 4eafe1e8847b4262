import { filterItemsSchema } from "@pakaura/contract/filter";
import type { Page } from "@playwright/test";
import { addTasks, expect, isKept, isLoaded, quickAdd, row, signIn, test } from "./person.ts";
import { isSent, rename, serverTitles } from "./without-network.ts";

test.use({ serviceWorkers: "allow" });

test("the app opens from a cold start without a network, with every view and the search", async ({
  page,
  context,
}) => {
  await addTasks(page, [
    { title: "Water the plants", tags: ["home"] },
    { title: "Call Ada", due_date: "2020-01-01" },
    { title: "In the trash" },
  ]);
  await row(page, "In the trash").focus();
  await page.keyboard.press("Delete");
  await expect(row(page, "In the trash")).toHaveCount(0);
  await isKept(page);
  await isSent(page);
  await context.setOffline(true);
  await page.close();

  const cold = await context.newPage();
  await cold.goto("/today");
  await expect(row(cold, "Call Ada")).toBeVisible();
  await cold.getByRole("link", { name: "home 1" }).click();
  await expect(row(cold, "Water the plants")).toBeVisible();
  await cold.getByRole("link", { name: "Trash" }).click();
  await expect(row(cold, "In the trash")).toBeVisible();
  await cold.getByRole("link", { name: "All tasks" }).click();
  await cold.getByRole("searchbox").fill("plan");
  await expect(row(cold, "Call Ada")).toHaveCount(0);
  await expect(row(cold, "Water the plants")).toBeVisible();
  await row(cold, "Water the plants").click();
  await expect(
    cold.getByRole("complementary", { name: "Task" }).getByRole("textbox", { name: "Title" }),
  ).toHaveValue("Water the plants");
});

// A hundred changes by hand take their time on a busy machine.
test.describe.configure({ timeout: 300_000 });

test("a hundred changes made offline survive a reload and meet those of another browser", async ({
  person,
  page,
  browser,
  url,
}) => {
  const names = Array.from({ length: 40 }, (_, index) => `Task ${String(index).padStart(2, "0")}`);
  await addTasks(
    page,
    names.map((title) => ({ title })),
  );
  await page.goto("/?sort=title");
  await isLoaded(page);
  await isKept(page);
  const other = await signIn(
    await browser.newContext({ baseURL: url, serviceWorkers: "block" }),
    url,
    person,
  );
  await other.goto("/?sort=title");
  await expect(row(other, "Task 01")).toBeVisible();

  await page.context().setOffline(true);
  await expect(page.getByText("Not connected.")).toBeVisible();
  // 78 new ones, ten completed and reopened, and two renamed: a hundred.
  await page.keyboard.press("q");
  await expect(page.getByLabel("Title of the new task")).toBeFocused();
  for (let index = 0; index < 78; index += 1) {
    await page.keyboard.insertText(`Written ${String(index).padStart(2, "0")}`);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Escape");
  await row(page, "Task 00").focus();
  for (let index = 0; index < 10; index += 1) {
    const name = names[index] ?? "";
    await page.getByRole("checkbox", { name: `Complete ${name}` }).click();
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(page.getByRole("checkbox", { name: `Complete ${name}` })).toBeVisible();
  }
  await rename(page, "Task 01", "Task 01 here");
  await expect(page.getByText("99 changes wait to be sent.")).toBeVisible();

  // Elsewhere the same tasks are changed: one title too, which is the later of the two after the reload.
  await rename(other, "Task 01", "Task 01 elsewhere");
  await other.getByRole("checkbox", { name: "Complete Task 05" }).click();
  await expect(row(other, "Task 05")).toHaveCount(0);
  await addTasks(other, [{ title: "Added elsewhere" }]);

  await page.reload();
  await expect(row(page, "Task 01 here")).toBeVisible();
  await expect(page.getByText("99 changes wait to be sent.")).toBeVisible();
  await rename(page, "Task 02", "Task 02 here");
  await expect(page.getByText("100 changes wait to be sent.")).toBeVisible();

  await page.context().setOffline(false);
  await isSent(page);
  await expect(page.getByText("“Task 01 elsewhere” was changed elsewhere too")).toBeVisible();
  await expect(page.getByText("kept from there: title (yours: Task 01 here)")).toBeVisible();
  const titles = await serverTitles(page);
  expect(titles.filter((title) => title.startsWith("Written"))).toHaveLength(78);
  expect(titles).toEqual(
    expect.arrayContaining(["Task 01 elsewhere", "Task 02 here", "Added elsewhere"]),
  );
  for (const both of [page, other]) {
    await expect(row(both, "Task 01 elsewhere")).toBeVisible();
    await expect(row(both, "Task 02 here")).toBeVisible();
    await expect(both.getByRole("heading", { level: 1 }).locator("..")).toContainText(
      String(titles.length),
    );
  }
});

test("changes wait while the session is over, and are sent when the same person comes back", async ({
  person,
  page,
  browser,
  url,
}) => {
  const other = await signIn(
    await browser.newContext({ baseURL: url, serviceWorkers: "block" }),
    url,
    person,
  );
  await page.context().setOffline(true);
  await expect(page.getByText("Not connected.")).toBeVisible();
  await quickAdd(page, "Not forgotten");
  await other.getByRole("link", { name: "Ada Lindgren" }).click();
  await other.getByRole("button", { name: /^End(?! all)/ }).click();
  await expect(other.getByRole("button", { name: "End all others" })).toHaveCount(0);

  await page.context().setOffline(false);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("1 change waits here until you sign in again.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("1 change waits here until you sign in again.")).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(row(page, "Not forgotten")).toBeVisible();
  await other.getByRole("link", { name: "All tasks" }).click();
  await expect(row(other, "Not forgotten")).toBeVisible();
});

test("a browser without room says so, and still sends what was written", async ({ page }) => {
  await isKept(page);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  await page.context().setOffline(true);
  await quickAdd(page, "Only in memory");
  await expect(page.getByText(/This browser has no room left/)).toBeVisible();
  await page.context().setOffline(false);
  await expect.poll(() => serverTitles(page)).toEqual(["Only in memory"]);
  await expect(page.getByText(/This browser has no room left/)).toHaveCount(0);
});

test("on a slow network a second visit shows the list at once", async ({ page, context }) => {
  await addTasks(page, [{ title: "Here at once" }]);
  await expect(row(page, "Here at once")).toBeVisible();
  await isKept(page);
  await isSent(page);
  const slow = await context.newPage();
  let hasAnswered = false;
  await slow.route("**/api/**", async (route) => {
    await expect(row(slow, "Here at once")).toBeVisible();
    hasAnswered = true;
    await route.continue();
  });
  await slow.goto("/");
  await expect(row(slow, "Here at once")).toBeVisible();
  await expect.poll(() => hasAnswered).toBe(true);
  await slow.unrouteAll({ behavior: "wait" });
});

test("filters are made, changed and deleted without a network, over a reload, and sent later", async ({
  page,
  context,
}) => {
  await addTasks(page, [{ title: "Water the plants", tags: ["home"] }, { title: "Call Ada" }]);
  const { origin } = new URL(page.url());
  const added = await page.request.post("/api/v1/filters", {
    data: { name: "Old", query: "#old" },
    headers: { origin },
  });
  expect(added.status()).toBe(201);
  await page.reload();
  await isKept(page);
  await expect(page.getByRole("link", { name: /^Old/ })).toBeVisible();
  await context.setOffline(true);

  await page.getByRole("link", { name: "New filter" }).click();
  await page.getByRole("combobox", { name: "Query" }).fill("#home");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("At home");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "At home" })).toBeVisible();
  await page.getByRole("link", { name: /^Old/ }).click();
  await page.getByRole("button", { name: "More about this filter" }).click();
  await page.getByRole("menuitem", { name: "Delete filter" }).click();
  await expect(page.getByRole("link", { name: /^Old/ })).toHaveCount(0);
  await page.getByRole("link", { name: /^At home/ }).click();
  await page.getByRole("button", { name: "More about this filter" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("House");
  await page.keyboard.press("Enter");

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "House" })).toBeVisible();
  await expect(row(page, "Water the plants")).toBeVisible();
  await expect(row(page, "Call Ada")).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^Old/ })).toHaveCount(0);

  await context.setOffline(false);
  await isSent(page);
  const answer = await page.request.get("/api/v1/filters");
  const { items } = filterItemsSchema.parse(await answer.json());
  expect(items.map(({ name, query }) => `${name}: ${query}`)).toEqual(["House: #home"]);
  await expect(page.getByRole("link", { name: /^House/ })).toContainText("1");
});

test("a filter that the server refuses goes again, and says why", async ({ page, context }) => {
  const { origin } = new URL(page.url());
  await page.goto("/filter?filter=today");
  await isLoaded(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Now");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /^Now/ })).toBeVisible();
  const added = await page.request.post("/api/v1/filters", {
    data: { name: "Now", query: "overdue" },
    headers: { origin },
  });
  expect(added.status()).toBe(201);
  await context.setOffline(false);
  await expect(page.getByText("The filter “Now” could not be changed")).toBeVisible();
  await expect(page.getByText("Another filter has this name.")).toBeVisible();
  await page.getByRole("link", { name: /^Now/ }).click();
  await expect(page.getByRole("combobox", { name: "Query" })).toHaveValue("overdue");
});

test("a change that met another one says whose value stayed, and takes the other one on wish", async ({
  person,
  page,
  browser,
  url,
}) => {
  await addTasks(page, [{ title: "Dentist", due_date: "2030-01-07" }]);
  await page.goto("/");
  await isLoaded(page);
  const other = await signIn(
    await browser.newContext({ baseURL: url, serviceWorkers: "block" }),
    url,
    person,
  );
  await expect(row(other, "Dentist")).toBeVisible();
  const setDue = async (on: Page, words: string): Promise<void> => {
    await row(on, "Dentist").focus();
    await on.keyboard.press("t");
    await on.getByLabel("Date in words").fill(words);
    await on.keyboard.press("Enter");
    await expect(on.getByLabel("Date in words")).toHaveCount(0);
  };
  await page.context().setOffline(true);
  await setDue(page, "8 January 2030");
  await setDue(other, "9 January 2030");
  await expect(row(other, "Dentist").getByText(/9 Jan/)).toBeVisible();
  // Shown at once, and sent a moment later.
  await expect
    .poll(async () => (await other.request.get("/api/v1/tasks")).text())
    .toContain("2030-01-09");
  await page.context().setOffline(false);

  await expect(page.getByText("“Dentist” was changed elsewhere too")).toBeVisible();
  await expect(page.getByText(/kept from there: due date \(yours: .*8 Jan/)).toBeVisible();
  await expect(row(page, "Dentist").getByText(/9 Jan/)).toBeVisible();
  await page.getByRole("button", { name: "Use mine" }).click();
  await expect(row(page, "Dentist").getByText(/8 Jan/)).toBeVisible();
  await expect(row(other, "Dentist").getByText(/8 Jan/)).toBeVisible();
});
