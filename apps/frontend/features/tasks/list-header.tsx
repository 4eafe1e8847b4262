import { ArrowDownUp, ListFilter, Search, X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Piece } from "../../app/piece.tsx";
import { whenIdle } from "../../lib/idle.ts";
import { lazyPart } from "../../lib/lazy-part.tsx";
import { IconButton } from "../../ui/button.tsx";
import type { TaskFilters } from "./task-filters.ts";
import { isFiltered, useListSearch } from "./list-search.ts";
import { viewTitle, type View } from "./views.ts";
import { formatNumber } from "../../messages/format.ts";
import { m } from "../../messages/messages.ts";

const ListTools = lazyPart(async () => (await import("./list-tools.tsx")).ListTools);

type ListHeaderProps = { view: View; filters: TaskFilters; total: number | null };

/** Name and size of a view, its search, and its filters and order. */
export function ListHeader({ view, filters, total }: ListHeaderProps) {
  const { search, clearFilters } = useListSearch();
  return (
    <header className="mx-auto w-full max-w-3xl shrink-0 px-4 pt-5 pb-2 sm:px-9 sm:pt-8">
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 truncate text-xl font-semibold tracking-tight">{viewTitle(view)}</h1>
        {total !== null && total > 0 && (
          <span
            className="mt-0.5 text-sm text-ink-faint tabular-nums"
            aria-label={m.tasks.count(total)}
          >
            {formatNumber(total)}
          </span>
        )}
        <div className="ms-auto flex items-center gap-1">
          <Tools view={view} filters={filters} />
        </div>
        <SearchField />
      </div>
      {view.name === "trash" && total !== 0 && (
        <p className="mt-1 text-sm text-ink-faint">{m.views.empty.trash.text}</p>
      )}
      {isFiltered(search) && total !== 0 && (
        <button
          type="button"
          onClick={clearFilters}
          className="appear mt-2 inline-flex items-center gap-1.5 rounded-md text-sm text-accent hover:underline pointer-coarse:min-h-11"
        >
          <X size={14} aria-hidden />
          {m.filters.clear}
        </button>
      )}
    </header>
  );
}

export type Tool = "filter" | "sort";

/** Filters and order load after the list is there; pressed earlier, they open as soon as they are. */
export function Tools({ view, filters }: { view: View; filters: TaskFilters }) {
  const [isWanted, setIsWanted] = useState(false);
  const [pressed, setPressed] = useState<Tool | null>(null);
  useEffect(() => whenIdle(() => setIsWanted(true)), []);
  const standIn = (want: () => void): ReactNode => {
    const press = (tool: Tool) => (): void => {
      setPressed(tool);
      want();
    };
    return (
      <>
        <IconButton label={m.filters.filter} onClick={press("filter")}>
          <ListFilter size={17} aria-hidden />
        </IconButton>
        <IconButton label={m.filters.sort} onClick={press("sort")}>
          <ArrowDownUp size={16} aria-hidden />
        </IconButton>
      </>
    );
  };
  if (!isWanted) return standIn(() => setIsWanted(true));
  return (
    <Piece fallback={standIn(() => undefined)} instead={standIn}>
      <ListTools view={view} filters={filters} openAtFirst={pressed} />
    </Piece>
  );
}

const typingPauseMs = 180;

function SearchField() {
  const { search, change } = useListSearch();
  const [text, setText] = useState(search.q ?? "");
  const sent = useRef(search.q ?? "");

  // The address changed by itself: a link, the way back, "clear".
  useEffect(() => {
    if ((search.q ?? "") === sent.current) return;
    sent.current = search.q ?? "";
    setText(sent.current);
  }, [search.q]);

  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      change({ q: sent.current || undefined }, { replace: true });
    }, typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, change]);

  return (
    <label className="relative block w-full sm:w-52">
      <span className="sr-only">{m.filters.searchTasks}</span>
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute top-1/2 start-3 -translate-y-1/2 text-ink-faint"
      />
      <input
        type="search"
        value={text}
        placeholder={m.filters.search}
        maxLength={500}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setText("");
          event.currentTarget.blur();
        }}
        className="h-9 w-full rounded-lg border border-transparent bg-hover pe-3 ps-9 text-sm transition-colors duration-(--quick) focus-visible:border-accent focus-visible:bg-surface focus-visible:outline-1 focus-visible:-outline-offset-1 pointer-coarse:h-11 pointer-coarse:text-base [&::-webkit-search-cancel-button]:hidden"
      />
    </label>
  );
}
