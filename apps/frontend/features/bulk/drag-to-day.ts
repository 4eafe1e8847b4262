import type { PointerEvent } from "react";
import { followPointer, swallowClick, type Point } from "./follow-pointer.ts";

const slack = 4;

type DragToDay = {
  scroller: HTMLElement | null;
  /** The day under the pointer, and where that is; null when the drag is over. */
  onDrag: (drag: { day: string | null; point: Point } | null) => void;
  onDrop: (day: string) => void;
};

/** Carries tasks by their handle to another day of the list. */
export function dragToDay(event: PointerEvent, { scroller, onDrag, onDrop }: DragToDay): void {
  const { clientX, clientY } = event;
  let isDragging = false;
  event.preventDefault();
  followPointer(event.pointerId, {
    scroller,
    onMove: (point) => {
      if (!isDragging && Math.hypot(point.x - clientX, point.y - clientY) < slack) return;
      isDragging = true;
      onDrag({ day: dayAt(point), point });
    },
    onEnd: (point) => {
      onDrag(null);
      if (!isDragging) return;
      swallowClick();
      const day = dayAt(point);
      if (day !== null) onDrop(day);
    },
    onCancel: () => onDrag(null),
  });
}

/** The day of the row or heading at a point; null over what has none, such as "Overdue". */
function dayAt({ x, y }: Point): string | null {
  const place = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-day]");
  return place?.dataset["day"] || null;
}
