import type { Task } from "@pakaura/contract/task";
import { measureElement, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useChosen } from "../bulk/use-chosen.ts";
import { typeAhead } from "../../app/typed-ahead.ts";
import { useSelectedNow } from "../bulk/use-selected-now.ts";
import { Piece } from "../../app/piece.tsx";
import { lazyPart } from "../../lib/lazy-part.tsx";
import { passFocusToRegion } from "../../lib/pass-focus.ts";
import { m } from "../../messages/messages.ts";
import type { DueContext } from "./due-words.ts";
import { tasksOf, type Heading, type Row } from "./group-tasks.ts";
import { lastSize, observeSize } from "./list-size.ts";
import { ListHeading } from "./list-heading.tsx";
import { useListSearch } from "./list-search.ts";
import { openTask } from "./open-task.ts";
import { pressRowKey } from "./row-keys.ts";
import { restoreTask, updateTask } from "./task-actions.ts";
import { TaskRow, type RowActions } from "./task-row.tsx";
import { useListKeys } from "./use-list-keys.ts";
import { useRowFocus } from "./use-row-focus.ts";
import { useRowHeight } from "./use-row-height.ts";
import { useRowPointers } from "./use-row-pointers.tsx";

const BulkBar = lazyPart(async () => (await import("../bulk/bulk-bar.tsx")).BulkBar, {
  isLoadedWhenIdle: true,
});

type TaskListProps = {
  rows: readonly (Heading | Row)[];
  context: DueContext;
  isTrash: boolean;
  /** Rows stand under days, and can be moved from one to another. */
  isByDay: boolean;
};

const headingHeight = 52;

/**
 * A new row is taken to be as high as any. The browser tells how high it is before it paints; asked at once,
 * it would have to lay out the whole page for the answer.
 */
const measureWhenTold: typeof measureElement = (element, entry, virtualizer) => {
  if (entry) return measureElement(element, entry, virtualizer);
  const index = virtualizer.indexFromElement(element);
  const known = virtualizer.itemSizeCache.get(virtualizer.options.getItemKey(index));
  return known ?? virtualizer.options.estimateSize(index);
};

/** The rows of a list: only those near the window exist. One of them takes part in the tab order. */
export function TaskList({ rows, context, isTrash, isByDay }: TaskListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const { search } = useListSearch();
  const [editingId, setEditingId] = useState<string | null>(null);
  const isSettling = useSettling(rows.length);
  // Only when they are asked for: a list is opened, and gets a new task, without them.
  const readTasks = useCallback(() => tasksOf(rows), [rows]);
  const choosing = useChosen(useCallback(() => readTasks().map(({ id }) => id), [readTasks]));
  const { ids: chosenIds } = choosing.chosen;

  // Another function would make it work out the places of all rows again.
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: keyOf,
    estimateSize: (index) => (rows[index]?.kind === "heading" ? headingHeight : rowHeight),
    measureElement: measureWhenTold,
    observeElementRect: observeSize,
    initialRect: lastSize(),
    overscan: 8,
    paddingEnd: 96,
    paddingStart: 4,
  });
  const items = virtualizer.getVirtualItems();
  const focus = useRowFocus(rows, scroller, (index) => virtualizer.scrollToIndex(index));
  const chosenTasks = useMemo(
    () => (chosenIds.size === 0 ? [] : readTasks().filter((task) => chosenIds.has(task.id))),
    [readTasks, chosenIds],
  );
  const selected = useSelectedNow(chosenTasks, isTrash, () => {
    choosing.clear();
    if (focus.activeId !== null) focus.want(focus.activeId);
  });
  useListKeys({ rows, focus, choosing, selected });
  const pointers = useRowPointers({
    scroller,
    context,
    isTrash,
    isByDay,
    choosing,
    readTasks,
    chosen: chosenTasks,
  });

  /** What is typed before the field is there is kept for it. */
  function edit(task: Task): void {
    typeAhead({
      place: "[data-field=title]",
      isKept: true,
      close: () => setEditingId(null),
      // As the field does: only Escape gives up what was written in it.
      keep: (text, why) => {
        const title = text.split("\n", 1)[0]?.trim().slice(0, 500);
        if (why !== "escaped" && title) updateTask(task, { title });
      },
    });
    setEditingId(task.id);
  }

  const actions: RowActions = {
    focus: (task) => focus.setActive(task.id),
    press: (event, task, index) =>
      pressRowKey(event, {
        task,
        index,
        lastIndex: rows.length - 1,
        focus,
        choosing,
        selected,
        isTrash,
        isByDay,
        timeZone: context.timeZone,
        onOpen: () => openTask(task.id),
        onEdit: () => edit(task),
      }),
    open: (task) => openTask(task.id),
    choose: (task, isRange) =>
      isRange ? choosing.extend(task.id, focus.activeId ?? task.id) : choosing.toggle(task.id),
    edit: (task, isEditing) => {
      if (isEditing) return edit(task);
      setEditingId(null);
      focus.want(task.id);
    },
    restore: restoreTask,
  };
  // The same for every render, so that scrolling draws only the rows that come in.
  const latestActions = useRef(actions);
  useLayoutEffect(() => {
    latestActions.current = actions;
  });

  return (
    <div ref={passFocusToRegion} className="relative flex min-h-0 grow flex-col">
      <div ref={scroller} className="min-h-0 grow overflow-y-auto" data-testid="task-scroller">
        <div
          role="grid"
          tabIndex={-1}
          aria-label={m.tasks.list}
          aria-multiselectable
          aria-rowcount={rows.length}
          className={`relative mx-auto w-full max-w-3xl px-1 outline-none sm:px-6 ${isSettling ? "rows-settle" : ""}`}
          style={{ height: virtualizer.getTotalSize() }}
          {...pointers.handlers}
        >
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return row.kind === "heading" ? (
              <ListHeading
                key={row.key}
                place={{
                  ref: virtualizer.measureElement,
                  "data-index": item.index,
                  style: { transform: `translateY(${item.start}px)` },
                }}
                heading={row}
                context={context}
                isTarget={row.day !== null && pointers.targetDay === row.day}
                tasks={() => readTasks().slice(0, row.count)}
              />
            ) : (
              <TaskRow
                key={row.key}
                measure={virtualizer.measureElement}
                index={item.index}
                start={item.start}
                task={row.task}
                day={row.day}
                context={context}
                isUnderDay={row.isUnderDay}
                isTrash={isTrash}
                isOpen={search.task === row.task.id}
                isChosen={chosenIds.has(row.task.id)}
                isChoosing={chosenIds.size > 0}
                isEditing={editingId === row.task.id}
                isTabStop={focus.tabStop === row.key}
                isMovable={isByDay}
                swipe={pointers.swipe?.id === row.task.id ? pointers.swipe : null}
                actions={latestActions}
              />
            );
          })}
        </div>
      </div>
      {pointers.overlay}
      {selected && (
        <Piece>
          <BulkBar
            tasks={chosenTasks}
            context={context}
            isTrash={isTrash}
            onClear={selected.done}
          />
        </Piece>
      )}
    </div>
  );
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
