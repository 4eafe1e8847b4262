import { expect, test } from "vitest";
import { fitTexts } from "./fit-texts.ts";

test("a title that is too long goes on in the notes", () => {
  const words = "word ".repeat(200).trim();
  const { title, notes, warnings } = fitTexts(words, "Also");
  expect(title.length).toBeLessThanOrEqual(500);
  expect(`${title} ${notes}`).toBe(`${words}\n\nAlso`);
  expect(warnings).toMatchObject([{ code: "title_cut", message: expect.stringContaining("500") }]);
});

test("a title is one line, and half a character is none", () => {
  expect(fitTexts(" a\r\n b\u0007c\ud800 ", "x\0y").title).toBe("a b c\ufffd");
  expect(fitTexts("a", "x\0y").notes).toBe("xy");
});

test("no character is cut in half", () => {
  const { title, notes } = fitTexts("x".repeat(499) + "\u{1f600}");
  expect([title, notes]).toEqual(["x".repeat(499), "\u{1f600}"]);
});

test("notes that are too long are cut, and it is said how much is left out", () => {
  const { notes, warnings } = fitTexts("a", "n".repeat(25_000));
  expect(notes).toHaveLength(20_000);
  expect(warnings).toMatchObject([{ code: "notes_cut", value: "5000" }]);
});
