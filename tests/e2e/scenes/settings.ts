import { m } from "@pakaura/frontend/messages/all-messages";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { send, type Scene } from "./scene.ts";

/** As `signUp` gives it. */
const password = "correct horse battery staple";

async function openSettings(page: Page, section: string): Promise<void> {
  await page.goto("/settings");
  await page.getByText(m.settings.sessions.thisOne).waitFor();
  const region = page.getByRole("region", { name: section });
  await region.evaluate((node) => node.scrollIntoView({ block: "start" }));
}

const meSchema = z.object({ email: z.string() });

/** The same person in another browser. */
async function signInElsewhere(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  const { email } = meSchema.parse(await (await page.request.get("/api/v1/me")).json());
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password }),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}

/** What the address of an app that asks for access looks like, as far as the page reads it. */
const askingAddress = `/connect?${new URLSearchParams({
  client_id: "https://robot.example/app.json",
  scope: "tasks:read tasks:write",
  redirect_uri: "https://robot.example/callback",
  sig: "signed",
}).toString()}`;

/** Every section of the settings. */
export const settingsScenes: readonly Scene[] = [
  {
    name: "connect",
    open: async (page) => {
      await page.route("**/oauth2/public-client*", (route) =>
        route.fulfill({ json: { client_id: "robot", client_name: "Robot" } }),
      );
      await page.goto(askingAddress);
      await page.getByRole("main").getByRole("listitem").first().waitFor();
    },
  },
  { name: "settings", open: (page) => openSettings(page, m.settings.profile.title) },
  { name: "settings-appearance", open: (page) => openSettings(page, m.settings.appearance.title) },
  { name: "settings-sessions", open: (page) => openSettings(page, m.settings.sessions.title) },
  {
    name: "settings-end-others",
    open: async (page) => {
      await page.goto("/settings");
      await send(page, "POST", "/api/v1/tokens", { name: "Laptop" });
      await signInElsewhere(page);
      await openSettings(page, m.settings.sessions.title);
      await page.getByRole("button", { name: m.settings.sessions.endOthers }).click();
      await page.getByText(m.settings.sessions.tokensGoOn).waitFor();
    },
  },
  {
    name: "settings-two-factor",
    open: async (page) => {
      await openSettings(page, m.settings.twoFactor.title);
      const section = page.getByRole("region", { name: m.settings.twoFactor.title });
      await section.getByRole("button", { name: m.settings.twoFactor.turnOn }).click();
      await section.getByLabel(m.accounts.currentPassword).fill(password);
      await section.getByRole("button", { name: m.accounts.continue }).click();
      await section.getByRole("img", { name: m.settings.twoFactor.qrCode }).waitFor();
    },
  },
  {
    name: "settings-token",
    open: async (page) => {
      await openSettings(page, m.settings.tokens.title);
      const section = page.getByRole("region", { name: m.settings.tokens.title });
      await section.getByLabel(m.common.name).fill("Laptop");
      await section.getByRole("button", { name: m.settings.tokens.create }).click();
      await page.getByText(m.settings.tokens.copyNow).waitFor();
    },
  },
  {
    name: "settings-import",
    open: async (page) => {
      await openSettings(page, m.settings.data.title);
      await page.getByLabel(m.settings.data.fileToImport).setInputFiles({
        name: "list.txt",
        mimeType: "text/plain",
        buffer: Buffer.from("Buy stamps\nMend the bicycle tomorrow\n"),
      });
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "settings-import-notes",
    open: async (page) => {
      await openSettings(page, m.settings.data.title);
      await page.getByLabel(m.settings.data.fileToImport).setInputFiles({
        name: "home.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          [
            "TYPE,CONTENT,PRIORITY,INDENT,DATE,DATE_LANG,DURATION,DEADLINE",
            "section,Garden,,,,,,",
            "task,Cut the hedge,1,1,every saturday,en,90,2030-12-24",
            "note,The neighbours have the ladder,,,,,,",
            "task,Sharpen the shears,high,2,when it rains,en,,",
            "task,,,,,,,",
          ].join("\r\n"),
        ),
      });
      await page.getByRole("dialog").getByText(m.settings.data.changes).waitFor();
    },
  },
  {
    name: "settings-delete",
    open: async (page) => {
      await openSettings(page, m.settings.deletion.title);
      await page.getByRole("button", { name: m.settings.deletion.begin }).click();
      await page.getByText(m.settings.deletion.warning).waitFor();
    },
  },
];
