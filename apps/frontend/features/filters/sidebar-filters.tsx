import { parseFilter } from "@pakaura/domain/filter/parse-filter";
import type { SavedFilter } from "@pakaura/contract/filter";
import { ListFilter } from "lucide-react";
import { useMemo, type ComponentType, type ReactNode } from "react";
import type { View } from "../tasks/views.ts";
import { useSavedFilters } from "./saved-filters.ts";
import { filterView } from "./understand-filters.ts";

type SidebarFiltersProps = {
  /** An entry of the sidebar, and the number of tasks of a view. */
  Entry: ComponentType<{
    to: string;
    icon: typeof ListFilter;
    count?: ReactNode;
    children: ReactNode;
  }>;
  ViewCount: ComponentType<{ view: View }>;
};

/** The saved filters, each with the number of its tasks. */
export function SidebarFilters({ Entry, ViewCount }: SidebarFiltersProps) {
  const { filters } = useSavedFilters();
  return filters.map((filter) => (
    <Entry
      key={filter.id}
      to={`/filters/${filter.id}`}
      icon={ListFilter}
      count={<FilterCount filter={filter} ViewCount={ViewCount} />}
    >
      {filter.name}
    </Entry>
  ));
}

type FilterCountProps = { filter: SavedFilter; ViewCount: SidebarFiltersProps["ViewCount"] };

function FilterCount({ filter: { query }, ViewCount }: FilterCountProps) {
  const view = useMemo(() => {
    const result = parseFilter(query);
    return "filter" in result ? filterView(query, result.filter) : null;
  }, [query]);
  return view && <ViewCount view={view} />;
}
