import { expect, test } from "vitest";
import { eventMessage } from "./message.ts";
import { nextPageRows } from "./page-rows.ts";

function page(count: number, eventBytes: number) {
  return Array.from({ length: count }, (_, index) =>
    eventMessage(index, `"${"x".repeat(eventBytes)}"`),
  );
}

test("pages of small events hold 500 rows", () => {
  expect(nextPageRows(page(100, 500))).toBe(500);
});

test("pages of large events hold half a megabyte", () => {
  expect(nextPageRows(page(100, 60_000))).toBe(8);
});

test("an event larger than a page is a page of its own", () => {
  expect(nextPageRows(page(1, 2_000_000))).toBe(1);
});
