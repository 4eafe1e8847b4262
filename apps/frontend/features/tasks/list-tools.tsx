import { ArrowDown, ArrowDownUp, ArrowUp, ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../ui/button.tsx";
import { inputLook } from "../../ui/field.tsx";
import { ChoiceMenu, MenuEntry, MenuLine, Popup } from "../../ui/popup.tsx";
import { PriorityIcon, priorityOrder } from "../../ui/priority.tsx";
import type { Tool } from "./list-header.tsx";
import { dueChoices, statuses, useListSearch, type ListSearch } from "./list-search.ts";
import { defaultOrder, sorts, type TaskFilters } from "./task-filters.ts";
import { useTags } from "./task-queries.ts";
import type { View } from "./views.ts";
import { m } from "../../messages/all-messages.ts";

type ListToolsProps = { view: View; filters: TaskFilters; openAtFirst: Tool | null };

/** Filters and order of a list. Both are kept in the address. */
export function ListTools({ view, filters, openAtFirst }: ListToolsProps) {
  const { search, change } = useListSearch();
  const active =
    (search.priority ? 1 : 0) +
    (search.tag ? 1 : 0) +
    (search.due ? 1 : 0) +
    (search.status ? 1 : 0);
  return (
    <>
      <Popup
        label={m.filters.filter}
        isOpenAtFirst={openAtFirst === "filter"}
        trigger={
          <IconButton
            label={active > 0 ? m.filters.active(active) : m.filters.filter}
            className={active > 0 ? "bg-accent-soft text-accent" : ""}
          >
            <ListFilter size={17} aria-hidden />
          </IconButton>
        }
      >
        <FilterPanel view={view} search={search} change={change} />
      </Popup>
      <ChoiceMenu
        isOpenAtFirst={openAtFirst === "sort"}
        trigger={
          <IconButton label={m.filters.sortedBy(m.filters.sorts[filters.sort])}>
            <ArrowDownUp size={16} aria-hidden />
          </IconButton>
        }
        value={filters.sort}
        options={sorts.map((value) => ({ value, label: m.filters.sorts[value] }))}
        onChoose={(sort) => change({ sort, order: defaultOrder(sort) })}
      >
        <MenuLine />
        <MenuEntry
          onClick={() =>
            change({ sort: filters.sort, order: filters.order === "asc" ? "desc" : "asc" })
          }
        >
          {filters.order === "asc" ? <ArrowDown size={15} /> : <ArrowUp size={15} />}
          {m.filters.reverse}
        </MenuEntry>
      </ChoiceMenu>
    </>
  );
}

type FilterPanelProps = {
  view: View;
  search: ListSearch;
  change: (patch: ListSearch) => void;
};

function FilterPanel({ view, search, change }: FilterPanelProps) {
  const tags = useTags();
  const hasStatus = view.name !== "completed" && view.name !== "trash";
  const chosenTags = search.tag ?? [];
  return (
    <div className="grid w-80 max-w-full gap-4 p-4">
      {hasStatus && (
        <Section name={m.filters.status}>
          {statuses.map((value) => (
            <Pill
              key={value}
              isOn={(search.status ?? "open") === value}
              onPress={() => change({ status: value === "open" ? undefined : value })}
            >
              {statusName(value)}
            </Pill>
          ))}
        </Section>
      )}
      <Section name={m.filters.due}>
        {dueChoices.map((value) => (
          <Pill
            key={value}
            isOn={search.due === value}
            onPress={() =>
              change({
                due: search.due === value ? undefined : value,
                from: undefined,
                to: undefined,
              })
            }
          >
            {dueName(value)}
          </Pill>
        ))}
        {search.due === "range" && (
          <div className="mt-1 grid w-full grid-cols-2 gap-2">
            <DateInput
              label={m.common.from}
              value={search.from}
              onPick={(from) => change({ from })}
            />
            <DateInput label={m.common.to} value={search.to} onPick={(to) => change({ to })} />
          </div>
        )}
      </Section>
      <Section name={m.filters.priority}>
        {priorityOrder.map((priority) => (
          <Pill
            key={priority}
            isOn={search.priority?.includes(priority) ?? false}
            onPress={() => change({ priority: toggled(search.priority ?? [], priority) })}
          >
            <PriorityIcon priority={priority} size={13} />
            {priority === "none" ? m.filters.noPriority : m.priorities[priority]}
          </Pill>
        ))}
      </Section>
      {view.name !== "tag" && tags.length > 0 && (
        <Section name={m.filters.tags}>
          {tags.slice(0, 16).map(({ name }) => (
            <Pill
              key={name}
              isOn={chosenTags.includes(name)}
              onPress={() => change({ tag: toggled(chosenTags, name) })}
            >
              #{name}
            </Pill>
          ))}
        </Section>
      )}
    </div>
  );
}

function statusName(status: (typeof statuses)[number]): string {
  return status === "all" ? m.filters.both : m.filters[status];
}

function dueName(due: (typeof dueChoices)[number]): string {
  return due === "none" ? m.filters.noDate : m.filters[due];
}

function toggled<Item>(items: readonly Item[], item: Item): Item[] | undefined {
  const next = items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
  return next.length > 0 ? next : undefined;
}

function Section({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 text-xs font-medium text-ink-faint">{name}</legend>
      <div className="flex flex-wrap gap-1.5">{children}</div>
    </fieldset>
  );
}

type PillProps = { isOn: boolean; onPress: () => void; children: ReactNode };

function Pill({ isOn, onPress, children }: PillProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={`inline-flex h-7 max-w-full items-center gap-1.5 truncate rounded-full border px-2.5 text-sm transition-colors duration-(--quick) pointer-coarse:h-11 pointer-coarse:px-3.5 ${
        isOn
          ? "border-accent bg-accent-soft text-accent"
          : "border-line text-ink-soft hover:border-line-strong hover:text-ink"
      }`}
    >
      {children}
    </button>
  );
}

type DateInputProps = { label: string; value: string | undefined; onPick: (day: string) => void };

function DateInput({ label, value, onPick }: DateInputProps) {
  return (
    <label className="text-xs text-ink-faint">
      {label}
      <input
        type="date"
        value={value ?? ""}
        onChange={(event) => onPick(event.target.value)}
        className={`${inputLook} mt-1 h-9 text-sm`}
      />
    </label>
  );
}
