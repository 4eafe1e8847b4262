import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useIsWide } from "../../lib/media.ts";
import { Button } from "../../ui/button.tsx";
import type { DueContext } from "./due-words.ts";
import type { Heading, Row } from "./group-tasks.ts";
import { useListSearch } from "./list-search.ts";
import { deleteTask, restoreTask, toggleTask } from "./task-actions.ts";
import { TaskRow } from "./task-row.tsx";
import { m } from "../../messages/messages.ts";

type TaskListProps = {
  rows: readonly (Heading | Row)[];
  context: DueContext;
  isTrash: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  hasFailed: boolean;
  onMore: () => void;
};

const fetchAhead = 30;

/** The rows of a list: only those near the window exist. One of them takes part in the tab order. */
export function TaskList(props: TaskListProps) {
  const { rows, context, isTrash, hasMore, isLoadingMore, hasFailed, onMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isWide = useIsWide();
  const { search, change } = useListSearch();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [editingId, setEditingId] = useState<string | null>(null);
  const focusWanted = useRef<string | null>(null);
  const lastIndex = useRef(0);
  const isSettling = useSettling(rows.length);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => (rows[index]?.kind === "heading" ? 52 : isWide ? 45 : 57),
    overscan: 12,
    paddingEnd: 96,
    paddingStart: 4,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && !isLoadingMore && !hasFailed && lastShown >= rows.length - fetchAhead) onMore();
  }, [hasMore, isLoadingMore, hasFailed, lastShown, rows.length, onMore]);

  // A row that had the focus and left the list hands it to the one that took its place.
  useEffect(() => {
    const index = rows.findIndex((row) => row.key === activeId);
    if (index >= 0) {
      lastIndex.current = index;
      return;
    }
    if (activeId === null) return;
    const next = nearestTask(rows, lastIndex.current);
    setActiveId(next);
    const isFocusLost = document.activeElement === document.body;
    if (isFocusLost) focusWanted.current = next;
  }, [rows, activeId]);

  useEffect(() => {
    const id = focusWanted.current;
    if (id === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-task="${id}"]`);
    if (!row) return;
    focusWanted.current = null;
    row.focus({ preventScroll: true });
  });

  function moveTo(index: number, step: 1 | -1): void {
    let next = index;
    while (rows[next]?.kind === "heading") next += step;
    const row = rows[next];
    if (row?.kind !== "task") return;
    setActiveId(row.key);
    focusWanted.current = row.key;
    virtualizer.scrollToIndex(next);
  }

  function press(event: KeyboardEvent): void {
    const row = event.target instanceof HTMLElement ? event.target.dataset["task"] : undefined;
    const index = rows.findIndex((item) => item.key === row);
    const current = rows[index];
    if (current?.kind !== "task" || event.ctrlKey || event.metaKey || event.altKey) return;
    const { task } = current;
    const actions: Record<string, () => void> = {
      ArrowDown: () => moveTo(index + 1, 1),
      j: () => moveTo(index + 1, 1),
      ArrowUp: () => moveTo(index - 1, -1),
      k: () => moveTo(index - 1, -1),
      Home: () => moveTo(0, 1),
      End: () => moveTo(rows.length - 1, -1),
      Enter: () => change({ task: task.id }),
      ...(isTrash
        ? {}
        : {
            " ": () => toggleTask(task),
            x: () => toggleTask(task),
            e: () => setEditingId(task.id),
            Delete: () => deleteTask(task),
            Backspace: () => deleteTask(task),
          }),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  // The keys that begin to move through the list work from anywhere on the page.
  useEffect(() => {
    function begin(event: globalThis.KeyboardEvent): void {
      if (document.activeElement !== document.body || event.ctrlKey || event.metaKey) return;
      if (!["ArrowDown", "ArrowUp", "j", "k"].includes(event.key)) return;
      event.preventDefault();
      moveTo(
        Math.max(
          0,
          rows.findIndex((row) => row.key === activeId),
        ),
        1,
      );
    }
    window.addEventListener("keydown", begin);
    return () => window.removeEventListener("keydown", begin);
  });

  const firstTask = rows.find((row) => row.kind === "task")?.key;
  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto" data-testid="task-scroller">
      <div
        role="grid"
        tabIndex={-1}
        aria-label={m.tasks.list}
        aria-rowcount={hasMore ? -1 : rows.length}
        className={`relative mx-auto w-full max-w-3xl px-1 outline-none sm:px-6 ${isSettling ? "rows-settle" : ""}`}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const place = {
            ref: virtualizer.measureElement,
            "data-index": item.index,
            style: { transform: `translateY(${item.start}px)` },
          };
          return row.kind === "heading" ? (
            <div
              key={row.key}
              {...place}
              role="row"
              className="absolute inset-x-1 top-0 sm:inset-x-6"
            >
              <div role="rowheader" aria-label={row.name}>
                <h2 className="mx-3 flex items-baseline gap-2 border-b border-line pt-5 pb-1.5 text-sm font-semibold">
                  <span className={row.key === "heading:overdue" ? "text-danger" : ""}>
                    {row.name}
                  </span>
                  <span className="font-normal text-ink-faint">{row.date}</span>
                </h2>
              </div>
            </div>
          ) : (
            <TaskRow
              key={row.key}
              place={place}
              task={row.task}
              context={context}
              isUnderDay={row.isUnderDay}
              isTrash={isTrash}
              isOpen={search.task === row.task.id}
              isEditing={editingId === row.task.id}
              isTabStop={(activeId ?? firstTask) === row.key}
              onFocus={() => setActiveId(row.key)}
              onKeyDown={press}
              onOpen={() => change({ task: row.task.id })}
              onEdit={(isEditing) => {
                setEditingId(isEditing ? row.task.id : null);
                if (!isEditing) focusWanted.current = row.task.id;
              }}
              onRestore={() => restoreTask(row.task)}
            />
          );
        })}
      </div>
      {hasFailed && (
        <p className="-mt-20 pb-8 text-center text-sm text-ink-soft">
          {m.tasks.restNotLoaded}{" "}
          <Button className="ms-2" onClick={onMore}>
            {m.common.tryAgain}
          </Button>
        </p>
      )}
    </div>
  );
}

function nearestTask(rows: readonly (Heading | Row)[], index: number): string | null {
  const after = rows.slice(index).find((row) => row.kind === "task");
  return (after ?? rows.findLast((row) => row.kind === "task"))?.key ?? null;
}

/** True for a moment after the number of rows has changed, while rows glide to their new places. */
function useSettling(count: number): boolean {
  const [settledCount, setSettledCount] = useState(count);
  useEffect(() => {
    const timer = setTimeout(() => setSettledCount(count), 260);
    return () => clearTimeout(timer);
  }, [count]);
  return Math.abs(settledCount - count) === 1;
}
