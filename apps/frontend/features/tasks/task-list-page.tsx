import {
  CalendarDays,
  CircleCheck,
  Hash,
  Inbox,
  type LucideIcon,
  SearchX,
  Sun,
  Trash2,
} from "lucide-react";
import { useEffect, useMemo } from "react";
import { currentView } from "../../app/quick-add-state.ts";
import { useNow } from "../../lib/clock.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, ErrorState, Key, SkeletonRows } from "../../ui/states.tsx";
import { useMe } from "../accounts/me.ts";
import { groupByDay, ungrouped } from "./group-tasks.ts";
import { ListHeader } from "./list-header.tsx";
import { isFiltered, useListSearch } from "./list-search.ts";
import { TaskList } from "./task-list.tsx";
import { useTaskList } from "./task-queries.ts";
import { isByDay, viewFilters, viewTitle, type View, type ViewName } from "./views.ts";

/** A view: its header, its list, or what it says when there is none. */
export function TaskListPage({ view }: { view: View }) {
  const { search, clearFilters } = useListSearch();
  const { time_zone: timeZone } = useMe();
  const now = useNow();
  const context = useMemo(() => ({ now, timeZone }), [now, timeZone]);
  const filters = useMemo(() => viewFilters(view, search, context), [view, search, context]);
  const { query, tasks, total } = useTaskList(filters);
  const rows = useMemo(
    () => (isByDay(view, filters) ? groupByDay(tasks, context) : ungrouped(tasks)),
    [view, filters, tasks, context],
  );

  useEffect(() => {
    document.title = `${viewTitle(view)} · Pakaura`;
    currentView.set(view);
    return () => currentView.set(null);
  }, [view]);

  return (
    <main className="flex min-h-0 grow flex-col">
      <ListHeader view={view} filters={filters} total={query.data ? total : null} />
      {query.isPending ? (
        <Narrow>
          <SkeletonRows />
        </Narrow>
      ) : query.isError && tasks.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : tasks.length === 0 ? (
        <Empty view={view} isNarrowed={isFiltered(search)} onClear={clearFilters} />
      ) : (
        <TaskList
          rows={rows}
          context={context}
          isTrash={view.name === "trash"}
          hasMore={query.hasNextPage}
          isLoadingMore={query.isFetchingNextPage}
          hasFailed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </main>
  );
}

/** The column that everything on a list page keeps to. */
export function Narrow({ children }: { children: React.ReactNode }) {
  return <div className="mx-auto w-full max-w-3xl px-1 sm:px-6">{children}</div>;
}

const emptyWords: Record<ViewName, { icon: LucideIcon; title: string; text: string }> = {
  all: {
    icon: Inbox,
    title: "A clear head starts here",
    text: "Write down the first thing that is on your mind.",
  },
  today: {
    icon: Sun,
    title: "Nothing left for today",
    text: "Enjoy it, or look at what is coming up.",
  },
  upcoming: {
    icon: CalendarDays,
    title: "Nothing is coming up",
    text: "Tasks with a due date show here, day by day.",
  },
  tag: {
    icon: Hash,
    title: "No open task has this tag",
    text: "Add #tag to a title to put it here.",
  },
  completed: {
    icon: CircleCheck,
    title: "Nothing completed yet",
    text: "What you tick off is kept here.",
  },
  trash: {
    icon: Trash2,
    title: "The trash is empty",
    text: "Deleted tasks stay here for 30 days.",
  },
};

type EmptyProps = { view: View; isNarrowed: boolean; onClear: () => void };

function Empty({ view, isNarrowed, onClear }: EmptyProps) {
  if (isNarrowed) {
    return (
      <EmptyState icon={SearchX} title="No task fits">
        <p className="mb-5">Nothing here matches the search and filters.</p>
        <Button onClick={onClear}>Clear search and filters</Button>
      </EmptyState>
    );
  }
  const { icon, title, text } = emptyWords[view.name];
  return (
    <EmptyState icon={icon} title={title}>
      <p>{text}</p>
      {view.name === "all" && (
        <ul className="mt-6 inline-grid gap-2 text-left text-sm pointer-coarse:hidden">
          <li className="flex items-center gap-2.5">
            <Key>q</Key> add a task from anywhere
          </li>
          <li className="flex items-center gap-2.5">
            <Key>/</Key> search
          </li>
          <li className="flex items-center gap-2.5">
            <Key>?</Key> all keys
          </li>
        </ul>
      )}
    </EmptyState>
  );
}
