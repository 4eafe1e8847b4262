import { expect, it } from "vitest";
import { assistantFiles, firstLoadFiles } from "./first-load-size.ts";

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

it("counts of the assistant what nothing else that is loaded brings", () => {
  const files = assistantFiles({
    "index.html": page,
    "app/start.tsx": { file: "start.js", imports: ["_react.js"] },
    "_react.js": { file: "react.js" },
    "_dialog.js": { file: "dialog.js", imports: ["_react.js"] },
    "messages/en.ts": { file: "en.js" },
    "features/quick-add/quick-add.tsx": { file: "quick-add.js", imports: ["_dialog.js"] },
    "features/tasks/task-panel.tsx": { file: "task-panel.js" },
    "features/assistant/assistant.tsx": {
      file: "assistant.js",
      imports: ["_dialog.js", "_talk.js"],
      dynamicImports: ["features/assistant/ask-here.ts"],
    },
    "_talk.js": { file: "talk.js" },
  });
  expect(files).toEqual(["assistant.js", "talk.js"]);
});
