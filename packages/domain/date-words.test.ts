import { expect, test } from "vitest";
import { dateWords, sayInstants } from "./date-words.ts";

test("what was written of an instant is said by another clock, all else stays", () => {
  const due = "2026-11-05T07:30:00.000Z";
  const text = `Due date changed from ${dateWords("2026-11-25")} to ${dateWords(due)}`;
  expect(sayInstants(text, (instant) => `<${instant}>`)).toBe(
    `Due date changed from 25 Nov 2026 to <${due}>`,
  );
});

test("what only looks like an instant stays", () => {
  const text = "Task created: 99 Nov 2026, 07:30 UTC";
  expect(sayInstants(text, () => "never")).toBe(text);
});
