import { expect, it } from "vitest";
import { createKeyReader, keyTable } from "./key-table.ts";

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

it("reads single keys, keys that are held with Ctrl or Cmd, and two in a row", () => {
  const read = createKeyReader("everywhere");
  expect(read(press("q"), 0)).toBe("add");
  expect(read(press("k"), 0)).toBeNull();
  expect(read(press("k", { ctrlKey: true }), 0)).toBe("palette");
  expect(read(press("K", { metaKey: true }), 0)).toBe("palette");
  expect(read(press("g"), 0)).toBe("begun");
  expect(read(press("t"), 500)).toBe("today");
  expect(read(press("q", { altKey: true }), 0)).toBeNull();
});

it("tells keys that are held with Shift or Alt from those that are not", () => {
  const read = createKeyReader("list");
  expect(read(press("ArrowDown"), 0)).toBe("next");
  expect(read(press("ArrowDown", { shiftKey: true }), 0)).toBe("selectNext");
  expect(read(press("J", { shiftKey: true }), 0)).toBe("selectNext");
  expect(read(press("ArrowDown", { altKey: true }), 0)).toBe("dayLater");
  expect(read(press("x", { altKey: true }), 0)).toBeNull();
});

it("forgets a first key that nothing follows", () => {
  const read = createKeyReader("everywhere");
  expect(read(press("g"), 0)).toBe("begun");
  expect(read(press("t"), 2_000)).toBeNull();
  expect(read(press("g"), 3_000)).toBe("begun");
  expect(read(press("Shift"), 3_100)).toBeNull();
  expect(read(press("z"), 3_200)).toBeNull();
  expect(read(press("t"), 3_300)).toBeNull();
});

it("has no key twice in a group", () => {
  for (const actions of Object.values(keyTable)) {
    const keys = Object.values<readonly string[]>(actions).flat();
    expect(new Set(keys).size).toBe(keys.length);
  }
});
