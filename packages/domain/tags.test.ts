import { limits } from "@pakaura/contract/task";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseTag, normaliseTags, tagLimits } from "./tags.ts";

test("the limits are those of the contract", () => {
  expect(tagLimits).toEqual({ tagsPerTask: limits.tagsPerTask, tagLength: limits.tagLength });
});

describe("one tag", () => {
  test.each([
    ["Home", "home"],
    [" e-mail ", "e-mail"],
    ["ÜBUNG", "übung"],
    ["U\u0308bung", "übung"],
    ["日本", "日本"],
    ["हिन्दी", "हिन्दी"],
    ["2026", "2026"],
    ["x".repeat(30), "x".repeat(30)],
  ])("%j is kept as %j", (text, tag) => expect(normaliseTag(text)).toBe(tag));

  test.each(["", " ", "two words", "a_b", "#home", "a.b", "🏠", "x".repeat(31), "a\u0000"])(
    "%j is refused",
    (text) => expect(normaliseTag(text)).toBeNull(),
  );

  test("a normalised tag stays as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (text) => {
        const tag = normaliseTag(text);
        if (tag !== null) expect(normaliseTag(tag)).toBe(tag);
      }),
      { seed: 1 },
    );
  });
});

describe("the tags of a task", () => {
  test("are sorted by code point, each once", () => {
    expect(normaliseTags(["b", "A", "a", "é", "𝒳", "ﬀ"])).toEqual({
      tags: ["a", "b", "é", "ﬀ", "𝒳"],
    });
  });

  test("are ten at most, repeats not counted", () => {
    const ten = Array.from({ length: 10 }, (_, index) => `t${index}`);
    expect(normaliseTags([...ten, "T0"])).toEqual({ tags: ten });
    expect(normaliseTags([...ten, "more"])).toEqual({
      errors: [{ index: 10, message: "a task has at most 10 tags" }],
    });
  });

  test("each wrong one is named with its place", () => {
    expect(normaliseTags(["ok", "not ok", " "])).toEqual({
      errors: [
        { index: 1, message: "a tag has only letters, digits and hyphens" },
        { index: 2, message: "a tag must not be empty" },
      ],
    });
  });
});
