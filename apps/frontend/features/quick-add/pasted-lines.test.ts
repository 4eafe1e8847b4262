import { expect, it } from "vitest";
import { pastedLines } from "./pasted-lines.ts";

it("takes the lines of a list without their bullets", () => {
  const text = "- Milk\r\n* [ ] Bread !high\n\n  1. Pay rent every 1st\n2) Call Ann\n[x] Done\n";
  expect(pastedLines(text)).toEqual([
    "Milk",
    "Bread !high",
    "Pay rent every 1st",
    "Call Ann",
    "Done",
  ]);
});

it("leaves a line that begins with a number or a dash of its own", () => {
  expect(pastedLines("2026 plans\n-5 degrees\n3 apples")).toEqual([
    "2026 plans",
    "-5 degrees",
    "3 apples",
  ]);
});
