import type { FilterProblem } from "@pakaura/domain/filter/filter-problem";
import { m } from "../../messages/all-messages.ts";

type FilterMistakeProps = {
  id: string;
  text: string;
  problem: FilterProblem;
  onRepair: (suggestion: string) => void;
};

/** What is wrong with a query, with its place marked and a guess to take over. */
export function FilterMistake({ id, text, problem, onRepair }: FilterMistakeProps) {
  const { start, end } = problem;
  const suggestion = "suggestion" in problem ? problem.suggestion : undefined;
  return (
    <div id={id} role="alert" className="mt-2 grid gap-1 text-sm">
      {end > start && (
        <code aria-hidden className="font-mono wrap-anywhere text-ink-faint">
          {text.slice(0, start)}
          <mark className="bg-danger-soft text-danger underline decoration-wavy underline-offset-4">
            {text.slice(start, end)}
          </mark>
          {text.slice(end)}
        </code>
      )}
      <p className="text-danger">
        {m.filters.problem(problem)}{" "}
        {suggestion !== undefined && (
          <button
            type="button"
            onClick={() => onRepair(suggestion)}
            className="rounded-md font-medium text-accent underline pointer-coarse:min-h-11"
          >
            {m.filters.repair(suggestion)}
          </button>
        )}
      </p>
    </div>
  );
}
