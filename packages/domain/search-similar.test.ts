import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchText } from "./search.ts";
import { similarTest, similarWords } from "./search-similar.ts";
import { searchCases } from "./search.case.ts";

function finds(query: string, title: string): boolean | null {
  const words = similarWords(query);
  return words && similarTest(words)(searchText({ title, notes: "", tags: [] }));
}

describe("with one typing error in a word", () => {
  test.each(searchCases.similar)("%j finds %j", (query, title) =>
    expect(finds(query, title)).toBe(true),
  );
  test.each(searchCases.different)("%j does not find %j", (query, title) =>
    expect(finds(query, title) ?? false).toBe(false),
  );
});

test("short words, long words and too many words are looked for as they are", () => {
  expect(similarWords("tea 12345 e-mail a1b2c3")).toBe(null);
  expect(similarWords("x".repeat(31))).toBe(null);
  expect(similarWords("apple ".repeat(9))).toBe(null);
  expect(similarWords("明日の会議です")).toBe(null);
});

test("any one error in any word is forgiven, and what is forgiven is in its parts", () => {
  const letter = fc.constantFrom(...Array.from("abcdeéжשñ"));
  const word = fc.array(letter, { minLength: 5, maxLength: 12 });
  fc.assert(
    fc.property(
      word,
      fc.nat(11),
      fc.constantFrom("insert", "delete", "replace", "swap"),
      letter,
      (right, at, error, other) => {
        const index = at % (right.length - 1);
        const wrong = [...right];
        if (error === "insert") wrong.splice(index, 0, other);
        if (error === "delete") wrong.splice(index, 1);
        if (error === "replace") wrong.splice(index, 1, other);
        if (error === "swap") wrong.splice(index, 2, right[index + 1] ?? "", right[index] ?? "");
        expect(finds(wrong.join(""), `Buy ${right.join("")} now`)).toBe(true);
      },
    ),
    { seed: 20_261_129, numRuns: 1_000 },
  );
});
