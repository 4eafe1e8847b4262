import {
  type IdentityProvider,
  startIdentityProvider,
} from "@pakaura/accounts/identity-provider.fixture";
import { expect, test, type Page } from "@playwright/test";
import { startProduct, temporaryFolder } from "../product.ts";
import { isLoaded, signUp } from "./person.ts";

type World = { url: string; provider: IdentityProvider; end: () => Promise<void> };

/** Starts a Pakaura of its own with a real provider beside it. */
async function startWorld(environment: Record<string, string> = {}): Promise<World> {
  const provider = await startIdentityProvider();
  const data = await temporaryFolder();
  const product = await startProduct({
    dataDirectory: data.path,
    environment: {
      OIDC_ISSUER_URL: provider.url,
      OIDC_CLIENT_ID: provider.client.id,
      OIDC_CLIENT_SECRET: provider.client.secret,
      OIDC_NAME: "Continue with Example",
      ...environment,
    },
  });
  provider.setOrigin(product.url);
  const end = async (): Promise<void> => {
    await product.stop();
    await data.remove();
    await provider.close();
  };
  return { url: product.url, provider, end };
}

const button = (page: Page) => page.getByRole("button", { name: "Continue with Example" });

/** Presses the button, and signs in on the provider's own page. */
async function signInAs(page: Page, { url, provider }: World, sub: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await button(page).click();
  await page.waitForURL(`${provider.url}/**`);
  await page.locator("[name=login]").fill(sub);
  await page.locator("[name=password]").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

test.describe("beside passwords", () => {
  // One start for all of them, which takes longer than any of them.
  test.describe.configure({ mode: "default" });
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld();
  });
  test.afterAll(() => world?.end());

  // The first of them: what a provider says of itself is kept.
  test("a provider that is not the one, or away, is not gone to, and passwords still are taken", async ({
    page,
  }) => {
    const { url, provider } = world;
    provider.setMetadata({ issuer: "https://evil.example" });
    await page.goto(`${url}/sign-up`);
    await button(page).click();
    await expect(page.getByRole("alert")).toContainText("cannot be reached right now");
    await expect(page.getByLabel("Password")).toBeVisible();
    provider.setMetadata({});
    await button(page).click();
    await page.waitForURL(`${provider.url}/**`);
  });

  test("an address that belongs to somebody is not given to who has not proved it", async ({
    page,
    browser,
  }) => {
    const owner = await signUp(await browser.newContext({ baseURL: world.url }), world.url);
    world.provider.setPerson({
      sub: "thief",
      email: owner.email,
      email_verified: false,
      name: "T",
    });
    await signInAs(page, world, "thief");
    await expect(page).toHaveURL(new RegExp(`^${world.url}/sign-in`));
    await expect(page.getByRole("alert")).toContainText("has not verified that it is yours");
    expect((await page.request.get(`${world.url}/api/v1/me`)).status()).toBe(401);
  });

  test("what was tampered with on the way lets nobody in, and says so", async ({ page }) => {
    const { url, provider } = world;
    provider.setPerson({ sub: "eve", email: "eve@example.org", email_verified: true, name: "Eve" });
    const tampers: [string, string, string][] = [
      [`${provider.url}/auth?*`, "nonce", "that of another sign-in"],
      [`${provider.url}/auth?*`, "state", "that of another browser"],
    ];
    // What the way back carries, such as another issuer, is tried in the tests of the API.
    for (const [pattern, name, value] of tampers) {
      await page.context().clearCookies();
      await page.route(pattern, (route) => {
        const changed = new URL(route.request().url());
        changed.searchParams.set(name, value);
        return route.continue({ url: changed.href });
      });
      await signInAs(page, world, "eve");
      await expect(page.getByRole("alert"), name).toHaveText(
        "The sign-in did not work. Try again.",
      );
      expect((await page.request.get(`${url}/api/v1/me`)).status(), name).toBe(401);
      await page.unroute(pattern);
    }
  });

  test("a cancelled sign-in is told in words", async ({ page }) => {
    const { url } = world;
    await page.goto(`${url}/sign-in`);
    await button(page).click();
    await page.getByRole("link", { name: "Cancel" }).click();
    await expect(page.getByRole("alert")).toHaveText("The sign-in was cancelled.");
  });
});

test.describe("without passwords", () => {
  let world: World;
  test.beforeAll(async () => {
    world = await startWorld({ PASSWORD_SIGN_IN: "false" });
  });
  test.afterAll(() => world?.end());

  test("a person signs in with the provider, and out of both", async ({ page }) => {
    const { url, provider } = world;
    provider.setPerson({
      sub: "grace",
      email: "grace@example.org",
      email_verified: true,
      name: "Grace",
    });
    await page.goto(`${url}/today`);
    await expect(page.getByLabel("E-mail")).toHaveCount(0);
    await button(page).click();
    await page.locator("[name=login]").fill("grace");
    await page.locator("[name=password]").fill("any");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await expect(page).toHaveURL(`${url}/today`);
    await isLoaded(page);

    await page.getByRole("link", { name: "Grace" }).click();
    await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Berlin");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${provider.url}/**`);
    await page.getByRole("button", { name: "Yes, sign me out" }).click();
    await expect(page).toHaveURL(new RegExp(`^${url}/sign-in`));
    await page.goto(url);
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
});
