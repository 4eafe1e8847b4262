import type { Filter } from "@pakaura/domain/filter/filter";
import { filterProblemWords } from "@pakaura/domain/filter/filter-problem-words";
import { parseFilter } from "@pakaura/domain/filter/parse-filter";
import { Problem } from "@pakaura/service/problem";

/** The filter that a query says. Throws `validation_failed` with the place and a hint when it says none. */
export function knownFilter(field: string, query: string): Filter {
  const result = parseFilter(query);
  if ("filter" in result) return result.filter;
  const { problem } = result;
  const message = `at character ${problem.start + 1}: ${filterProblemWords(problem)}`;
  throw new Problem("validation_failed", `${field} ${message}`, {
    errors: [{ field, code: problem.code, message }],
  });
}
