import type { Task } from "@pakaura/contract/task";
import {
  useEffect,
  useRef,
  useState,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { moveToDay } from "../bulk/bulk-change.ts";
import { changeMany } from "../bulk/change-many.ts";
import { loadRowGestures, rowGestures } from "../bulk/row-gestures.ts";
import type { Swipe } from "../bulk/touch-row.ts";
import type { Choosing } from "../bulk/use-chosen.ts";
import { Overlay } from "../../app/overlay.tsx";
import { lazyPart } from "../../lib/lazy-part.tsx";
import { m } from "../../messages/messages.ts";
import { dayWords, type DueContext } from "./due-words.ts";
import { toggleTask } from "./task-actions.ts";

const RescheduleSheet = lazyPart(
  async () => (await import("../bulk/reschedule-sheet.tsx")).RescheduleSheet,
);

type RowPointers = {
  scroller: RefObject<HTMLElement | null>;
  context: DueContext;
  isTrash: boolean;
  isByDay: boolean;
  choosing: Choosing;
  readTasks: () => readonly Task[];
  chosen: readonly Task[];
};

/** What a mouse and a finger do with the rows of a list: draw over them, carry them, swipe and hold them. */
export function useRowPointers(options: RowPointers): {
  handlers: { onPointerDown: (event: PointerEvent) => void };
  swipe: Swipe | null;
  /** The day that something is held over. */
  targetDay: string | null;
  overlay: ReactNode;
} {
  const { scroller, context, isTrash, choosing, readTasks, chosen } = options;
  const [swipe, setSwipe] = useState<Swipe | null>(null);
  const [targetDay, setTargetDay] = useState<string | null>(null);
  const [rescheduled, setRescheduled] = useState<Task | null>(null);
  const [carried, setCarried] = useState(0);
  const ghost = useRef<HTMLDivElement>(null);
  useEffect(loadRowGestures, []);

  function carry(event: PointerEvent, task: Task): void {
    const moved = chosen.includes(task) ? chosen : [task];
    rowGestures()?.dragToDay(event, {
      scroller: scroller.current,
      onDrag: (drag) => {
        setTargetDay(drag?.day ?? null);
        setCarried(drag === null ? 0 : moved.length);
        if (drag && ghost.current) {
          ghost.current.style.transform = `translate(${drag.point.x + 12}px, ${drag.point.y + 8}px)`;
        }
      },
      onDrop: (day) => {
        const change = moveToDay(day, context.timeZone);
        changeMany(moved, change, m.bulk.movedTo(dayWords(day, context)));
      },
    });
  }

  function touch(event: PointerEvent, task: Task, row: HTMLElement): void {
    rowGestures()?.touchRow(event, {
      id: task.id,
      row,
      canSwipe: !isTrash && choosing.chosen.ids.size === 0,
      onSwipe: setSwipe,
      onSwiped: (to) => (to === "complete" ? toggleTask(task) : setRescheduled(task)),
      onLongPress: () => choosing.toggle(task.id),
    });
  }

  function press(event: PointerEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest<HTMLElement>("[data-task]");
    const task = readTasks().find(({ id }) => id === row?.dataset["task"]);
    if (!target || !row || !task || event.button !== 0 || !event.isPrimary) return;
    if (target.closest("input")) return;
    if (target.closest("[data-grip]")) return carry(event, task);
    if (event.pointerType !== "mouse") return touch(event, task, row);
    if (target.closest("button") || event.shiftKey) return undefined;
    return rowGestures()?.dragSelect(event, task.id, choosing.extend, scroller.current);
  }

  const overlay = (
    <>
      <div
        ref={ghost}
        aria-hidden
        className={`pointer-events-none fixed start-0 top-0 z-50 rounded-lg border border-line bg-surface px-2.5 py-1 text-sm shadow-popup ${carried === 0 ? "hidden" : ""}`}
      >
        {m.tasks.count(carried)}
        {targetDay !== null && (
          <span className="text-ink-faint"> → {dayWords(targetDay, context)}</span>
        )}
      </div>
      <Overlay wanted={rescheduled?.id ?? null} onFailed={() => setRescheduled(null)}>
        {rescheduled && (
          <RescheduleSheet
            task={rescheduled}
            context={context}
            onClose={() => setRescheduled(null)}
          />
        )}
      </Overlay>
    </>
  );
  return { handlers: { onPointerDown: press }, swipe, targetDay, overlay };
}
