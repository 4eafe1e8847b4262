import {
  CalendarDays,
  CircleCheck,
  Flag,
  Hash,
  Inbox,
  ListFilter,
  type LucideIcon,
  SearchX,
  Sun,
  Trash2,
} from "lucide-react";
import { useEffect, useMemo, type ReactNode } from "react";
import { currentFilters, currentView } from "../../app/quick-add-state.ts";
import { useNow } from "../../lib/clock.ts";
import { Piece } from "../../app/piece.tsx";
import { lazyPart } from "../../lib/lazy-part.tsx";
import { useIsWide } from "../../lib/media.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states.tsx";
import { useMe } from "../accounts/me.ts";
import { AddLine } from "../quick-add/add-line.tsx";
import type { DueContext } from "./due-words.ts";
import { groupByDay, ungrouped } from "./group-tasks.ts";
import { ListHeader } from "./list-header.tsx";
import { isFiltered, useListSearch } from "./list-search.ts";
import { TaskList } from "./task-list.tsx";
import { useFoundTasks } from "./use-found-tasks.ts";
import { isByDay, viewFilters, viewTitle, type View, type ViewName } from "./views.ts";
import { m } from "../../messages/messages.ts";

const ExampleBar = lazyPart(async () => (await import("../first-run/example-bar.tsx")).ExampleBar);
const FirstRun = lazyPart(async () => (await import("../first-run/first-run.tsx")).FirstRun);

/** Days of Upcoming that are there to plan on even when they are free. */
const daysAhead = 14;

type TaskListPageProps = {
  view: View;
  /** In place of the view's own name and header. */
  title?: string;
  header?: (total: number | null) => ReactNode;
  /** In place of the list, while there is none to show. */
  instead?: ReactNode;
};

/** A view: its header, its list, or what it says when there is none. */
export function TaskListPage({ view, title, header, instead }: TaskListPageProps) {
  const { search, clearFilters } = useListSearch();
  const { time_zone: timeZone } = useMe();
  const now = useNow();
  const context = useMemo(() => ({ now, timeZone }), [now, timeZone]);
  const filters = useMemo(() => viewFilters(view, search, context), [view, search, context]);
  const { state, tasks, isSimilar } = useFoundTasks(filters);
  const total = state.status === "ready" ? tasks.length : null;
  const isWide = useIsWide();
  const canAdd =
    view.name !== "completed" &&
    view.name !== "trash" &&
    state.status === "ready" &&
    instead === undefined;
  const isGrouped = isByDay(view, filters);
  const daysShown = view.name === "upcoming" && !isFiltered(search) ? daysAhead : 0;
  const rows = useMemo(
    () => (isGrouped ? groupByDay(tasks, context, daysShown) : ungrouped(tasks)),
    [isGrouped, tasks, context, daysShown],
  );

  useEffect(() => {
    document.title = m.pageTitle(title ?? viewTitle(view));
    currentView.set(view);
    return () => currentView.set(null);
  }, [view, title]);
  useEffect(() => {
    currentFilters.set(filters);
    return () => currentFilters.set(null);
  }, [filters]);

  return (
    <main id="content" className="flex min-h-0 grow flex-col">
      {header ? header(total) : <ListHeader view={view} filters={filters} total={total} />}
      <div role="status">
        {isSimilar && (
          <Narrow>
            <p className="px-3 pb-2 text-sm text-ink-soft">{m.filters.similar}</p>
          </Narrow>
        )}
      </div>
      <Piece instead={() => null}>
        <ExampleBar />
      </Piece>
      {isWide && canAdd && (
        <Narrow>
          <AddLine />
        </Narrow>
      )}
      {instead !== undefined ? (
        <div className="min-h-0 grow overflow-y-auto">{instead}</div>
      ) : state.status === "loading" ? (
        <Narrow>
          <SkeletonRows />
        </Narrow>
      ) : state.status === "failed" ? (
        <ErrorState error={state.error} onRetry={() => window.location.reload()} />
      ) : tasks.length === 0 ? (
        <Empty
          view={view}
          context={context}
          isNarrowed={isFiltered(search)}
          onClear={clearFilters}
        />
      ) : (
        <TaskList
          rows={rows}
          context={context}
          isTrash={view.name === "trash"}
          isByDay={isGrouped}
        />
      )}
    </main>
  );
}

/** The column that everything on a list page keeps to. */
export function Narrow({ children }: { children: React.ReactNode }) {
  return <div className="mx-auto w-full max-w-3xl px-1 sm:px-6">{children}</div>;
}

const icons: Record<ViewName, LucideIcon> = {
  all: Inbox,
  today: Sun,
  upcoming: CalendarDays,
  tag: Hash,
  priority: Flag,
  filter: ListFilter,
  completed: CircleCheck,
  trash: Trash2,
};

type EmptyProps = { view: View; context: DueContext; isNarrowed: boolean; onClear: () => void };

function Empty({ view, context, isNarrowed, onClear }: EmptyProps) {
  if (isNarrowed) {
    return (
      <EmptyState icon={SearchX} title={m.views.noneFits}>
        <p className="mb-5">{m.views.noneFitsText}</p>
        <Button onClick={onClear}>{m.filters.clear}</Button>
      </EmptyState>
    );
  }
  const { title, text } = m.views.empty[view.name];
  return (
    <EmptyState icon={icons[view.name]} title={title}>
      <p>{text}</p>
      {view.name === "all" && (
        <Piece>
          <FirstRun context={context} />
        </Piece>
      )}
    </EmptyState>
  );
}
