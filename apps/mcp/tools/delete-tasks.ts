import { idsTool } from "./ids-tool.ts";

export const deleteTasks = idsTool({
  name: "delete_tasks",
  title: "Delete tasks",
  description:
    "Moves up to 50 tasks to the trash, all or none, where they stay for 30 days; undo brings them back. Ask the person before deleting several.",
  op: "delete",
  done: "Deleted",
  isDestructive: true,
});
