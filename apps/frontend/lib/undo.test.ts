import { beforeEach, expect, test } from "vitest";
import { forgetSteps, rememberStep, undoLast } from "./undo.ts";

let undone: string[];
beforeEach(() => {
  forgetSteps();
  undone = [];
});

const remember = (words: string) => rememberStep({ words, undo: () => undone.push(words) });

test("steps are taken back from the last to the first", () => {
  remember("first");
  remember("second");
  expect([undoLast(), undoLast(), undoLast()]).toEqual(["second", "first", null]);
  expect(undone).toEqual(["second", "first"]);
});

test("a step that was taken back by its own button is not taken back again", () => {
  remember("first");
  const takeBack = remember("second");
  takeBack();
  takeBack();
  expect(undoLast()).toBe("first");
  expect(undone).toEqual(["second", "first"]);
});

test("a step that is taken back once it is old is left alone", () => {
  const takeBack = remember("first");
  for (let step = 0; step < 50; step += 1) remember("another");
  takeBack();
  while (undoLast() !== null);
  expect(undone).toHaveLength(50);
  expect(undone).not.toContain("first");
});
