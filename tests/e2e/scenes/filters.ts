import { m } from "@pakaura/frontend/messages/all-messages";
import { openList, send, type Scene } from "./scene.ts";

/** Saved filters and their language, and priorities. */
export const filterScenes: readonly Scene[] = [
  {
    name: "filter-suggestions",
    open: async (page) => {
      await page.goto("/filter");
      await page.getByRole("combobox", { name: m.filters.query }).fill("#home & ");
      await page.getByRole("listbox").waitFor();
    },
  },
  {
    name: "filter-mistake",
    open: async (page) => {
      await page.goto(`/filter?filter=${encodeURIComponent("#home & prioity:high")}`);
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "filter-list",
    open: (page) => openList(page, `/filter?filter=${encodeURIComponent("#home | today")}`),
  },
  {
    name: "filter-saved",
    open: async (page) => {
      await openList(page, "/");
      const { id } = await send(page, "POST", "/api/v1/filters", {
        name: `At home ${crypto.randomUUID().slice(0, 4)}`,
        query: "#home & !done",
      });
      await openList(page, `/filters/${id}`);
      await page.getByRole("button", { name: m.filters.more }).waitFor();
    },
  },
  {
    name: "filter-menu",
    open: async (page) => {
      await page.getByRole("button", { name: m.filters.more }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "filter-rename",
    open: async (page) => {
      await page.getByRole("menuitem", { name: m.filters.rename }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "filter-new",
    open: async (page) => {
      await page.goto("/filter");
      await page.getByText(m.filters.lead).waitFor();
    },
  },
  { name: "priority", open: (page) => openList(page, "/priorities/high") },
];
