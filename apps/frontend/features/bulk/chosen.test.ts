import { expect, test } from "vitest";
import { chooseAll, extendTo, keepShown, noneChosen, toggle, type Chosen } from "./chosen.ts";

const order = ["a", "b", "c", "d", "e"];
const text = ({ ids }: Chosen) => order.filter((id) => ids.has(id)).join("");

test("a row is selected and taken out again", () => {
  const one = toggle(noneChosen, "b");
  expect(text(one)).toBe("b");
  expect(text(toggle(one, "b"))).toBe("");
  expect(text(noneChosen)).toBe("");
});

test("a range goes from the last row that was selected, in either direction", () => {
  const start = toggle(noneChosen, "c");
  expect(text(extendTo(start, "e", order))).toBe("cde");
  expect(text(extendTo(start, "a", order))).toBe("abc");
});

test("a range that shrinks lets rows go, and leaves alone what was selected before", () => {
  const start = toggle(toggle(noneChosen, "a"), "c");
  const long = extendTo(start, "e", order);
  expect(text(long)).toBe("acde");
  expect(text(extendTo(long, "d", order, "e"))).toBe("acd");
  expect(text(extendTo(long, "b", order, "e"))).toBe("abc");
});

test("without an anchor in the list a range is the row alone", () => {
  expect(text(extendTo(noneChosen, "d", order))).toBe("d");
  expect(text(extendTo({ ids: new Set(), anchor: "gone" }, "d", order))).toBe("d");
});

test("all is the list, and what leaves the list is no longer selected", () => {
  const all = chooseAll(noneChosen, order);
  expect(text(all)).toBe("abcde");
  const fewer = keepShown(all, (id) => id !== "a");
  expect(text(fewer)).toBe("bcde");
  expect(fewer.anchor).toBeNull();
  expect(keepShown(fewer, () => true)).toBe(fewer);
});
