import { expect, test } from "vitest";
import { checkFirstTexts } from "./first-texts.ts";

const home = "apps/frontend";
const main = { path: `${home}/main.tsx`, text: 'await import("./app/start.tsx");' };
const settings = {
  path: `${home}/settings/page.tsx`,
  text: 'import { m } from "../messages/all-messages.ts";',
};

/** What is found when the first page is this code. */
const find = (code: string, ...others: { path: string; text: string }[]) =>
  checkFirstTexts([main, { path: `${home}/app/start.tsx`, text: code }, settings, ...others]);

test.each([
  'import { m } from "../messages/all-messages.ts";',
  'export * from "../messages/all-messages.ts";',
])("the first page does not read all texts: %s", (code) => {
  expect(find(`const first = 1;\n${code}`)).toMatchObject([
    { path: `${home}/app/start.tsx`, line: 2 },
  ]);
});

test.each([
  'import { Page } from "../settings/page.tsx";',
  'export { Page } from "../settings/page.tsx";',
  'import("../settings/page.tsx").then(show);',
  'loadPart(() => import("../settings/page.tsx")).then(show);',
])("nor does what it loads without waiting for them: %s", (code) => {
  expect(find(code)).toMatchObject([{ path: settings.path, line: 1 }]);
});

test.each([
  'import type { Page } from "../settings/page.tsx";',
  'const Page = lazyPart(async () => (await import("../settings/page.tsx")).Page, options);',
  'loadPartWithTexts(() => import("../settings/page.tsx")).then(show);',
])("what waits for them may: %s", (code) => {
  expect(find(code)).toEqual([]);
});

test("the pages that are handed to what waits may, and what brings the texts", () => {
  const pages = {
    path: `${home}/app/pages.ts`,
    text: 'export const pageLoaders = { "/settings": () => import("../settings/page.tsx") };',
  };
  const messages = {
    path: `${home}/messages/messages.ts`,
    text: 'import { sayAll } from "./all-messages.ts";',
  };
  const code = 'import "./pages.ts";\nimport { m } from "../messages/messages.ts";';
  expect(find(code, pages, messages)).toEqual([]);
});
