import { expect, it } from "vitest";
import { isolate } from "./isolate.ts";

it("leaves text alone that turns nothing", () => {
  expect(isolate("Buy milk & käse, 牛乳")).toBe("Buy milk & käse, 牛乳");
});

it.each(["اتصل بأمي غدا", "Call \u202eeman", "\u{1e900} written to the left"])(
  "keeps %j from turning what is around it",
  (text) => {
    expect(isolate(text)).toBe(`\u2068${text}\u2069`);
  },
);

it("cannot be ended by what it isolates", () => {
  expect(isolate("a\u2069\u202eb")).toBe("\u2068a\u202eb\u2069");
});
