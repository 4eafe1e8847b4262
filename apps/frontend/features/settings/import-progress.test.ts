import type { ImportResult } from "@pakaura/contract/transfer";
import { expect, test } from "vitest";
import { loadAllMessages, loadMessages } from "../../messages/messages.ts";
import { progressOf } from "./import-progress.tsx";

await loadMessages("en");
await loadAllMessages();

const result: ImportResult = {
  dry_run: true,
  format: "lines",
  total: 400,
  created: 400,
  skipped: 0,
  failed: 0,
  errors: [],
  warnings: [],
  warning_count: 0,
  examples: [],
};

test("an import tells how much of the file was sent, then how many of its tasks have come in", () => {
  expect(progressOf({ step: "reading", part: 0.25 })).toEqual({ words: "Sending…", part: 0.25 });
  expect(progressOf({ step: "reading", part: 1 })).toEqual({ words: "Reading…", part: null });
  expect(progressOf({ step: "bringing", result, part: 0.5, arrived: 0 }).part).toBe(0.5);
  expect(progressOf({ step: "bringing", result, part: 1, arrived: 100 })).toEqual({
    words: "100 of 400 tasks brought in",
    part: 0.25,
  });
});
