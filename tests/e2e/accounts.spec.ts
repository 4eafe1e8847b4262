import { expect, test as base } from "@playwright/test";
import { runOps } from "../flows/npm-start.ts";
import { isOnCluster, isOnStack } from "../product.ts";
import { test } from "./person.ts";

base.describe("without an account", () => {
  base("a person signs up, signs out, and signs in again", async ({ page }) => {
    const email = `grace-${crypto.randomUUID()}@example.test`;
    await page.goto("/settings");
    await page.getByRole("link", { name: "Create an account" }).click();
    await page.getByLabel("Name").fill("Grace");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("a password of some length");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "All tasks" })).toBeVisible();
    await expect(page.getByText("A clear head starts here")).toBeVisible();

    await page.getByRole("link", { name: "Grace" }).click();
    await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Berlin");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);

    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toHaveText("E-mail or password is not right.");
    await page.getByLabel("Password").fill("a password of some length");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "All tasks" })).toBeVisible();
  });

  base(
    "an address is kept until after signing in, and taken e-mails are told",
    async ({ page }) => {
      const email = `joan-${crypto.randomUUID()}@example.test`;
      const account = { name: "Joan", email, password: "a password of some length" };
      const headers = { origin: process.env["PAKAURA_E2E_URL"] ?? "" };
      await page.request.post("/api/auth/sign-up/email", { data: account, headers });
      await page.context().clearCookies();

      await page.goto("/sign-up");
      await page.getByLabel("Name").fill("Joan");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password").fill(account.password);
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByRole("alert")).toContainText("There is an account with this e-mail");

      await page.goto(`/?q=${encodeURIComponent("salt & 50%26")}`);
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password").fill(account.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("searchbox")).toHaveValue("salt & 50%26");
    },
  );

  base("a password that is guessed first is refused at its field", async ({ page }) => {
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("Grace");
    await page.getByLabel("E-mail").fill(`grace-${crypto.randomUUID()}@example.test`);
    const password = page.getByLabel("Password");
    await password.fill("iloveyou");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(password).toHaveAccessibleDescription(
      "This password is one of those that are tried first. Choose another one.",
    );
    await expect(password).toHaveAttribute("aria-invalid", "true");
    await expect(password).toBeFocused();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await password.fill("a password of some length");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "All tasks" })).toBeVisible();
  });

  base("a forgotten password leads to a link, or to whoever can make one", async ({ page }) => {
    await page.goto("/forgot-password");
    await page.getByLabel("E-mail").fill("nobody@example.test");
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByText("If there is an account for nobody@example.test")).toBeVisible();
    await page.getByRole("link", { name: "Back to sign in" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
});

test("a link to a new password tells what ends with the old one, and works once", async ({
  page,
  person,
  url,
}) => {
  base.skip(isOnStack || isOnCluster, "operators' commands find the database of npm start");
  test.slow();
  for (const name of ["first", "second"]) {
    await page.request.post("/api/v1/tokens", { data: { name }, headers: { origin: url } });
  }
  const data = process.env["PAKAURA_E2E_DATA"] ?? "";
  const { stdout } = await runOps({ PAKAURA_DATA: data }, "user", "reset-link", person.email);
  const link = new URL(stdout.trim());
  const address = `${link.pathname}${link.search}`;
  await page.goto(address);
  await expect(page.getByText("2 access tokens are revoked")).toBeVisible();
  const password = page.getByLabel("New password");
  await password.fill(person.email);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(password).toHaveAccessibleDescription(/^Your own name or address/);
  await password.fill("remembered for good");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(address);
  await expect(page.getByText("This link has been used or is too old.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Ask for a new link" })).toBeVisible();
});

test("an address that leads nowhere says so", async ({ page }) => {
  await page.goto("/nowhere/at/all");
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
  await page.getByRole("link", { name: "Go to all tasks" }).click();
  await expect(page.getByRole("heading", { name: "All tasks" })).toBeVisible();
});
