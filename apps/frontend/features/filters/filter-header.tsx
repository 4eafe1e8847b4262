import type { FilterProblem } from "@pakaura/domain/filter/filter-problem";
import { useNow } from "../../lib/clock.ts";
import { formatNumber } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { useMe } from "../accounts/me.ts";
import { Tools } from "../tasks/list-header.tsx";
import { useListSearch } from "../tasks/list-search.ts";
import { useTags } from "../tasks/task-queries.ts";
import { viewFilters, type View } from "../tasks/views.ts";
import { FilterEditor } from "./filter-editor.tsx";
import { FilterMenu, NameFilter, type Saved } from "./filter-menu.tsx";
import { saveFilter, updateFilter } from "./saved-filters.ts";
import { goTo } from "../../lib/go-to.ts";

type FilterHeaderProps = {
  text: string;
  problem: FilterProblem | null;
  saved: Saved | undefined;
  view: View | null;
  total: number | null;
  onChange: (text: string) => void;
};

/** Name and size of a filter, its query, and what can be done with it. */
export function FilterHeader({ text, problem, saved, view, total, onChange }: FilterHeaderProps) {
  const { search, change } = useListSearch();
  const { time_zone: timeZone } = useMe();
  const now = useNow();
  const tags = useTags();
  const isEdited = saved !== undefined && text.trim() !== saved.query;
  const canSave = problem === null && text.trim() !== "";

  function keep(): void {
    if (!saved) return;
    updateFilter(saved.id, { query: text.trim() });
    change({ filter: undefined }, { replace: true });
  }

  return (
    <header className="mx-auto w-full max-w-3xl shrink-0 px-4 pt-5 pb-2 sm:px-9 sm:pt-8">
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 truncate text-xl font-semibold tracking-tight">
          {saved?.name ?? m.filters.filter}
        </h1>
        {total !== null && total > 0 && (
          <span
            className="mt-0.5 text-sm text-ink-faint tabular-nums"
            aria-label={m.tasks.count(total)}
          >
            {formatNumber(total)}
          </span>
        )}
        <div className="ms-auto flex items-center gap-1">
          {isEdited && (
            <>
              <Button look="quiet" onClick={() => onChange(saved.query)}>
                {m.filters.discard}
              </Button>
              <Button look="primary" disabled={!canSave} onClick={keep}>
                {m.filters.saveChanges}
              </Button>
            </>
          )}
          {!saved && (
            <NameFilter
              isDisabled={!canSave}
              onName={(name) => goTo(`/filters/${saveFilter(name, text.trim())}`)}
            />
          )}
          {view && <Tools view={view} filters={viewFilters(view, search, { now, timeZone })} />}
          {saved && <FilterMenu saved={saved} />}
        </div>
      </div>
      <FilterEditor
        text={text}
        problem={problem}
        tags={tags.map(({ name }) => name)}
        onChange={onChange}
      />
    </header>
  );
}
