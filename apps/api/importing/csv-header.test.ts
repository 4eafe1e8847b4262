import { expect, test } from "vitest";
import { csvLayout } from "./csv-header.ts";

const isHeader = (columns: string[]) => columns.includes("TYPE") && columns.includes("CONTENT");

test.each([
  ["commas", "TYPE,CONTENT\ntask,a", ",", 1],
  ["semicolons", "type;Content\r\ntask;a", ";", 1],
  ["tabs", "TYPE\tCONTENT\rtask\ta", "\t", 1],
  ["quotes", '"TYPE","CONTENT"\ntask,a', ",", 1],
  ["Excel's line", "sep=;\r\nTYPE;CONTENT\r\ntask;a", ";", 2],
  ["Excel's line in quotes, which is wrong", '"sep=;"\nTYPE,CONTENT\ntask,a', ",", 2],
  ["lines before the names", "\nMy tasks\n\nTYPE,CONTENT\ntask,a", ",", 4],
])("the layout is found by its names: %s", (_what, text, delimiter, linesBefore) => {
  const layout = csvLayout(text, isHeader);
  expect(layout).toMatchObject({ delimiter, columns: ["TYPE", "CONTENT"], linesBefore });
  expect(layout?.rest).toMatch(/^task.a$/);
});

test("there is none without names, nor with names far below", () => {
  expect(csvLayout("task,a\ntask,b", isHeader)).toBeNull();
  expect(csvLayout(`${"a,b\n".repeat(50)}TYPE,CONTENT\n`, isHeader)).toBeNull();
  expect(csvLayout("TYPE,CONTENT", isHeader)).toMatchObject({ rest: "" });
});
