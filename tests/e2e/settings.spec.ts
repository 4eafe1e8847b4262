import { totpOf } from "@pakaura/accounts/totp.fixture";
import { addTasks, expect, isLoaded, readTasks, signIn, test } from "./person.ts";

test.use({ startsAt: null });

test("a second factor is set up from its QR code, asked for, and turned off", async ({
  page,
  person,
  browser,
  url,
}) => {
  // Each password takes its time to hash.
  test.slow();
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Two factors" });
  await section.getByRole("button", { name: "Turn on" }).click();
  await section.getByLabel("Current password").fill("not the password");
  await section.getByRole("button", { name: "Continue" }).click();
  await expect(section.getByRole("alert")).toBeVisible();
  await section.getByLabel("Current password").fill(person.password);
  await section.getByRole("button", { name: "Continue" }).click();
  await expect(section.getByRole("img", { name: "QR code" })).toBeVisible();

  const secret = (await section.locator("code").textContent()) ?? "";
  const uri = `otpauth://totp/Pakaura?secret=${secret}`;
  await section.getByLabel("Code from the app").fill("000000");
  await section.getByRole("button", { name: "Turn on" }).click();
  await expect(section.getByRole("alert")).toHaveText("This code is not right.");
  await section.getByLabel("Code from the app").fill(totpOf(uri, Date.now()));
  await section.getByRole("button", { name: "Turn on" }).click();
  await expect(section.getByText("A code is asked for when you sign in.")).toBeVisible();
  const codes = (await section.getByTestId("new-token").innerText()).split("\n");
  expect(codes.length).toBeGreaterThan(5);

  const context = await browser.newContext({ baseURL: url });
  const other = await context.newPage();
  await other.goto("/sign-in");
  await other.getByLabel("E-mail").fill(person.email);
  await other.getByLabel("Password").fill(person.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  await other.getByLabel("Code").fill(codes[0] ?? "");
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other.getByRole("heading", { name: "All tasks" })).toBeVisible();
  await context.close();

  await section.getByRole("button", { name: "Turn off" }).click();
  await section.getByLabel("Current password").fill(person.password);
  await section.locator("form").getByRole("button", { name: "Turn off" }).click();
  await expect(section.getByText("Your password alone opens the account.")).toBeVisible();
});

test("an account is deleted with the password, in every browser", async ({
  page,
  person,
  browser,
  url,
}) => {
  const context = await browser.newContext({ baseURL: url });
  const other = await signIn(context, url, person);
  await page.goto("/settings");
  await page.getByRole("button", { name: "Delete account…" }).click();
  await page
    .getByRole("region", { name: "Delete account" })
    .getByLabel("Current password")
    .fill(person.password);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await expect(page).toHaveURL(/\/sign-up/);
  await expect(other).toHaveURL(/\/sign-in/);
  await context.close();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("E-mail or password is not right.");
});

test("a language is the person's: it is spoken at once, after a reload, and elsewhere", async ({
  page,
  person,
  browser,
  url,
}) => {
  await page.goto("/settings");
  const profile = page.getByRole("region", { name: "Profile" });
  await profile.getByLabel("Language").selectOption("Deutsch");
  await profile.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Einstellungen" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Einstellungen" })).toBeVisible();
  await page.getByRole("link", { name: "Alle Aufgaben" }).click();
  await expect(page).toHaveTitle("Alle Aufgaben · Pakaura");

  const context = await browser.newContext({ baseURL: url, locale: "en-GB" });
  const other = await signIn(context, url, person);
  await expect(other.getByRole("heading", { name: "Alle Aufgaben" })).toBeVisible();
  await context.close();
});

test("a browser that prefers German is spoken to in German, and loads no English", async ({
  browser,
  url,
}) => {
  const context = await browser.newContext({ baseURL: url, locale: "de-AT" });
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(new URL(request.url()).pathname));
  await page.goto("/sign-up");
  await expect(page.getByRole("heading", { name: "Konto anlegen" })).toBeVisible();
  expect(scripts.filter((path) => /\/(?:all-)?de-[^/]+\.js$/.test(path))).toHaveLength(2);
  expect(scripts.filter((path) => /\/(?:all-)?en-[^/]+\.js$/.test(path))).toHaveLength(0);
  await context.close();
});

test("accent, contrast, density and motion are kept on the device, from the first paint", async ({
  page,
}) => {
  const html = page.locator("html");
  await page.goto("/settings");
  await expect(html).toHaveAttribute("data-accent", "pine");
  for (const [group, choice] of [
    ["Accent", "Plum"],
    ["Contrast", "High"],
    ["Density", "Compact"],
    ["Motion", "Reduced"],
  ] as const) {
    await page.getByRole("group", { name: group }).getByText(choice, { exact: true }).click();
  }
  await page.reload({ waitUntil: "commit" });
  await expect(html).toHaveAttribute("data-accent", "plum");
  await expect(html).toHaveAttribute("data-contrast", "more");
  await expect(html).toHaveAttribute("data-density", "compact");
  await expect(html).toHaveAttribute("data-motion", "reduced");
});

test("a model is asked only when its person says so, and they are told who gets what", async ({
  page,
}) => {
  await page.goto("/settings");
  await expect(page.getByRole("region", { name: "Connected apps" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Assistant" })).toHaveCount(0);

  await page.route("**/api/v1/assistant", async (route) => {
    const response = await route.fetch();
    const about = (await response.json()) as object;
    await route.fulfill({ response, json: { ...about, model: "m1", receiver: "models.example" } });
  });
  await page.reload();
  const section = page.getByRole("region", { name: "Assistant" });
  const model = section.getByRole("switch", { name: "Ask a model too" });
  await expect(model).not.toBeChecked();
  await expect(section).toContainText("goes to models.example (m1)");
  await expect(section).toContainText("Your notes are never sent.");
  await model.click();
  await expect(model).toBeChecked();
  await page.reload();
  await expect(model).toBeChecked();
  await model.click();
  await expect(model).not.toBeChecked();
});

test("single letters can be turned off", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("switch", { name: "Single-letter shortcuts" }).click();
  await page.goto("/");
  await isLoaded(page);
  await page.keyboard.press("q");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto("/settings");
  await page.getByRole("switch", { name: "Single-letter shortcuts" }).click();
  await page.getByRole("heading", { name: "Settings" }).click();
  await page.keyboard.press("q");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("the focus stays in its section when a token was read or is revoked", async ({ page }) => {
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Access tokens" });
  for (const name of ["First", "Second"]) {
    await section.getByLabel("Name").fill(name);
    await section.getByRole("button", { name: "Create token" }).click();
    await section.getByRole("button", { name: "Done" }).press("Enter");
    await expect(section).toBeFocused();
  }
  const revoke = section.getByRole("button", { name: /^Revoke/ });
  await expect(revoke).toHaveCount(2);
  await revoke.first().press("Enter");
  await expect(revoke).toHaveCount(1);
  await expect(revoke).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(revoke).toHaveCount(0);
  await expect(section.getByRole("button", { name: "Create token" })).toBeFocused();
});

test("ending the other sessions, or a new password, offers to revoke the access tokens", async ({
  page,
  person,
  browser,
  url,
}) => {
  test.slow();
  const makeTokens = async (): Promise<void> => {
    for (const name of ["First", "Second"]) {
      await page.request.post("/api/v1/tokens", { data: { name }, headers: { origin: url } });
    }
  };
  await makeTokens();
  const context = await browser.newContext();
  await signIn(context, url, person);
  await page.goto("/settings");
  const sessions = page.getByRole("region", { name: "Sessions" });
  const tokens = page.getByRole("region", { name: "Access tokens" });
  const endOthers = sessions.getByRole("button", { name: "End all others" });
  await expect(tokens.getByRole("button", { name: /^Revoke/ })).toHaveCount(2);
  await endOthers.click();
  const choice = sessions.getByRole("checkbox", { name: "Revoke 2 access tokens as well" });
  await expect(choice).not.toBeChecked();
  await sessions.getByRole("button", { name: "Cancel" }).click();
  await expect(choice).toHaveCount(0);
  await endOthers.click();
  await choice.check();
  await endOthers.click();
  await expect(endOthers).toHaveCount(0);
  await expect(tokens.getByRole("button", { name: /^Revoke/ })).toHaveCount(0);
  await context.close();

  await makeTokens();
  await page.reload();
  const password = page.getByRole("region", { name: "Password" });
  await password.getByLabel("Current password").fill(person.password);
  await password.getByLabel("New password").fill("Ada Lindgren");
  await password.getByRole("button", { name: "Change password" }).click();
  await expect(password.getByLabel("New password")).toHaveAccessibleDescription(
    /^Your own name or address/,
  );
  await password.getByLabel("New password").fill("a newer password");
  await password.getByRole("checkbox", { name: "Revoke 2 access tokens as well" }).check();
  await password.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await expect(tokens.getByRole("button", { name: /^Revoke/ })).toHaveCount(0);
});

test("a calendar address is named among the tokens for what it opens", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Calendar address" }).click();
  const tokens = page.getByRole("region", { name: "Access tokens" });
  await expect(tokens.getByText("Calendar feed only")).toBeVisible();
});

test("the focus stays in its section when the other sessions are ended", async ({
  page,
  person,
  browser,
  url,
}) => {
  const context = await browser.newContext();
  await signIn(context, url, person);
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Sessions" });
  const endOthers = section.getByRole("button", { name: "End all others" });
  await endOthers.press("Enter");
  await expect(endOthers).toHaveCount(0);
  await expect(section).toBeFocused();
  await context.close();
});

test("another time zone asks what becomes of repeating tasks, and keeps their time of day", async ({
  page,
  url,
}) => {
  await page.request.patch("/api/v1/me", {
    data: { time_zone: "Europe/Berlin" },
    headers: { origin: url },
  });
  await addTasks(page, [
    { title: "Pill", due_date: "2030-01-07T07:00:00Z", recurrence: { pattern: "daily" } },
  ]);
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Profile" });
  const choice = section.getByLabel("Repeating tasks with a time");
  await expect(choice).toHaveCount(0);
  await section.getByLabel("Time zone").selectOption("America/New_York");
  await expect(choice).toHaveValue("local");
  await section.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await expect(choice).toHaveCount(0);
  const kept = [{ title: "Pill", due_date: "2030-01-07T13:00:00.000Z" }];
  expect(await readTasks(page)).toMatchObject(kept);

  await section.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await choice.selectOption("instant");
  await section.getByRole("button", { name: "Save" }).click();
  await expect(choice).toHaveCount(0);
  expect(await readTasks(page)).toMatchObject(kept);
});
