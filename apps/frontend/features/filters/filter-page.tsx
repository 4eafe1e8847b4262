import { parseFilter } from "@pakaura/domain/filter/parse-filter";
import { SearchX } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useParams } from "wouter";
import { m } from "../../messages/all-messages.ts";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states.tsx";
import { useListSearch } from "../tasks/list-search.ts";
import { Narrow, TaskListPage } from "../tasks/task-list-page.tsx";
import { FilterExamples } from "./filter-examples.tsx";
import { FilterHeader } from "./filter-header.tsx";
import { useSavedFilters } from "./saved-filters.ts";
import type { View } from "../tasks/views.ts";
import { filterView } from "./understand-filters.ts";

const typingPauseMs = 250;
/** Before anything is understood. */
const noView: View = { name: "filter" };

/** A filter: one that is saved, or a query that stands in the address alone. */
export function FilterPage() {
  const { id } = useParams<{ id?: string }>();
  const { filters, isPending, error, refetch } = useSavedFilters();
  const { search } = useListSearch();
  const filter = filters.find((one) => one.id === id);
  if (id !== undefined && filter === undefined && search.filter === undefined) {
    return (
      <main id="content" className="flex min-h-0 grow flex-col">
        {isPending ? (
          <Narrow>
            <SkeletonRows />
          </Narrow>
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <EmptyState icon={SearchX} title={m.filters.missing}>
            {m.filters.missingText}
          </EmptyState>
        )}
      </main>
    );
  }
  return <FilterList key={id ?? "new"} {...(filter ? { saved: filter } : {})} />;
}

type FilterListProps = { saved?: { id: string; name: string; query: string; position: number } };

function FilterList({ saved }: FilterListProps) {
  const { search, change } = useListSearch();
  const inAddress = search.filter ?? saved?.query ?? "";
  const [text, setText] = useState(inAddress);
  const written = useRef(inAddress);

  // The address changed by itself: a link, the way back, another session.
  useEffect(() => {
    if (inAddress === written.current) return;
    written.current = inAddress;
    setText(inAddress);
  }, [inAddress]);

  const result = useMemo(() => parseFilter(text), [text]);
  const isUnderstood = "filter" in result;

  useEffect(() => {
    if (text === written.current || !(isUnderstood || text.trim() === "")) return;
    const timer = setTimeout(() => {
      written.current = text;
      change({ filter: text === saved?.query ? undefined : text }, { replace: true });
    }, typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, isUnderstood, change, saved?.query]);

  // While something is being written the list stays as it was last understood.
  const understood = useMemo(() => parseFilter(inAddress), [inAddress]);
  const view = useMemo(
    () => ("filter" in understood ? filterView(inAddress, understood.filter) : null),
    [inAddress, understood],
  );
  return (
    <TaskListPage
      view={view ?? noView}
      title={saved?.name ?? m.filters.filter}
      header={(total) => (
        <FilterHeader
          text={text}
          problem={"problem" in result ? result.problem : null}
          saved={saved}
          view={view}
          total={view && total}
          onChange={setText}
        />
      )}
      instead={view ? undefined : text.trim() === "" && <FilterExamples onChoose={setText} />}
    />
  );
}
