import { holdAgain } from "../../app/typed-ahead.ts";
import { parseLeftForPart } from "./left-for-part.ts";
import { leftName, openTaskPart } from "./open-task.ts";

/** Opens the part of a task again that something was typed for when the page was loaded anew, and types it on. */
export function typeOn(taskId: string): void {
  const left = parseLeftForPart(sessionStorage.getItem(leftName) ?? "");
  sessionStorage.removeItem(leftName);
  if (left?.taskId !== taskId) return;
  openTaskPart(taskId, left.part);
  holdAgain(left.presses);
}
