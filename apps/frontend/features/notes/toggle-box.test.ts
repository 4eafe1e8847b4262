import { expect, it } from "vitest";
import { toggleBox } from "./toggle-box.ts";

const list = [
  "- [ ] Milk",
  "  1. [x] Oats",
  "```",
  "- [ ] code",
  "```",
  "> * [ ] Quoted",
  "[ ] no",
];

it.each([
  [0, 0, "- [x] Milk"],
  [1, 1, "  1. [ ] Oats"],
  [2, 5, "> * [x] Quoted"],
])("ticks box %i", (index, line, text) => {
  const expected = list.with(line, text);
  expect(toggleBox(list.join("\n"), index)).toBe(expected.join("\n"));
});

it("leaves a text with fewer boxes as it is", () => {
  expect(toggleBox("- [ ] one", 1)).toBe("- [ ] one");
});
