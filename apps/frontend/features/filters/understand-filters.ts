import type { Me } from "@pakaura/contract/http";
import { speaksOfCompletion, type Filter } from "@pakaura/domain/filter/filter";
import { matchFilter } from "@pakaura/domain/filter/match-filter";
import { parseFilter } from "@pakaura/domain/filter/parse-filter";
import { queryClient } from "../../app/client.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { provideFilterTest } from "../tasks/filter-test.ts";
import type { View } from "../tasks/views.ts";

provideFilterTest((query, clock) => {
  const result = parseFilter(query);
  if ("problem" in result) return () => false;
  const weekStart = queryClient.getQueryData<Me>(queryKeys.me)?.week_start ?? "monday";
  return matchFilter(result.filter, { ...clock, weekStart });
});

/** The view that a query is; open tasks only, unless it says itself which it wants. */
export function filterView(query: string, filter: Filter): View {
  return { name: "filter", filter: { query, takesAnyStatus: speaksOfCompletion(filter) } };
}
