export type Point = { x: number; y: number };

type Following = {
  /** Told of every move, and while the list scrolls under a pointer that rests. */
  onMove: (point: Point) => void;
  onEnd: (point: Point) => void;
  /** The browser took the pointer for itself, or Escape was pressed. */
  onCancel: () => void;
  /** Scrolled when the pointer is near its upper or lower edge. */
  scroller?: HTMLElement | null;
};

const edge = 48;
const fastest = 18;

/** Follows one pointer from its press on, wherever it goes. Returns what ends that early. */
export function followPointer(pointerId: number, following: Following): () => void {
  const { onMove, onEnd, onCancel, scroller } = following;
  let last: Point | null = null;
  let frame = 0;

  function scroll(): void {
    frame = 0;
    if (!scroller || !last) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const above = Math.max(0, top + edge - last.y);
    const below = Math.max(0, last.y - (bottom - edge));
    const speed = Math.round((Math.min(edge, Math.max(above, below)) / edge) * fastest);
    if (speed === 0) return;
    scroller.scrollBy(0, above > 0 ? -speed : speed);
    onMove(last);
    frame = requestAnimationFrame(scroll);
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== pointerId) return;
    last = { x: event.clientX, y: event.clientY };
    onMove(last);
    if (frame === 0) frame = requestAnimationFrame(scroll);
  }

  function up(event: PointerEvent): void {
    if (event.pointerId !== pointerId) return;
    stop();
    onEnd({ x: event.clientX, y: event.clientY });
  }

  function cancel(event: PointerEvent): void {
    if (event.pointerId !== pointerId) return;
    stop();
    onCancel();
  }

  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    stop();
    onCancel();
  }

  function stop(): void {
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", cancel);
    window.removeEventListener("keydown", press, { capture: true });
  }

  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", cancel);
  window.addEventListener("keydown", press, { capture: true });
  return stop;
}

/**
 * Swallows the click that ends a press which was something else, if one does. The next press, or a
 * key, is meant: it may come before the timer does when the page is busy.
 */
export function swallowClick(): void {
  const listening = new AbortController();
  const { signal } = listening;
  const stop = (): void => listening.abort();
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    stop();
  };
  window.addEventListener("click", swallow, { capture: true, signal });
  window.addEventListener("pointerdown", stop, { capture: true, signal });
  window.addEventListener("keydown", stop, { capture: true, signal });
  setTimeout(stop, 50);
}

/** The id of the task whose row is at a point. */
export function taskAt({ x, y }: Point): string | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-task]");
  return row?.dataset["task"] ?? null;
}
