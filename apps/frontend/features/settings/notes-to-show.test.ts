import type { ImportNote, ImportResult } from "@pakaura/contract/transfer";
import { expect, test } from "vitest";
import { m } from "../../messages/all-messages.ts";
import { loadAllMessages, loadMessages } from "../../messages/messages.ts";
import { notesToShow } from "./notes-to-show.ts";

const note = (fields: Partial<ImportNote> = {}): ImportNote => ({
  line: 2,
  title: null,
  message: "Said by the server.",
  code: "untitled",
  ...fields,
});
const result = (fields: Partial<ImportResult>): ImportResult => ({
  dry_run: true,
  format: "todoist",
  total: 5_000,
  created: 5_000,
  skipped: 0,
  failed: 0,
  errors: [],
  warnings: [],
  warning_count: 0,
  examples: [],
  ...fields,
});

test("what is said of all of a file stands apart from what is said of lines", () => {
  const warnings = [
    note({ code: "lost_comments", value: "3" }),
    note({ code: "encoding" }),
    note(),
  ];
  const shown = notesToShow(result({ warnings, warning_count: 3 }));
  expect(shown).toMatchObject({ ofFile: warnings.slice(0, 2), ofLines: [note()], moreOfLines: 0 });
});

test("a hundred notes are shown of thousands, and how many more there are", () => {
  const many = Array.from({ length: 1_000 }, () => note());
  const shown = notesToShow(
    result({ errors: many, failed: 1_200, warnings: many, warning_count: 4_000 }),
  );
  expect(shown.leftOut).toHaveLength(100);
  expect(shown.ofLines).toHaveLength(100);
  expect(shown).toMatchObject({ moreLeftOut: 1_100, moreOfLines: 3_900 });
});

test("notes are told in the language of the app, and what is new there as the server told it", async () => {
  await loadMessages("en");
  await loadAllMessages();
  expect(m.settings.data.note(note({ code: "left_out" }))).toBe("Said by the server.");
  await loadMessages("de");
  const told = (fields: Partial<ImportNote>) => m.settings.data.note(note(fields));
  expect(told({ code: "not_understood", field: "DATE", value: "bald" })).toBe(
    "DATE: „bald“ wurde nicht verstanden und steht in den Notizen.",
  );
  expect(told({ code: "lost_hierarchy", value: "3" })).toMatch(/^Unteraufgaben.*: 3\.$/);
  expect(told({ code: "notes_cut", value: "3" })).toContain("3 Zeichen");
  expect(told({ code: "title_cut" })).toContain("Titel");
  const newer = Object.assign(note(), { code: "new_code" });
  expect(m.settings.data.note(newer)).toBe("Said by the server.");
  await loadMessages("en");
});
