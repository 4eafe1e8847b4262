import { expect, it } from "vitest";
import { isolateNames } from "./isolate-names.ts";

it("isolates a title in the sentence of its entry", () => {
  const entry = { task_title: "اتصل بأمي غدا", changes: {} };
  expect(isolateNames("Task created: اتصل بأمي غدا", entry)).toBe(
    "Task created: \u2068اتصل بأمي غدا\u2069",
  );
});

it("isolates both titles of a change and the tags, each once", () => {
  const changes = {
    title: { old: "غدا", new: "أمي" },
    tags: { old: [], new: ["بيت"] },
    due_date: { old: null, new: "2030-01-01" },
  };
  const sentence = 'Title changed from "غدا" to "أمي"; Tag added: بيت; Due date set to 2030-01-01';
  expect(isolateNames(sentence, { task_title: "أمي", changes })).toBe(
    'Title changed from "\u2068غدا\u2069" to "\u2068أمي\u2069"; Tag added: \u2068بيت\u2069; Due date set to 2030-01-01',
  );
});
