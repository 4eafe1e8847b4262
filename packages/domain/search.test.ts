import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchCases } from "./search.case.ts";
import { foldText, searchPatterns, searchText } from "./search.ts";

/** LIKE as PostgreSQL reads it, for `%` and escapes; the patterns hold no other wildcard. */
function like(text: string, pattern: string): boolean {
  const source = pattern.replace(/\\(.)|%|[\s\S]/gu, (match, escaped: string | undefined) =>
    match === "%" ? "[\\s\\S]*" : (escaped ?? match).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"),
  );
  return new RegExp(`^${source}$`, "u").test(text);
}

function finds(
  query: string,
  title: string,
  rest: { notes?: string; tags?: string[] } = {},
): boolean {
  const text = searchText({ title, notes: rest.notes ?? "", tags: rest.tags ?? [] });
  return searchPatterns(query).every((pattern) => like(text, pattern));
}

test("case, accents and letters that only look special are folded", () => {
  expect(foldText("Crème BRÛLÉE Straße Łódź Ærø œuvre ﬁx İstanbul ΟΔΟΣ")).toBe(
    "creme brulee strasse lodz aero oeuvre fix istanbul οδοσ",
  );
});

describe("a search", () => {
  test.each([
    ["plant", "Water the plants"],
    ["LANT", "Water the plants"],
    ["pl", "Water the plants"],
    ["the wat", "Water the plants"],
    ["e-mail", "Answer E-Mail"],
    ["mail", "Answer e-mail"],
    ["50%", "Sale: 50% off"],
    ["a_b", "file a_b.txt"],
    ["c:\\temp", "clean C:\\Temp"],
    ["creme", "Crème brûlée"],
    ["会議", "明日の会議"],
    ["4", "Room 4"],
    ["(draft)", "Plan (draft)"],
    ...searchCases.alike,
  ])("%j finds %j", (query, title) => expect(finds(query, title)).toBe(true));

  test.each([
    ["la", "Water the plants"],
    ["water roses", "Water the plants"],
    ["50%", "Sale: 500 off"],
    ["a_b", "file acb.txt"],
    ["%", "nothing special"],
    ["\u0000x", "nothing"],
    ...searchCases.unlike,
  ])("%j does not find %j", (query, title) => expect(finds(query, title)).toBe(false));

  test("looks in notes and tags as well, each word where it likes", () => {
    expect(
      finds("milk home fern", "Buy milk", { notes: "and the fern", tags: ["home-office"] }),
    ).toBe(true);
    expect(finds("of", "Buy milk", { tags: ["home-office"] })).toBe(true);
  });

  test("without words asks for nothing", () => expect(searchPatterns(" \n ")).toEqual([]));

  test("finds every text by any of its own words", () => {
    const word = fc.string({ unit: "binary", minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(3), (words, place) => {
        expect(finds(words[place % words.length] ?? "", words.join(" "))).toBe(true);
      }),
      { seed: 20_261_123, numRuns: 500 },
    );
  });
});
