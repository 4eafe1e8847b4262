import { m } from "@pakaura/frontend/messages/all-messages";
import type { Page } from "@playwright/test";
import { openList, send, type Scene } from "./scene.ts";

/** Opens the assistant with a new conversation, in which some things are said. */
async function openAssistant(page: Page, ...said: string[]): Promise<void> {
  await openList(page, "/");
  await page.keyboard.press("a");
  const field = page.getByRole("textbox", { name: m.assistant.field });
  await field.waitFor();
  const startAgain = page.getByRole("button", { name: m.assistant.startAgain });
  if (await startAgain.isVisible()) await startAgain.click();
  const turns = page.getByRole("list", { name: m.assistant.conversation }).locator("> li");
  for (const [index, words] of said.entries()) {
    await field.fill(words);
    await page.keyboard.press("Enter");
    await turns.nth(index).waitFor();
    await page.getByRole("status", { name: m.assistant.thinking }).waitFor({ state: "detached" });
  }
}

/** It is said in the language that is loaded, of which the texts have no example that asks. */
function completeWork(): string {
  const isGerman = m.assistant.suggest.help === "Was kannst du?";
  return isGerman ? "Erledige alle Aufgaben mit #work" : "complete all #work tasks";
}

/** The assistant beside the lists of somebody with `sampleTasks`. */
export const assistantScenes: readonly Scene[] = [
  { name: "assistant", open: (page) => openAssistant(page) },
  {
    name: "assistant-answers",
    open: (page) =>
      openAssistant(page, m.assistant.suggest.overdue, m.assistant.suggest.tag("work")),
  },
  {
    name: "assistant-choice",
    open: async (page) => {
      await openList(page, "/");
      await send(page, "POST", "/api/v1/tasks", { title: "Buy milk powder", priority: "low" });
      await openAssistant(page, "delete milk");
      await page.getByRole("group", { name: m.assistant.choose }).waitFor();
    },
  },
  {
    name: "assistant-question",
    open: async (page) => {
      await openAssistant(page, m.assistant.suggest.move, completeWork());
      await page.getByRole("group", { name: m.assistant.confirm }).waitFor();
    },
  },
  {
    name: "assistant-failed",
    open: async (page) => {
      await page.route("**/api/v1/assistant", (route) => route.abort());
      await openAssistant(page, m.assistant.suggest.plan);
      await page.unroute("**/api/v1/assistant");
    },
  },
];
