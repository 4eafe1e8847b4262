import { expect, test } from "vitest";
import { csvRows } from "./csv-rows.ts";

const cells = (text: string, delimiter = ",", isRow = (line: string) => line.startsWith("task,")) =>
  [...csvRows(text, { delimiter, isRow })].map((row) => row.cells);

test.each<[what: string, text: string, rows: string[][]]>([
  [
    "plain cells",
    "a,b\nc,",
    [
      ["a", "b"],
      ["c", ""],
    ],
  ],
  ["quotes around a delimiter and a line end", '"a,\r\nb",c', [["a,\r\nb", "c"]]],
  ["quotes in quotes", '"a ""b"" c",d', [['a "b" c', "d"]]],
  ["blanks around quotes", 'a, "b,c" ,d', [["a", "b,c", "d"]]],
  [
    "lines that end in CR",
    "a,b\rc,d",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  ["lines that end in CR LF", "a\r\n\r\nb\r\n", [["a"], [""], ["b"]]],
  ["a quote in a cell without quotes", 'Screws 5" long,4', [['Screws 5" long', "4"]]],
  ["a quote in a cell with quotes", '"Screws 5" long",4', [['Screws 5" long', "4"]]],
  ["words in quotes before others", '"a" b,"x,y"', [['"a" b', "x,y"]]],
  [
    "a quote that is never closed",
    'a,"b,c\nd,e',
    [
      ["a", "b", "c"],
      ["d", "e"],
    ],
  ],
  ["one before a cell in quotes", '"a,"b,c"\nd', [["a", "b,c"], ["d"]]],
  [
    "one before a row of its own",
    'x,"a,\ntask,b",c',
    [
      ["x", "a", ""],
      ["task", 'b"', "c"],
    ],
  ],
  ["quotes over lines that look like no row", '"a\nwhat task,b",c', [["a\nwhat task,b", "c"]]],
])("%s", (_what, text, rows) => {
  expect(cells(text)).toEqual(rows);
});

test("other delimiters are read alike", () => {
  expect(cells('a;"b;c"\n', ";")).toEqual([["a", "b;c"]]);
  expect(cells('a\t"b\tc"', "\t")).toEqual([["a", "b\tc"]]);
});

test("rows know the line that they begin on, and that of a quote that stays open", () => {
  const rows = [...csvRows('"a\nb",c\r\nd\n"e,f\n', { delimiter: "," })];
  expect(rows.map(({ line }) => line)).toEqual([1, 3, 4]);
  expect(rows.map(({ openQuoteLine }) => openQuoteLine)).toEqual([null, null, 4]);
});

test.each(['"', '"x\n', '"a,\n', 'task,"x\n', ',"', '"a" b,', "\r", "task,\n"])(
  "what nobody closes is looked through once: %j",
  (part) => {
    const text = `"${part.repeat(Math.ceil(1_000_000 / part.length))}task,a,y",`;
    const since = process.cpuUsage();
    expect(cells(text).length).toBeGreaterThan(0);
    expect(process.cpuUsage(since).user / 1_000).toBeLessThan(5_000);
  },
);
