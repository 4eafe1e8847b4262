import { m } from "../../messages/all-messages.ts";
import { Narrow } from "../tasks/task-list-page.tsx";

const examples = [
  "today | overdue",
  "!urgent | !high",
  "due: this week & -recurring",
  "no date & no tags",
  "created < 30 days ago & open",
  "completed: last 7 days",
] as const;

/** What a query can say, shown by some that many people want. */
export function FilterExamples({ onChoose }: { onChoose: (query: string) => void }) {
  return (
    <Narrow>
      <div className="px-3 pt-6 sm:px-3">
        <p className="text-ink-soft">{m.filters.lead}</p>
        <ul className="mt-4 grid gap-1">
          {examples.map((query) => (
            <li key={query}>
              <button
                type="button"
                onClick={() => onChoose(query)}
                className="flex min-h-10 w-full flex-col items-start gap-x-4 sm:flex-row sm:items-center rounded-lg px-3 py-1.5 text-start text-sm hover:bg-hover pointer-coarse:min-h-11"
              >
                <code className="font-mono text-accent">{query}</code>
                <span className="text-ink-faint sm:ms-auto">{m.filters.examples[query]}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Narrow>
  );
}
