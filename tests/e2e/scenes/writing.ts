import { m } from "@pakaura/frontend/messages/all-messages";
import type { Page } from "@playwright/test";
import { openList, type Scene } from "./scene.ts";

async function openQuickAdd(page: Page, text: string): Promise<void> {
  await openList(page, "/");
  await page.getByRole("button", { name: m.tasks.add }).first().click();
  await page.getByRole("textbox", { name: m.quickAdd.newTitle }).fill(text);
}

async function openPalette(page: Page, words: string): Promise<void> {
  await openList(page, "/");
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByRole("combobox", { name: m.palette.title });
  await field.fill(words);
}

/** The quick add and the palette. */
export const writingScenes: readonly Scene[] = [
  { name: "quick-add", open: (page) => openQuickAdd(page, "") },
  {
    name: "quick-add-lights",
    open: (page) => openQuickAdd(page, "Pay the rent every 1st at 9am !high #home 1h before "),
  },
  {
    name: "quick-add-completion",
    open: async (page) => {
      await openQuickAdd(page, "Book a table for Saturday #");
      await page.getByRole("listbox").waitFor();
    },
  },
  {
    name: "quick-add-mistake",
    open: async (page) => {
      await openQuickAdd(page, "tomorrow");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "quick-add-lines",
    open: async (page) => {
      await openQuickAdd(page, "");
      const field = page.getByRole("textbox", { name: m.quickAdd.newTitle });
      await field.evaluate((node) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "Milk\nBread tomorrow\nCall the bank !high\nEggs");
        node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      });
      await page.getByRole("button", { name: m.quickAdd.asMany(4) }).waitFor();
    },
  },
  {
    name: "palette",
    open: async (page) => {
      await openPalette(page, "");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "palette-search",
    open: async (page) => {
      await openPalette(page, "the");
      await page.getByRole("option", { name: "Pay the rent" }).waitFor();
    },
  },
  {
    name: "palette-nothing",
    open: async (page) => {
      await openPalette(page, "zzzz");
      await page.getByText(m.palette.nothing).first().waitFor();
    },
  },
];
