import { holdAgain } from "../../app/typed-ahead.ts";
import { leftName, openTaskPart, type LeftForPart } from "./open-task.ts";

/** Opens the part of a task again that something was typed for when the page was loaded anew, and types it on. */
export function typeOn(taskId: string): void {
  const left = JSON.parse(sessionStorage.getItem(leftName) ?? "null") as LeftForPart | null;
  sessionStorage.removeItem(leftName);
  if (left?.taskId !== taskId) return;
  openTaskPart(taskId, left.part);
  holdAgain(left.presses);
}
