import { expect, test } from "vitest";
import { checkVisibleText } from "./visible-text.ts";

const find = (code: string, path = "apps/frontend/app/page.tsx") =>
  checkVisibleText([{ path, text: `const first = 1;\n${code}\n` }]);

test.each([
  "export const Page = () => <p>Nothing here</p>;",
  "export const Page = () => <p>{isOpen ? 'Close' : open}</p>;",
  "export const Page = () => <p>{isOpen && `Close ${name}`}</p>;",
  "export const Page = () => <>Nothing here</>;",
  'export const Page = () => <button aria-label="Close" />;',
  "export const Page = () => <button aria-label={`Close ${name}`} />;",
  'export const Page = () => <input placeholder={isEmpty ? "Search" : ""} />;',
  'tell("Saved");',
  'tellError(title, { description: "Try again" });',
  'const choice = { value: "a", label: "First" };',
  'document.title = "Settings";',
  "const title = m.settings.title;",
  "const titles = { all: m.views.all };",
])("%s is found", (code) => {
  expect(find(code).map(({ line }) => line)).toEqual([2]);
});

test.each([
  "export const Page = () => <p>{m.views.empty}</p>;",
  'export const Page = () => <p className="text-sm font-medium">· {count}</p>;',
  "export const Page = () => <Key>Esc</Key>;",
  "export const Page = () => <span>Pakaura</span>;",
  'export const Page = () => <p>{name === "first" ? m.first : m.second}</p>;',
  'export const Page = () => <li title={view.name === "all" ? first : second} />;',
  "const titleOf = () => m.settings.title;",
  'const key = { kind: "heading", key: "overdue" };',
])("%s is not", (code) => {
  expect(find(code)).toEqual([]);
});

test("tests, the catalogue and other programs may say what they like", () => {
  const code = 'tell("Saved");';
  expect(find(code, "apps/frontend/messages/en.ts")).toEqual([]);
  expect(find(code, "apps/frontend/app/page.test.ts")).toEqual([]);
  expect(find(code, "apps/api/page.ts")).toEqual([]);
});
