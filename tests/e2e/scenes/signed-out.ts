import { m } from "@pakaura/frontend/messages/messages";
import type { Page } from "@playwright/test";
import type { Scene } from "./scene.ts";

async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** What is there before somebody has signed in. */
export const signedOutScenes: readonly Scene[] = [
  { name: "sign-in", open: (page) => openPage(page, "/sign-in") },
  {
    name: "sign-in-error",
    open: async (page) => {
      await page.goto("/sign-in");
      await page.getByLabel(m.accounts.email).fill("nobody@example.test");
      await page.getByLabel(m.accounts.password).fill("not the password");
      await page.getByRole("button", { name: m.accounts.signIn }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "sign-up", open: (page) => openPage(page, "/sign-up") },
  { name: "forgot-password", open: (page) => openPage(page, "/forgot-password") },
  {
    name: "reset-password",
    open: (page) => openPage(page, "/reset-password?token=x"),
  },
];
