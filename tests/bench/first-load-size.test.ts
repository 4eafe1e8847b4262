import { expect, it } from "vitest";
import { firstLoadFiles } from "./first-load-size.ts";

const page = { file: "index.js", dynamicImports: ["app/start.tsx"] };

it("counts what is imported at once, each file one time, and nothing that is loaded later", () => {
  const files = firstLoadFiles({
    "index.html": page,
    "app/start.tsx": { file: "start.js", imports: ["_react.js", "_lists.js"] },
    "_lists.js": { file: "lists.js", imports: ["_react.js"], dynamicImports: ["settings.tsx"] },
    "_react.js": { file: "react.js" },
    "messages/en.ts": { file: "en.js" },
    "settings.tsx": { file: "settings.js" },
  });
  expect(files).toEqual(["theme.js", "index.js", "start.js", "react.js", "lists.js", "en.js"]);
});

it("refuses a build that lacks a part, instead of counting too little", () => {
  expect(() => firstLoadFiles({ "index.html": page })).toThrow("has no app/start.tsx");
});
