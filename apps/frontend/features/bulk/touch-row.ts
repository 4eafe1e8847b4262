import type { PointerEvent } from "react";
import { followPointer, swallowClick } from "./follow-pointer.ts";

/** What a row says while a finger draws it aside; `isSure` when letting go does it. */
export type Swipe = { id: string; to: "complete" | "reschedule"; isSure: boolean };

type TouchRow = {
  id: string;
  row: HTMLElement;
  canSwipe: boolean;
  onSwipe: (swipe: Swipe | null) => void;
  onSwiped: (to: Swipe["to"]) => void;
  onLongPress: () => void;
};

const slack = 10;
const longPressMs = 450;
/** From here on letting go does it: what a thumb reaches without meaning to is less. */
const threshold = 96;

/**
 * One touch of a row: drawn to the right it is completed, to the left rescheduled, held it is
 * selected. Scrolling wins: the browser takes a vertical movement for itself (`touch-action: pan-y`).
 */
export function touchRow(event: PointerEvent, options: TouchRow): void {
  const { id, row, canSwipe, onSwipe, onSwiped, onLongPress } = options;
  const { clientX, clientY } = event;
  let shown: Swipe | null = null;
  let isLong = false;

  const timer = setTimeout(() => {
    isLong = true;
    navigator.vibrate?.(10);
    onLongPress();
  }, longPressMs);

  function finish(): void {
    clearTimeout(timer);
    row.style.transition = "transform var(--calm) var(--ease)";
    row.style.transform = "";
    if (shown !== null) onSwipe(null);
  }

  followPointer(event.pointerId, {
    onMove: ({ x, y }) => {
      const across = x - clientX;
      if (Math.hypot(across, y - clientY) > slack) clearTimeout(timer);
      if (isLong || !canSwipe || (shown === null && Math.abs(across) <= slack)) return;
      row.style.transition = "none";
      row.style.transform = `translateX(${across}px)`;
      const to = across > 0 ? "complete" : "reschedule";
      const isSure = Math.abs(across) >= threshold;
      if (shown?.to === to && shown.isSure === isSure) return;
      shown = { id, to, isSure };
      onSwipe(shown);
    },
    onEnd: () => {
      const swiped = shown;
      finish();
      if (isLong || swiped !== null) swallowClick();
      if (swiped?.isSure) onSwiped(swiped.to);
    },
    onCancel: finish,
  });
}
