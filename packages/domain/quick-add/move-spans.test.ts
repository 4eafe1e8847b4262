import { expect, it } from "vitest";
import { moveSpans } from "./move-spans.ts";

const friday = [{ start: 5, end: 11 }];

it.each([
  ["call friday", "call friday now", [{ start: 5, end: 11 }]],
  ["call friday", "please call friday", [{ start: 12, end: 18 }]],
  ["call friday", "call fri", [{ start: 5, end: 8 }]],
  ["call friday", "call fridays", [{ start: 5, end: 11 }]],
  ["call friday now", "call now", []],
  ["call friday", "", []],
  ["call friday", "call friday", [{ start: 5, end: 11 }]],
])("follows its word from %j to %j", (before, after, spans) => {
  expect(moveSpans(friday, before, after)).toEqual(spans);
});
