import fc from "fast-check";
import { expect, test } from "vitest";
import { filterLimits } from "./filter.ts";
import { filterProblemWords } from "./filter-problem-words.ts";
import { parseFilter } from "./parse-filter.ts";
import { printFilter } from "./print-filter.ts";
import { randomFilter } from "./random-filter.case.ts";

test("what is printed is read as the same filter", () => {
  fc.assert(
    fc.property(randomFilter(), (filter) => {
      const text = printFilter(filter);
      fc.pre(text.length <= filterLimits.length);
      expect(parseFilter(text)).toEqual({ filter });
    }),
    { numRuns: 500 },
  );
});

const pieces = [
  ...'()&|!-+,:<>=#"\\. '.split(""),
  "..",
  "today",
  "due",
  "completed",
  "next",
  "3",
  "days",
  "dec",
  "in",
  "no",
  "tag",
  "p",
  "high",
  "not",
  "and",
  "or",
  "2026-12-24",
  "#home",
  "“",
  "\n",
  "constructor",
  "__proto__",
];

test("any text is read without throwing; its printed form is its own, and a problem has its place", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 600 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => words.join("")),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(text, (query) => {
      const result = parseFilter(query);
      if ("problem" in result) {
        const { start, end } = result.problem;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(query.length);
        expect(filterProblemWords(result.problem)).not.toBe("");
        return;
      }
      const canonical = printFilter(result.filter);
      expect(parseFilter(canonical)).toEqual(result);
    }),
    { numRuns: 1_000 },
  );
});
