import { addTasks, expect, isLoaded, quickAdd, row, signIn, test } from "./person.ts";

test("a second browser shows every change without a reload", async ({
  person,
  page,
  browser,
  url,
}) => {
  const other = await signIn(await browser.newContext({ baseURL: url }), url, person);
  await quickAdd(page, "Shared plan #team");
  await expect(row(other, "Shared plan")).toContainText("#team");
  await expect(other.getByRole("link", { name: "team 1" })).toBeVisible();

  await row(other, "Shared plan").click();
  await row(page, "Shared plan").focus();
  await page.keyboard.press("e");
  await page.getByRole("grid").getByRole("textbox", { name: "Title" }).fill("Better plan");
  await page.keyboard.press("Enter");
  const panel = other.getByRole("complementary", { name: "Task" });
  await expect(panel.getByRole("textbox", { name: "Title" })).toHaveValue("Better plan");
  await expect(row(other, "Better plan")).toBeVisible();
  await expect(panel.getByText(/Title changed/)).toBeVisible();

  await other.getByRole("checkbox", { name: "Complete Better plan" }).click();
  await expect(row(page, "Better plan")).toHaveCount(0);
  await page.getByRole("link", { name: "Completed" }).click();
  await page.getByRole("checkbox", { name: "Reopen Better plan" }).click();
  await expect(row(other, "Better plan")).toBeVisible();
  await row(other, "Better plan").press("Delete");
  await expect(row(other, "Better plan")).toHaveCount(0);
  await page.getByRole("link", { name: "Trash" }).click();
  await expect(row(page, "Better plan")).toBeVisible();
});

test("a task that was changed here is announced when it changes elsewhere, and not before", async ({
  person,
  page,
  browser,
  url,
}) => {
  await addTasks(page, [{ title: "Both of us" }]);
  const other = await signIn(await browser.newContext({ baseURL: url }), url, person);
  const said = page.getByRole("status").filter({ hasText: "Both of us" });
  await expect(said).toHaveText("New task: Both of us");
  await row(page, "Both of us").focus();
  const isSent = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.keyboard.press("Space");
  await isSent;
  await expect(row(page, "Both of us")).toHaveCount(0);
  // Where it is news, it is said; here it is not.
  await expect(other.getByText("Task completed: Both of us")).toBeAttached();
  await expect(said).toHaveText("New task: Both of us");

  await other.keyboard.press("g");
  await other.keyboard.press("c");
  await other.getByRole("checkbox", { name: "Reopen Both of us" }).click();
  await expect(said).toHaveText("Task changed: Both of us");
});

test("what is being written is not disturbed by changes from elsewhere", async ({
  person,
  page,
  browser,
  url,
}) => {
  await addTasks(page, [{ title: "Draft" }]);
  const other = await signIn(await browser.newContext({ baseURL: url }), url, person);
  await row(page, "Draft").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await panel.getByRole("textbox", { name: "Notes" }).pressSequentially("My own wo");
  await row(other, "Draft").click();
  const otherPanel = other.getByRole("complementary", { name: "Task" });
  await otherPanel.getByRole("button", { name: "No priority", exact: true }).click();
  await other.getByRole("menuitemradio", { name: "High" }).click();
  await expect(panel.getByRole("button", { name: "High", exact: true })).toBeVisible();
  await expect(panel.getByRole("textbox", { name: "Notes" })).toBeFocused();
  await panel.getByRole("textbox", { name: "Notes" }).pressSequentially("rds");
  await expect(panel.getByRole("textbox", { name: "Notes" })).toHaveValue("My own words");
  await expect(otherPanel.getByText("My own words", { exact: true })).toBeVisible();
});

test("the activity page tells what happens while it is open", async ({ page }) => {
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByText("Nothing has happened yet")).toBeVisible();
  await addTasks(page, [{ title: "Heard of" }]);
  await page.getByRole("button", { name: "Task created: Heard of", exact: true }).click();
  await expect(
    page.getByRole("complementary", { name: "Task" }).getByRole("textbox", { name: "Title" }),
  ).toHaveValue("Heard of");
});

test("the activity page is narrowed down, and takes back what an entry tells of", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Keep me" }, { title: "Something else" }]);
  await page.getByRole("checkbox", { name: "Complete Keep me" }).click();
  await expect(row(page, "Keep me")).toHaveCount(0);
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByLabel("Kind").selectOption("Completed");
  await expect(page).toHaveURL(/action=task.completed/);
  await expect(page.getByText("Task created")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo Task completed: Keep me" }).click();
  await page.getByRole("link", { name: "All tasks" }).click();
  await expect(row(page, "Keep me")).toBeVisible();
});

test("a session that is ended is signed out at once", async ({ person, page, browser, url }) => {
  const other = await signIn(await browser.newContext({ baseURL: url }), url, person);
  await page.getByRole("link", { name: "Ada Lindgren" }).click();
  await expect(page.getByText("This one")).toBeVisible();
  await page.getByRole("button", { name: /^End(?! all)/ }).click();
  await expect(other).toHaveURL(/\/sign-in/);
  await expect(other.getByText("You have been signed out")).toBeVisible();
  await expect(page.getByRole("button", { name: "End all others" })).toHaveCount(0);
});

test("a token is made, shown once, and revoked", async ({ page, url }) => {
  await page.getByRole("link", { name: "Ada Lindgren" }).click();
  const section = page.getByRole("region", { name: "Access tokens" });
  await section.getByLabel("Name").fill("Laptop script");
  await section.getByRole("button", { name: "Create token" }).click();
  const token = await page.getByTestId("new-token").innerText();
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${url}/api/v1/me`, { headers })).status).toBe(200);
  await section.getByRole("button", { name: "Revoke Laptop script" }).click();
  await expect(section.getByRole("listitem")).toHaveCount(0);
  await expect.poll(async () => (await fetch(`${url}/api/v1/me`, { headers })).status).toBe(401);
  await page.reload();
  await isLoaded(page);
  await expect(page.getByTestId("new-token")).toHaveCount(0);
});

test("the theme is remembered and the profile is saved", async ({ page }) => {
  await page.getByRole("link", { name: "Ada Lindgren" }).click();
  await page.getByText("Dark", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const profile = page.getByRole("region", { name: "Profile" });
  await profile.getByLabel("Name").fill("Countess");
  await profile.getByLabel("Week starts on").selectOption("sunday");
  await profile.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(profile.getByLabel("Week starts on")).toHaveValue("sunday");
  await expect(page.getByRole("link", { name: "Countess" })).toBeVisible();
});
