import { m } from "@pakaura/frontend/messages/all-messages";
import { openList, type Scene } from "./scene.ts";

/** Many tasks selected at once. */
export const manyScenes: readonly Scene[] = [
  {
    name: "selected",
    open: async (page) => {
      await openList(page, "/today");
      await page.getByText("Water the plants").waitFor();
      await page.keyboard.press("Control+a");
      await page.getByRole("toolbar").waitFor();
    },
  },
  {
    name: "selected-date",
    open: async (page) => {
      await page
        .getByRole("toolbar")
        .getByRole("button", { name: m.bulk.date, exact: true })
        .click();
      await page.getByRole("grid", { name: m.dates.days }).waitFor();
    },
  },
  {
    name: "selected-priority",
    open: async (page) => {
      await page.keyboard.press("Escape");
      const bar = page.getByRole("toolbar");
      await bar.getByRole("button", { name: m.tasks.priority, exact: true }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "selected-tag",
    open: async (page) => {
      await page.keyboard.press("Escape");
      const bar = page.getByRole("toolbar");
      await bar.getByRole("button", { name: m.bulk.tag, exact: true }).click();
      await page.getByRole("combobox", { name: m.tags.addOne }).waitFor();
    },
  },
];
