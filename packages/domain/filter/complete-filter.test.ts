import fc from "fast-check";
import { expect, test } from "vitest";
import { completeFilter } from "./complete-filter.ts";
import { parseFilter } from "./parse-filter.ts";

const tags = ["home", "work", "high-tea"];

/** `|` is the cursor. */
function complete(marked: string) {
  const cursor = marked.indexOf("^");
  const query = marked.replace("^", "");
  const { start, end, candidates } = completeFilter(query, cursor, tags);
  return {
    texts: candidates.map(({ text }) => text),
    /** The query with the first candidate in place. */
    first: query.slice(0, start) + (candidates[0]?.text ?? "") + query.slice(end),
  };
}

test.each([
  ["tod^", "today"],
  ["today & ove^", "today & overdue"],
  ["today & ove^ | #home", "today & overdue | #home"],
  ["today & o^ver | #home", "today & overdue | #home"],
  ["#ho^", "#home"],
  ["#^", "#home"],
  ["wor^", "#work"],
  ["!hi^", "!high"],
  ["!^", "!urgent"],
  ["urg^", "!urgent"],
  ["p:hi^", "p:high"],
  ["p:high,l^", "p:high,low"],
  ["tag:ho^", "tag:home"],
  ["due: nex^", "due: next week"],
  ["due: next w^", "due: next week"],
  ["due: 3 ^", "due: 3 days"],
  ["due < ^", "due < today"],
  ["no ^", "no date"],
  ["no p^", "no priority"],
  ["(today | ov^", "(today | overdue"],
  ["(today ^", "(today )"],
  ["today a^", "today and"],
])("%s is completed to %s", (marked, expected) => {
  expect(complete(marked).first).toBe(expected);
});

test("an empty query offers what most people ask for first, and every tag by its sign", () => {
  expect(complete("^").texts.slice(0, 2)).toEqual(["today", "overdue"]);
  expect(complete("#^").texts).toEqual(["#home", "#work", "#high-tea"]);
});

test.each(['"mil^', "due: fortnight ^", "today @ ^"])("nothing is guessed in %s", (marked) => {
  expect(complete(marked).texts).toEqual([]);
});

test("every whole condition that is offered is one", () => {
  for (const text of complete("^").texts) {
    if (/[:<>(-]$/.test(text)) continue;
    expect(parseFilter(text)).toHaveProperty("filter");
  }
});

test("any text and cursor are taken, and what is replaced holds the cursor", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.nat(60), (query, place) => {
      const cursor = Math.min(place, query.length);
      const { start, end } = completeFilter(query, cursor, tags);
      expect(start).toBeLessThanOrEqual(cursor);
      expect(end).toBeGreaterThanOrEqual(cursor);
      expect(end).toBeLessThanOrEqual(query.length);
    }),
  );
});
