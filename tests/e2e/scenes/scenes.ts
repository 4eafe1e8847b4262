import { assistantScenes } from "./assistant.ts";
import { emptyScenes } from "./empty.ts";
import { filterScenes } from "./filters.ts";
import { listScenes } from "./lists.ts";
import { manyScenes } from "./many.ts";
import { messageScenes } from "./messages.ts";
import type { Scene } from "./scene.ts";
import { settingsScenes } from "./settings.ts";
import { signedOutScenes } from "./signed-out.ts";
import { taskScenes } from "./tasks.ts";
import { writingScenes } from "./writing.ts";

export type SceneGroup = {
  name: string;
  scenes: readonly Scene[];
  /** Who looks at them, a new one each time; null is nobody. */
  person: { hasTasks: boolean } | null;
  /** True where the app has to be kept by the service worker, which takes a third of the time. */
  isKept?: true;
};

const hasTasks = { hasTasks: true };

/** Every page in every state. Scenes of a group follow each other on one page. */
export const sceneGroups: readonly SceneGroup[] = [
  { name: "before signing in", scenes: signedOutScenes, person: null },
  { name: "with nothing there yet", scenes: emptyScenes, person: { hasTasks: false } },
  { name: "lists and what opens over them", scenes: listScenes, person: hasTasks },
  { name: "writing and finding", scenes: writingScenes, person: hasTasks },
  { name: "the assistant", scenes: assistantScenes, person: hasTasks },
  { name: "filters", scenes: filterScenes, person: hasTasks },
  { name: "many at once", scenes: manyScenes, person: hasTasks },
  { name: "a task", scenes: taskScenes, person: hasTasks },
  { name: "messages", scenes: messageScenes, person: hasTasks, isKept: true },
  { name: "settings", scenes: settingsScenes, person: hasTasks, isKept: true },
];
