import { expect, test } from "vitest";
import { checkPatterns } from "./forbidden-patterns.ts";

test.each([
  ["apps/api/a.test.ts", "await new Promise((done) => setTimeout(done, 100));"],
  ["apps/api/a.test.ts", 'import { setTimeout } from "node:timers/promises";'],
  ["tests/e2e/a.spec.ts", "await page.waitForTimeout(500);"],
  ["apps/api/a.test.ts", 'test.only("x", () => {});'],
  ["apps/api/a.test.ts", 'describe.skip("x", () => {});'],
  ["apps/api/a.test.ts", 'test.concurrent.skip("x", () => {});'],
  ["apps/api/a.ts", "// TODO: later"],
  ["apps/frontend/a.css", "/* FIXME */"],
  ["apps/api/a.ts", "// @ts-ignore"],
  ["apps/api/a.ts", "// oxlint-disable-next-line no-console"],
  ["apps/frontend/app/a.tsx", '<path fill="#17715a" />'],
  ["apps/frontend/app/a.tsx", 'const look = "bg-[#fff]";'],
  ["apps/frontend/styles/base.css", "  color: rgb(0 0 0);"],
  ["apps/frontend/app/a.tsx", 'const look = "flex sm:pl-2";'],
  ["apps/frontend/app/a.tsx", 'const look = "absolute left-0 top-0";'],
  ["apps/frontend/app/a.tsx", 'const look = "text-right";'],
  ["README.md", "Open `/home/somebody/pakaura`."],
  ["scripts/a.ts", 'const path = "/work/main";'],
])("%s may not have %s", (path, text) => {
  const found = checkPatterns([{ path, text: `first line\n${text}\n` }]);
  expect(found.map(({ line }) => line)).toEqual([2]);
});

test.each([
  ["apps/api/a.ts", "setTimeout(retry, 100);"],
  ["tests/eventually.ts", "await new Promise((done) => setTimeout(done, 20));"],
  ["tests/bench/a.ts", 'import { setTimeout } from "node:timers/promises";'],
  ["apps/frontend/styles/tokens.css", "  --ink: #1c1d1b;"],
  ["apps/frontend/app/a.tsx", 'const look = "text-ink"; // as in #home'],
  ["apps/frontend/app/a.tsx", 'const look = "ps-2 start-0 text-end";'],
  ["apps/api/a.test.ts", "vi.useFakeTimers();"],
  ["apps/api/a.ts", "// skips what was only seen once"],
  ["README.md", "Open http://localhost:3000/work/list"],
])("%s may have %s", (path, text) => {
  expect(checkPatterns([{ path, text }])).toEqual([]);
});
