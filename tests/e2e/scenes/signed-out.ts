import { totpOf } from "@pakaura/accounts/totp.fixture";
import { m } from "@pakaura/frontend/messages/all-messages";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { signUp } from "../person.ts";
import type { Scene } from "./scene.ts";

async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

const enabledSchema = z.object({ totpURI: z.string() });

type Credentials = { email: string; password: string };

async function signIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel(m.accounts.email).fill(email);
  await page.getByLabel(m.accounts.password).fill(password);
  await page.getByRole("button", { name: m.accounts.signIn }).click();
}

/** Signs a new person up who has a second factor, and out again. */
async function signUpWithTwoFactors(page: Page): Promise<Credentials> {
  const { origin } = new URL(page.url());
  const post = async (path: string, data: object): Promise<unknown> => {
    const answer = await page.request.post(`/api/auth${path}`, { data, headers: { origin } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const person = await signUp(page.context(), origin);
  const enabled = await post("/two-factor/enable", { password: person.password });
  const { totpURI } = enabledSchema.parse(enabled);
  await post("/two-factor/verify-totp", { code: totpOf(totpURI, Date.now()) });
  await post("/sign-out", {});
  return person;
}

/** What is there before somebody has signed in. */
export const signedOutScenes: readonly Scene[] = [
  { name: "sign-in", open: (page) => openPage(page, "/sign-in") },
  {
    name: "sign-in-error",
    open: async (page) => {
      await page.goto("/sign-in");
      await signIn(page, { email: "nobody@example.test", password: "not the password" });
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "sign-in-code",
    open: async (page) => {
      await page.goto("/sign-in");
      await signIn(page, await signUpWithTwoFactors(page));
      await page.getByRole("heading", { name: m.accounts.enterCode }).waitFor();
    },
  },
  { name: "sign-up", open: (page) => openPage(page, "/sign-up") },
  {
    name: "sign-up-refused",
    open: async (page) => {
      await page.goto("/sign-up");
      await page.getByLabel(m.accounts.name).fill("Ada");
      await page.getByLabel(m.accounts.email).fill("ada@example.test");
      await page.getByLabel(m.accounts.password).fill("iloveyou");
      await page.getByRole("button", { name: m.accounts.createAccount }).click();
      await page.getByText(m.accounts.refusals["too_common"] ?? "").waitFor();
    },
  },
  { name: "forgot-password", open: (page) => openPage(page, "/forgot-password") },
  {
    name: "reset-password",
    open: (page) => openPage(page, "/reset-password?token=x"),
  },
];
