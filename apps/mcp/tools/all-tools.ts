import { addTasks } from "./add-tasks.ts";
import { completeTasks } from "./complete-tasks.ts";
import { deleteTasks } from "./delete-tasks.ts";
import { findActivity } from "./find-activity.ts";
import { findTasks } from "./find-tasks.ts";
import { getOverview } from "./get-overview.ts";
import { getTask } from "./get-task.ts";
import { listTags } from "./list-tags.ts";
import { reopenTasks } from "./reopen-tasks.ts";
import { rescheduleTasks } from "./reschedule-tasks.ts";
import { setRecurrence } from "./set-recurrence.ts";
import { setReminder } from "./set-reminder.ts";
import type { Tool } from "./tool.ts";
import { undo } from "./undo.ts";
import { updateTasks } from "./update-tasks.ts";

/** Every tool, in the order of the contract: those that only read come first. */
export const allTools: readonly Tool[] = [
  findTasks,
  getTask,
  getOverview,
  findActivity,
  listTags,
  addTasks,
  updateTasks,
  rescheduleTasks,
  setRecurrence,
  setReminder,
  completeTasks,
  reopenTasks,
  deleteTasks,
  undo,
];
