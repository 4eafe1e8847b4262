import { Download } from "lucide-react";
import { useId } from "react";
import { inputLook } from "../../ui/field.tsx";
import type { ListSearch } from "../tasks/list-search.ts";
import { filterQuery, type ActivityFilter } from "./activity-queries.ts";
import { m } from "../../messages/all-messages.ts";

const actions = [
  ["", "everything"],
  ["task.created", "created"],
  ["task.updated", "updated"],
  ["task.completed", "completed"],
  ["task.uncompleted", "uncompleted"],
  ["task.deleted", "deleted"],
  ["task.restored", "restored"],
  ["reminder.fired", "reminders"],
] as const;

/** What the address says of the filter. */
export function filterOf({ q, action, from, to }: ListSearch): ActivityFilter {
  return {
    ...(q ? { text: q } : {}),
    ...(action ? { action } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

type ActivityFiltersProps = {
  search: ListSearch;
  change: (patch: ListSearch, options?: { replace?: boolean }) => void;
};

/** Words, kind and days that the log is narrowed down to, all kept in the address, and its export. */
export function ActivityFilters({ search, change }: ActivityFiltersProps) {
  const id = useId();
  const narrow = (patch: ListSearch) => change(patch, { replace: true });
  const query = filterQuery(filterOf(search));
  return (
    <search
      className="mt-3 grid grid-cols-[1fr_1fr] gap-2 sm:grid-cols-[1fr_auto_auto]"
      aria-label={m.activity.filter}
    >
      <div className="col-span-full flex gap-2">
        <input
          type="search"
          aria-label={m.activity.words}
          placeholder={m.activity.search}
          className={`${inputLook} min-w-0 flex-1`}
          value={search.q ?? ""}
          onChange={(event) => narrow({ q: event.target.value || undefined })}
        />
        <a
          href={`/api/v1/activity/export?format=csv${query && `&${query}`}`}
          download
          className="flex h-10 items-center gap-1.5 rounded-lg px-2 text-sm text-ink-soft hover:bg-hover pointer-coarse:h-11"
        >
          <Download size={15} aria-hidden />
          {m.activity.export}
        </a>
      </div>
      <select
        aria-label={m.activity.kind}
        className={`${inputLook} max-sm:col-span-full`}
        value={search.action ?? ""}
        onChange={(event) => narrow({ action: event.target.value || undefined })}
      >
        {actions.map(([value, name]) => (
          <option key={value} value={value}>
            {m.activity.kinds[name]}
          </option>
        ))}
      </select>
      {(["from", "to"] as const).map((end) => (
        <label
          key={end}
          htmlFor={`${id}-${end}`}
          className="flex min-w-0 gap-x-2 gap-y-1 text-sm text-ink-soft max-sm:flex-col sm:items-center"
        >
          {m.common[end]}
          <input
            id={`${id}-${end}`}
            type="date"
            className={`${inputLook} min-w-0 sm:w-38`}
            value={search[end] ?? ""}
            onChange={(event) => narrow({ [end]: event.target.value || undefined })}
          />
        </label>
      ))}
    </search>
  );
}
