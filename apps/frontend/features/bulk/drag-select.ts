import type { PointerEvent } from "react";
import { followPointer, swallowClick, taskAt } from "./follow-pointer.ts";
import type { Choosing } from "./use-chosen.ts";

/** So far a press may wander and still be a click, in pixels. */
const slack = 6;

/** Selects the rows that a mouse is drawn over, from the one that it was pressed on. */
export function dragSelect(
  event: PointerEvent,
  id: string,
  extend: Choosing["extend"],
  scroller: HTMLElement | null,
): void {
  const { clientY } = event;
  let isDragging = false;
  let last = id;
  followPointer(event.pointerId, {
    scroller,
    onMove: ({ x, y }) => {
      if (!isDragging && Math.abs(y - clientY) < slack) return;
      const under = taskAt({ x, y });
      if (isDragging ? under === null || under === last : under === null) return;
      isDragging = true;
      last = under ?? last;
      window.getSelection()?.removeAllRanges();
      extend(last, id);
    },
    onEnd: () => {
      if (isDragging) swallowClick();
    },
    onCancel: () => undefined,
  });
}
