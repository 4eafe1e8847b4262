import { typeAhead, type Held } from "../../app/typed-ahead.ts";
import { changeSearch, openTaskId } from "./list-search.ts";
import { partPlaces, wantedPart, type TaskPart } from "./wanted-part.ts";

/** What was typed for a part of a task when the page ended: it is typed on once the panel is there again. */
export type LeftForPart = { taskId: string; part: TaskPart; presses: readonly Held[] };
export const leftName = "pakaura.typed";

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
    keep: (_text, why, presses) => {
      if (why !== "ended") return;
      const left: LeftForPart = { taskId, part, presses };
      sessionStorage.setItem(leftName, JSON.stringify(left));
    },
  });
  wantedPart.set({ taskId, part });
  changeSearch({ task: taskId });
}

function closeUnopened(): void {
  if (!document.querySelector("[data-panel]")) changeSearch({ task: undefined });
}
