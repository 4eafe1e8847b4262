import { expect, it } from "vitest";
import { rank } from "./rank.ts";

const items = [
  { id: "today", words: "Go to Today" },
  { id: "dark", words: "Dark theme", keywords: "appearance night" },
  { id: "add", words: "Add a task" },
  { id: "cafe", words: "Meet at the Café" },
];
const ids = (query: string, recent: string[] = []) =>
  rank(items, query, recent).map(({ id }) => id);

it("puts what begins with the query before what has it inside", () => {
  expect(ids("da")).toEqual(["dark", "today"]);
  expect(ids("t")).toEqual(["today", "dark", "add", "cafe"]);
  expect(ids("cafe")).toEqual(["cafe"]);
  expect(ids("task add")).toEqual(["add"]);
  expect(ids("appear")).toEqual(["dark"]);
  expect(ids("zzz")).toEqual([]);
});

it("shows everything without a query, what was used last first", () => {
  expect(ids("", ["add", "gone", "dark"])).toEqual(["add", "dark", "today", "cafe"]);
});
