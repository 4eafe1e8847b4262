import { typeAhead } from "../../app/typed-ahead.ts";
import { changeSearch, openTaskId } from "./list-search.ts";
import { wantedPart, type TaskPart } from "./wanted-part.ts";

const places: Record<TaskPart, string> = {
  due: "[data-field=due]",
  tags: "[data-field=tags]",
  priority: "[role=menu]",
  reminder: "[role=menu]",
  repeat: "[data-field=repeat]",
};

function isPanelOpen(): boolean {
  return document.querySelector("[data-panel]") !== null;
}

/** Opens a task beside its list; keys that are pressed before it is there do nothing to what is behind. */
export function openTask(id: string): void {
  if (openTaskId() !== id) {
    typeAhead({ place: "[data-panel], [role=dialog]", isDropped: true, close: closeUnopened });
  }
  changeSearch({ task: id });
}

/** Opens a task where a part of it is changed; what is typed before that is there is kept for it. */
export function openTaskPart(taskId: string, part: TaskPart): void {
  typeAhead({
    place: places[part],
    close: () => {
      wantedPart.set(null);
      closeUnopened();
    },
  });
  wantedPart.set({ taskId, part });
  changeSearch({ task: taskId });
}

function closeUnopened(): void {
  if (!isPanelOpen()) changeSearch({ task: undefined });
}
