import { expect, type Page } from "@playwright/test";
import { m } from "@pakaura/frontend/messages/all-messages";
import { z } from "zod";

export type Size = "wide" | "phone";
/** A page in one of its states, and how to get there; the words are those of the language that is loaded. */
export type Scene = {
  name: string;
  only?: Size;
  open: (page: Page) => Promise<void>;
};

export async function openList(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("status", { name: m.common.loading }).waitFor({ state: "detached" });
}

/** Opens the task of this title from a list. */
export async function openTask(page: Page, path: string, title: string): Promise<void> {
  await openList(page, path);
  await page.getByText(title, { exact: true }).first().click();
  await page.getByRole("textbox", { name: m.tasks.title }).waitFor();
}

const madeSchema = z.object({ id: z.string() });

/** Sends a change as another program would. */
export async function send(
  page: Page,
  method: "POST" | "PATCH",
  path: string,
  data: object,
): Promise<{ id: string }> {
  const { origin } = new URL(page.url());
  const answer = await page.request.fetch(path, { method, data, headers: { origin } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return madeSchema.parse(await answer.json());
}
