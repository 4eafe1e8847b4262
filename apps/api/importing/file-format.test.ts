import { expect, test } from "vitest";
import { formatOf } from "./file-format.ts";

const rows = (...lines: string[]) => `${lines.join("\r\n")}\r\n`;

test.each<[what: string, text: string]>([
  ["lines", rows("Buy milk", "Call Ann, and Bob", "Pay 1,50")],
  ["one line with commas", "Milk, eggs, bread"],
  ["lines with a comma each", rows("Call Ann, tomorrow", "Buy milk, 2 l", "Read, then write")],
  ["amounts", rows("1,5 l milk", "2,5 kg flour", "0,5 l oil")],
  ["lines with semicolons", rows("Call Ann; then Bob", "Read; write", "Eat; sleep")],
  ["check boxes", rows("[ ] Milk", "[x] Bread", "- [ ] Eggs")],
  ["a word in brackets", rows("[Home] Call Ann", "[1] First", "[x] Done")],
  ["a less-than sign", rows("<3 to Ann", "a < b")],
  ["tags and places", rows("Call Ann @phone", "+1 for the party")],
  ["a bullet list", rows("* Milk", "* Bread", "  * with seeds")],
  ["a number sign", rows("#1 call Ann", "No. 2")],
  ["words in quotes", rows('"Dune" by Herbert', "Read more")],
  ["lines with rules", rows("Milk", "---", "Bread", "> be good")],
  ["a line of names of columns", rows("Ask Ann", "Title, date", "Buy milk", "Read")],
  ["names before what is to do", rows("Home: milk, eggs", "- Work: report")],
  ["a line of a clock", rows("10:30 Dentist", "12:00 Lunch")],
])("%s are plain lines", (_what, text) => {
  expect(formatOf(text, false)).toBe("lines");
});

test.each<[format: string, text: string]>([
  ["todoist", rows("TYPE,CONTENT", "task,Milk")],
  ["todoist", rows("sep=;", "type;content;indent", "task;Milk;1")],
  ["icalendar", rows("", "BEGIN:VCALENDAR", "END:VCALENDAR")],
  ["icalendar", rows("BEGIN:VTODO", "END:VTODO")],
  ["json", '{"a": 1}'],
  ["json", "{not json"],
  ["json", '[{"title"'],
  ["json", "[1, 2"],
  ["json", "["],
  ["markdown", rows("- [ ] Milk 📅 2026-12-24", "- [x] Bread")],
  ["markdown", rows("- [ ] Milk [due:: 2026-12-24]")],
  ["markdown", rows("# Home", "", "- [ ] Milk")],
  ["markdown", rows("---", "title: Home", "---", "- Milk")],
  ["json", rows("// Mine", "{", '"a": 1', "}")],
  ["json", "['a', 'b']"],
  ["icalendar", rows("X", "BEGIN:VCALENDAR", "END:VCALENDAR")],
  ["todo_txt", rows("(A) Call Ann +Family @phone", "x 2026-01-02 2026-01-01 Pay rent +Home")],
  ["todo_txt", rows("Milk due:2026-12-24")],
  ["column", rows('"Buy milk"', '"Eggs, bread"')],
])("%s is known by its look", (format, text) => {
  expect(formatOf(text, false)).toBe(format);
});

test.each<[what: string, text: string]>([
  ["Outlook's CSV", rows('"Subject","Start Date","Due Date","Priority"', '"Milk","","","Normal"')],
  ["a CSV in German", rows("Aufgabe;Fällig am;Priorität", "Milch;24.12.2026;hoch")],
  ["a CSV of columns alone", "Title,Due Date"],
  ["a table without names", rows("Milk\t2\tl", "Bread\t1\tpc", "Eggs\t6\tpc")],
  ["a table in quotes", rows('"Milk","2"', '"Bread","1"')],
  ["a CSV without names", rows("a,b,c", "d,e,f", "g,h,i")],
  ["rows of Todoist alone", rows("task,Milk,,4,1,,", "task,Bread,,4,1,,")],
  ["YAML", rows("tasks:", "  - title: Milk", "    done: true")],
  ["XML", '<?xml version="1.0"?><opml version="2.0"></opml>'],
  ["HTML", "<!DOCTYPE html><ul><li>Milk</li></ul>"],
  ["part of HTML", "<ul>\n<li>Milk</li>\n</ul>"],
  ["RTF", String.raw`{\rtf1\ansi Milk}`],
  ["contacts", rows("BEGIN:VCARD", "FN:Ann", "END:VCARD")],
  ["Org mode", rows("#+TITLE: List", "* Milk")],
  ["Markdown without a list", rows("# About", "", "This is a text.")],
  ["a table in Markdown", rows("| a | b |", "|---|---|", "| c | d |")],
  ["nothing", " \r\n\r\n"],
])("%s is refused with what can be read", (_what, text) => {
  expect(() => formatOf(text, false)).toThrow("What can be read");
});

test("what is told to be a CSV is none of lines", () => {
  expect(() => formatOf("Milk, 2", true)).toThrow("What can be read");
  expect(formatOf(rows("Title", "Milk", "Bread"), true)).toBe("column");
});
