import { expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";

const text = "TYPE,CONTENT\r\ntask,Größe – 5 €\r\n";
const swapped = (one: string): Buffer => Buffer.from(one, "utf16le").swap16();

test.each([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
  ["UTF-16 LE with a mark", Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16 BE with a mark", swapped(`\uFEFF${text}`)],
  ["UTF-16 LE without one", Buffer.from(text, "utf16le")],
  ["UTF-16 BE without one", swapped(text)],
])("%s is read", (_what, bytes) => {
  expect(decodeText(bytes)).toEqual({ text, warnings: [] });
});

test("UTF-16 of another alphabet is known by its blanks and ends of lines", () => {
  const other = "Купить молоко\nПозвонить Анне\n";
  expect(decodeText(Buffer.from(other, "utf16le")).text).toBe(other);
});

test("what is not UTF-8 is Windows-1252, with a warning that names the first line", () => {
  const western = Buffer.from("TYPE,CONTENT\ntask,Gr\u00f6\u00dfe \u0096 5 \u0080\n", "latin1");
  expect(decodeText(western)).toMatchObject({
    text: "TYPE,CONTENT\ntask,Größe – 5 €\n",
    warnings: [{ line: 2, code: "encoding", value: "1" }],
  });
});

test("one line in another encoding does not cost the others their letters", () => {
  const mixed = Buffer.concat([Buffer.from("Größe\n"), Buffer.from("B\u00e4r\n", "latin1")]);
  expect(decodeText(mixed).text).toBe("Größe\nBär\n");
});

test("a few NULs are left out, and said", () => {
  const slip = Buffer.from(`${"a".repeat(60)}\n${"b".repeat(40)}\0\n`);
  expect(decodeText(slip)).toMatchObject({ warnings: [{ line: 2 }] });
});

test("a line folded inside a character is whole again (RFC 5545 section 3.1)", () => {
  const bytes = Buffer.from("BEGIN:VCALENDAR\r\nSUMMARY:Größe\r\n");
  const at = bytes.indexOf(Buffer.from("ß")) + 1;
  const folded = Buffer.concat([bytes.subarray(0, at), Buffer.from("\r\n "), bytes.subarray(at)]);
  expect(decodeText(folded)).toEqual({
    text: "BEGIN:VCALENDAR\r\nSUMMARY:Größ\r\n e\r\n",
    warnings: [],
  });
});

test.each([
  ["bytes", Buffer.from([0x80, 0x00, 0x01, 0x02, 0xff, 0x10])],
  ["half of UTF-16", Buffer.from([0xff, 0xfe, 0x01, 0x00])],
  ["zeros", Buffer.alloc(50)],
  ["Russian in Windows-1251", Buffer.from("\u00cf\u00ee\u00e7\u00e2\u00ee\u00ed\u00e8", "latin1")],
])("%s are refused", (_what, bytes) => {
  expect(() => decodeText(bytes)).toThrow("What can be read");
});
