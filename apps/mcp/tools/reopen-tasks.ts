import { idsTool } from "./ids-tool.ts";

export const reopenTasks = idsTool({
  name: "reopen_tasks",
  title: "Reopen tasks",
  description: "Makes up to 50 completed tasks open again, all or none.",
  op: "uncomplete",
  done: "Reopened",
});
