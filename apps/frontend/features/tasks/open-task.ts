import { typeAhead } from "../../app/typed-ahead.ts";
import { changeSearch, openTaskId } from "./list-search.ts";
import { partPlaces, wantedPart, type TaskPart } from "./wanted-part.ts";

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
    place: partPlaces[part],
    close: () => {
      wantedPart.set(null);
      closeUnopened();
    },
  });
  wantedPart.set({ taskId, part });
  changeSearch({ task: taskId });
}

function closeUnopened(): void {
  if (!document.querySelector("[data-panel]")) changeSearch({ task: undefined });
}
