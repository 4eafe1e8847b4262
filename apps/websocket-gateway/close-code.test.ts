import { expect, test } from "vitest";
import { closeCodeLabel } from "./close-code.ts";

test("codes of ours and of browsers are told apart, and those that clients make up are one", () => {
  expect([1000, 1006, 4401, 4408].map(closeCodeLabel)).toEqual(["1000", "1006", "4401", "4408"]);
  const made = Array.from({ length: 2_000 }, (_, index) => closeCodeLabel(3_000 + index));
  expect(new Set(made)).toEqual(new Set(["other", "4400", "4401", "4403", "4408"]));
});
