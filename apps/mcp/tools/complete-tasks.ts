import { idsTool } from "./ids-tool.ts";

export const completeTasks = idsTool({
  name: "complete_tasks",
  title: "Complete tasks",
  description:
    "Completes up to 50 tasks, all or none. Of a recurring task this instance is done, and the next one comes.",
  op: "complete",
  done: "Completed",
});
