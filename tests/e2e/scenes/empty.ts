import { m } from "@pakaura/frontend/messages/all-messages";
import { openList, type Scene } from "./scene.ts";

/** What is there before the first task. */
export const emptyScenes: readonly Scene[] = [
  {
    name: "empty-all",
    open: async (page) => {
      await openList(page, "/");
      await page.getByRole("button", { name: m.firstRun.examples }).waitFor();
    },
  },
  { name: "empty-today", open: (page) => openList(page, "/today") },
  { name: "empty-upcoming", open: (page) => openList(page, "/upcoming") },
  { name: "empty-completed", open: (page) => openList(page, "/completed") },
  { name: "empty-trash", open: (page) => openList(page, "/trash") },
  { name: "empty-activity", open: (page) => openList(page, "/activity") },
  {
    name: "examples",
    open: async (page) => {
      await openList(page, "/");
      await page.getByRole("button", { name: m.firstRun.examples }).click();
      await page.locator("[data-task]").first().waitFor();
    },
  },
  {
    name: "not-found",
    open: async (page) => {
      await page.goto("/nowhere");
      await page.getByText(m.notFound.title).waitFor();
    },
  },
];
