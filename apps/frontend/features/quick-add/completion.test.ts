import { expect, it } from "vitest";
import { completeWord, openWord } from "./completion.ts";

it.each([
  ["Pay rent #ho", 12, { sign: "#", prefix: "ho", start: 9, end: 12 }],
  ["Pay #ho rent", 7, { sign: "#", prefix: "ho", start: 4, end: 7 }],
  ["!", 1, { sign: "!", prefix: "", start: 0, end: 1 }],
  ["Wow!", 4, null],
  ["C#", 2, null],
  ["#home now", 9, null],
])("in %j at %i the open word is %j", (text, cursor, word) => {
  expect(openWord(text, cursor)).toEqual(word);
});

it("completes a word in the middle and stands behind it", () => {
  const word = openWord("Pay #ho rent", 7);
  expect(word && completeWord("Pay #ho rent", word, "home")).toEqual({
    text: "Pay #home rent",
    cursor: 10,
  });
});
