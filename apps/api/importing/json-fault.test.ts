import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFault } from "./json-fault.ts";

test.each<[text: string, at: number | null]>([
  ['{"a": [1, -2.5e3, "\\u00e4\\n", {}, []], "b": null}', null],
  [" true ", null],
  ['{"a": [1,2,\n 3,, 4]}', 15],
  ['["a","b",]', 9],
  ['{"a": 1,}', 8],
  ['{"a" 1}', 5],
  ["{a: 1}", 1],
  ['{"a": 1}\n{"b": 2}', 9],
  ['{"a": [1', 8],
  ['["a', 1],
  ["[01]", 2],
  ["[1}", 2],
  ["", 0],
  ['["\u007f\u0085\\u00eF"]', null],
  ['["\u001f"]', 1],
  ['["\\N"]', 1],
  ['["\\u00e"]', 1],
  ["[True]", 1],
  ["[1E3]", null],
  ["[1.]", 2],
])("%j is wrong at %s", (text, at) => {
  expect(jsonFault(text)).toBe(at);
});

test("what the engine reads is JSON, and what it does not is none", () => {
  fc.assert(
    fc.property(
      fc.json({ stringUnit: "binary" }),
      fc.nat(),
      fc.constantFrom("", ",", "]", '"', "1", "x"),
      (json, at, odd) => {
        const place = at % (json.length + 1);
        const text = json.slice(0, place) + odd + json.slice(place + 1);
        for (const one of [json, text]) expect(jsonFault(one) === null).toBe(isJson(one));
      },
    ),
  );
});

test("a string of any length is read", () => {
  const long = JSON.stringify("a\n".repeat(5_000_000));
  expect(jsonFault(long)).toBeNull();
  expect(jsonFault(`[${long}`)).toBe(long.length + 1);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
