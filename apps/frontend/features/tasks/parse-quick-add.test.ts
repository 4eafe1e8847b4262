import { expect, it } from "vitest";
import { parseQuickAdd } from "./parse-quick-add.ts";

it("takes tags and a priority out of the title", () => {
  expect(parseQuickAdd("Pay rent !high #Home #2026-plans")).toEqual({
    title: "Pay rent",
    tags: ["home", "2026-plans"],
    priority: "high",
  });
});

it.each([
  "Buy milk!",
  "Meet at flat #4",
  "C# course",
  "Ask: what is a #?",
  "Say !important things",
  "50 % of “this” — and émile’s 日本語 🎉",
])("leaves %s as it is", (title) => {
  expect(parseQuickAdd(title)).toEqual({ title, tags: [], priority: null });
});
