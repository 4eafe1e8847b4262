import { History } from "lucide-react";
import { useEffect } from "react";
import { useNow } from "../../lib/clock.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states.tsx";
import { useMe } from "../accounts/me.ts";
import { dayHeading } from "../tasks/due-words.ts";
import { useListSearch } from "../tasks/list-search.ts";
import { ActivityFilters, filterOf } from "./activity-filters.tsx";
import { filterQuery, useActivity } from "./activity-queries.ts";
import { EntryLine } from "./entry-line.tsx";
import { groupEntries, stepsOf } from "./group-entries.ts";
import { StepLine } from "./step-line.tsx";
import { m } from "../../messages/all-messages.ts";

/** Everything that happened, sentence by sentence, newest first. */
export function ActivityPage() {
  const { time_zone: timeZone } = useMe();
  const context = { now: useNow(), timeZone };
  const { search, change } = useListSearch();
  const filter = filterOf(search);
  const query = useActivity(null, filter);
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];

  useEffect(() => {
    document.title = m.pageTitle(m.activity.title);
  }, []);

  return (
    <main id="content" className="min-h-0 grow overflow-y-auto">
      <div className="mx-auto w-full max-w-3xl px-4 pt-5 pb-24 sm:px-9 sm:pt-8">
        <h1 className="flex min-h-9 items-center text-xl font-semibold tracking-tight">
          {m.activity.title}
        </h1>
        <ActivityFilters search={search} change={change} />
        {query.isPending ? (
          <SkeletonRows />
        ) : query.isError && entries.length === 0 ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : entries.length === 0 && filterQuery(filter) !== "" ? (
          <EmptyState icon={History} title={m.activity.nothingFits}>
            {m.activity.nothingFitsText}
          </EmptyState>
        ) : entries.length === 0 ? (
          <EmptyState icon={History} title={m.activity.nothing}>
            {m.activity.nothingText}
          </EmptyState>
        ) : (
          groupEntries(entries, timeZone).map(({ day, entries: items }) => (
            <section key={day} className="mt-5">
              <DayHeading {...dayHeading(day, context)} />
              <ul>
                {stepsOf(items).map((step) => {
                  const [entry] = step;
                  if (entry && step.length === 1) {
                    return (
                      <EntryLine
                        key={entry.id}
                        entry={entry}
                        context={context}
                        onOpen={() => change({ task: entry.task_id })}
                      />
                    );
                  }
                  return (
                    <StepLine
                      key={`${entry?.time} ${entry?.action}`}
                      step={step}
                      isOpenEnded={query.hasNextPage && step.at(-1) === entries.at(-1)}
                      context={context}
                      onOpen={({ task_id: task }) => change({ task })}
                    />
                  );
                })}
              </ul>
            </section>
          ))
        )}
        {query.hasNextPage && (
          <Button
            className="mt-6"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchNextPageError ? m.activity.moreNotLoaded : m.activity.earlier}
          </Button>
        )}
      </div>
    </main>
  );
}

function DayHeading({ name, date }: { name: string; date: string }) {
  return (
    <h2 className="mb-2 flex items-baseline gap-2 border-b border-line pb-1.5 text-sm font-semibold">
      {name}
      <span className="font-normal text-ink-faint">{date}</span>
    </h2>
  );
}
