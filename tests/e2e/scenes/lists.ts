import { m } from "@pakaura/frontend/messages/all-messages";
import { openList, type Scene } from "./scene.ts";

/** The lists of somebody with `sampleTasks`, and what opens over them. */
export const listScenes: readonly Scene[] = [
  { name: "all", open: (page) => openList(page, "/") },
  { name: "today", open: (page) => openList(page, "/today") },
  { name: "upcoming", open: (page) => openList(page, "/upcoming") },
  { name: "tag", open: (page) => openList(page, "/tags/home") },
  { name: "search", open: (page) => openList(page, "/?q=home&priority=low") },
  { name: "no-result", open: (page) => openList(page, "/?q=zzz") },
  {
    name: "filter",
    open: async (page) => {
      await openList(page, "/?sort=priority");
      await page.getByRole("button", { name: m.filters.filter, exact: true }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "sort",
    open: async (page) => {
      await openList(page, "/");
      await page.getByRole("button", { name: m.filters.sortedBy("") }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "keys",
    only: "wide",
    open: async (page) => {
      await openList(page, "/");
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "menu",
    only: "phone",
    open: async (page) => {
      await openList(page, "/");
      await page.getByRole("button", { name: m.navigation.menu }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
];
