import { Button } from "../../ui/button.tsx";
import { dayWords, type DueContext } from "../tasks/due-words.ts";
import { useActivity } from "./activity-queries.ts";
import { EntryLine } from "./entry-line.tsx";
import { groupEntries } from "./group-entries.ts";
import { m } from "../../messages/all-messages.ts";

type TaskActivityProps = { taskId: string; version: number; context: DueContext };

/** What happened to one task, under its details. Version 0 has no history yet. */
export function TaskActivity({ taskId, version, context }: TaskActivityProps) {
  return (
    <section aria-label={m.activity.ofTask} className="mt-6 border-t border-line pt-4">
      <h2 className="mb-1 text-sm font-semibold">{m.activity.title}</h2>
      {version > 0 && <Entries taskId={taskId} context={context} />}
    </section>
  );
}

function Entries({ taskId, context }: Omit<TaskActivityProps, "version">) {
  const query = useActivity(taskId);
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError && entries.length === 0) {
    return (
      <p className="flex items-center justify-between text-sm text-ink-soft">
        {m.activity.notLoaded}
        <Button onClick={() => void query.refetch()}>{m.common.tryAgain}</Button>
      </p>
    );
  }
  return (
    <>
      {groupEntries(entries, context.timeZone).map(({ day, entries: items }) => (
        <div key={day}>
          <h3 className="mt-2 text-xs text-ink-faint">{dayWords(day, context)}</h3>
          <ul>
            {items.map((entry) => (
              <EntryLine key={entry.id} entry={entry} context={context} />
            ))}
          </ul>
        </div>
      ))}
      {query.hasNextPage && (
        <Button look="quiet" className="mt-1 -ms-3" onClick={() => void query.fetchNextPage()}>
          {m.activity.earlier}
        </Button>
      )}
    </>
  );
}
