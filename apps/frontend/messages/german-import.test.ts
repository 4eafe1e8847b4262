import { importNoteCodes, importRefusals } from "@pakaura/contract/transfer";
import { beforeAll, describe, expect, it } from "vitest";
import { de } from "./de.ts";
import { germanImportNotes, germanImportRefusal } from "./german-import.ts";
import { loadMessages } from "./messages.ts";

const message = "In the words of the server.";
const germanImportNote = germanImportNotes(de.errors.field);
beforeAll(() => loadMessages("de"));

describe("what is said of a file in German", () => {
  it.each(importNoteCodes)("has words for %s", (code) => {
    const note = { line: 3, title: null, message, code, field: "DUE", value: "7" };
    const told = germanImportNote(note);
    expect(told).not.toContain(message);
    expect(told).not.toMatch(/undefined|NaN/);
    expect(germanImportNote({ ...note, file: "Home.csv" })).toBe(`Home.csv: ${told}`);
  });

  it.each(importRefusals)("has words for a file that is refused as %s", (reason) => {
    const told = germanImportRefusal({
      field: "file",
      code: "unreadable",
      message,
      reason,
      value: "7",
    });
    expect(told).not.toContain(message);
    expect(told).toMatch(/^[^„]+ Gelesen werden Exporte von Pakaura/);
  });

  it("says what is wrong with a field of a row", () => {
    const note = { line: 3, title: "A", message, code: "refused", field: "title" } as const;
    expect(germanImportNote({ ...note, value: "too_big" })).toBe(
      "title: Das ist zu lang oder zu groß.",
    );
    expect(germanImportNote({ ...note, value: "else" })).toBe("title: Das ist nicht gültig.");
  });

  it("is told as it came for a reason of a newer server", () => {
    const error = { field: "file", code: "unreadable", message, reason: "papyrus" };
    expect(germanImportRefusal(error)).toContain(message);
  });

  it("does not name what can be read where that is not what is wrong", () => {
    const error = {
      field: "file",
      code: "too_many",
      message,
      reason: "too_many_tasks",
      value: "20000",
    };
    expect(germanImportRefusal(error)).toBe("Aus einer Datei kommen höchstens 20.000 Aufgaben.");
  });
});
