import { expect, test } from "vitest";
import { csvLine } from "./csv-line.ts";

test("commas, quotes and line breaks stay in their cell", () => {
  expect(csvLine(["a", 'b,"c"', "d\ne", ""])).toBe('a,"b,""c""","d\ne",\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
  "a spreadsheet does not run %j",
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  },
);
