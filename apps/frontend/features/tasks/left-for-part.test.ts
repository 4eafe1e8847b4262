import { expect, test } from "vitest";
import { parseLeftForPart } from "./left-for-part.ts";

const key = { kind: "key", isText: true, key: "f", code: "KeyF", shiftKey: false, altKey: false };
const paste = { kind: "paste", text: "friday" };
const left = { taskId: "a", part: "due", presses: [key, paste] };

test("what a page left is read as it was written", () => {
  expect(parseLeftForPart(JSON.stringify(left))).toEqual(left);
  expect(parseLeftForPart(JSON.stringify({ ...left, presses: [] }))).toEqual({
    ...left,
    presses: [],
  });
});

test.each([
  ["nothing", null],
  ["a text", "due"],
  ["a list", [left]],
  ["no task", { ...left, taskId: undefined }],
  ["a part that there is none of", { ...left, part: "colour" }],
  ["a part by a name that every object has", { ...left, part: "toString" }],
  ["no list of presses", { ...left, presses: key }],
  ["a press that is none", { ...left, presses: [key, null] }],
  ["a press of another kind", { ...left, presses: [{ ...key, kind: "click" }] }],
  ["a key without its character", { ...left, presses: [{ ...key, key: 7 }] }],
  ["a key without its code", { ...left, presses: [{ ...key, code: undefined }] }],
  ["a key that may write or not", { ...left, presses: [{ ...key, isText: "yes" }] }],
  ["a paste without a text", { ...left, presses: [{ kind: "paste" }] }],
])("%s is dropped", (_what, stored) => {
  expect(parseLeftForPart(JSON.stringify(stored))).toBeNull();
});

test.each(["", "{", "friday"])("what is no JSON is dropped: %j", (text) => {
  expect(parseLeftForPart(text)).toBeNull();
});
