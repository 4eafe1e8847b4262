import {
  CalendarDays,
  CircleCheck,
  Hash,
  History,
  Inbox,
  MessageCircle,
  type LucideIcon,
  Plus,
  Search,
  Settings,
  Sun,
  Trash2,
} from "lucide-react";
import { memo, type ReactNode } from "react";
import { Link } from "wouter";
import { useMe } from "../features/accounts/me.ts";
import { useTags, useTaskCount } from "../features/tasks/task-queries.ts";
import { viewFilters, type View } from "../features/tasks/views.ts";
import { useNow } from "../lib/clock.ts";
import { lazyPart } from "../lib/lazy-part.tsx";
import { IconButton } from "../ui/button.tsx";
import { PriorityIcon } from "../ui/priority.tsx";
import { Key } from "../ui/states.tsx";
import { openAssistant } from "./assistant-state.ts";
import { Logo } from "./logo.tsx";
import { openPalette } from "./palette-state.ts";
import { Piece } from "./piece.tsx";
import { PlaceLink } from "./place-link.tsx";
import { openQuickAdd } from "./quick-add-state.ts";
import { formatNumber } from "../messages/format.ts";
import { m } from "../messages/messages.ts";

const SidebarFilters = lazyPart(
  async () => (await import("../features/filters/sidebar-filters.tsx")).SidebarFilters,
);

const priorities = ["urgent", "high", "medium", "low"] as const;
const priorityViews = {
  urgent: { name: "priority", priority: "urgent" },
  high: { name: "priority", priority: "high" },
  medium: { name: "priority", priority: "medium" },
  low: { name: "priority", priority: "low" },
} as const;
const shownTags = 12;

/** The places of the app, at the left of a wide page. Going to another changes only the two links. */
export const Sidebar = memo(function Sidebar() {
  return (
    <aside className="flex w-60 shrink-0 flex-col border-e border-line bg-sidebar">
      <SidebarContent />
    </aside>
  );
});

/** What the sidebar and the drawer of a phone show. */
export function SidebarContent() {
  const me = useMe();
  const used = useTags().slice(0, shownTags);
  return (
    <div className="flex h-full min-h-0 flex-col px-3 pt-4 pb-3">
      <div className="mb-4 flex items-center gap-2.5 px-2">
        <Logo />
        <span className="grow text-base font-semibold tracking-tight">Pakaura</span>
        <IconButton
          label={m.palette.title}
          className="-me-2"
          onClick={() => openPalette(undefined)}
        >
          <Search size={16} aria-hidden />
        </IconButton>
      </div>
      <button
        type="button"
        onClick={openQuickAdd}
        className="mb-1.5 flex h-(--control) shrink-0 items-center gap-2.5 rounded-lg border border-line bg-surface px-2.5 text-sm font-medium transition-colors duration-(--quick) hover:border-line-strong pointer-coarse:h-11"
      >
        <Plus size={16} strokeWidth={2.25} className="text-accent" aria-hidden />
        <span className="grow text-start">{m.tasks.add}</span>
        <span aria-hidden className="pointer-coarse:hidden">
          <Key>q</Key>
        </span>
      </button>
      <button
        type="button"
        onClick={openAssistant}
        className={`${entryLook} mb-3.5 shrink-0 text-ink-soft hover:bg-hover hover:text-ink`}
      >
        <MessageCircle size={16} strokeWidth={1.85} aria-hidden className="shrink-0" />
        <span className="grow text-start">{m.assistant.title}</span>
        <span aria-hidden className="pointer-coarse:hidden">
          <Key>a</Key>
        </span>
      </button>
      <nav aria-label={m.navigation.views} className="-mx-1 min-h-0 grow overflow-y-auto px-1 pb-2">
        <Entry to="/" icon={Inbox} isExact count={<ViewCount view={{ name: "all" }} />}>
          {m.views.all}
        </Entry>
        <Entry to="/today" icon={Sun} count={<ViewCount view={{ name: "today" }} />}>
          {m.views.today}
        </Entry>
        <Entry to="/upcoming" icon={CalendarDays}>
          {m.views.upcoming}
        </Entry>
        <div className="mt-5 mb-1 flex items-center px-2.5">
          <h2 className="grow text-xs font-medium text-ink-faint">{m.filters.title}</h2>
          <Link
            to="/filter"
            aria-label={m.filters.add}
            title={m.filters.add}
            className="-me-1 flex size-6 items-center justify-center rounded-md text-ink-faint hover:bg-hover hover:text-ink pointer-coarse:size-11"
          >
            <Plus size={14} aria-hidden />
          </Link>
        </div>
        <Piece>
          <SidebarFilters Entry={Entry} ViewCount={ViewCount} />
        </Piece>
        <h2 className="mt-5 mb-1 px-2.5 text-xs font-medium text-ink-faint">
          {m.navigation.priorities}
        </h2>
        <ul className="flex gap-0.5 px-0.5">
          {priorities.map((priority) => (
            <li key={priority} className="grow">
              <PlaceLink
                to={`/priorities/${priority}`}
                label={m.priorities[priority]}
                activeClass="bg-pressed"
                inactiveClass="hover:bg-hover"
                className="bleed-focus flex h-8 items-center justify-center gap-1.5 rounded-lg transition-colors duration-(--quick) pointer-coarse:h-11"
              >
                <PriorityIcon priority={priority} />
                <ViewCount view={priorityViews[priority]} />
              </PlaceLink>
            </li>
          ))}
        </ul>
        {used.length > 0 && (
          <>
            <h2 className="mt-5 mb-1 px-2.5 text-xs font-medium text-ink-faint">
              {m.navigation.tags}
            </h2>
            {used.map((tag) => (
              <Entry
                key={tag.name}
                to={`/tags/${encodeURIComponent(tag.name)}`}
                icon={Hash}
                count={<Count>{tag.task_count}</Count>}
              >
                {tag.name}
              </Entry>
            ))}
          </>
        )}
      </nav>
      <nav aria-label={m.navigation.more} className="border-t border-line pt-2">
        <Entry to="/completed" icon={CircleCheck}>
          {m.views.completed}
        </Entry>
        <Entry to="/trash" icon={Trash2}>
          {m.views.trash}
        </Entry>
        <Entry to="/activity" icon={History}>
          {m.navigation.activity}
        </Entry>
        <Entry to="/settings" icon={Settings}>
          <span title={me.email}>{me.name || m.navigation.settings}</span>
        </Entry>
      </nav>
    </div>
  );
}

type EntryProps = {
  to: string;
  icon: LucideIcon;
  isExact?: boolean;
  count?: ReactNode;
  children: ReactNode;
};

const entryLook =
  "bleed-focus flex h-(--entry) items-center gap-2.5 rounded-lg px-2.5 text-sm transition-colors duration-(--quick) pointer-coarse:h-11";

function Entry({ to, icon: Icon, isExact = false, count, children }: EntryProps) {
  return (
    <PlaceLink
      to={to}
      isExact={isExact}
      activeClass="bg-pressed text-ink font-medium"
      inactiveClass="text-ink-soft hover:bg-hover hover:text-ink"
      className={`${entryLook} mb-px`}
    >
      <Icon size={16} strokeWidth={1.85} aria-hidden className="shrink-0" />
      <span className="min-w-0 grow truncate">{children}</span>
      {count}
    </PlaceLink>
  );
}

function ViewCount({ view }: { view: View }) {
  const { time_zone: timeZone } = useMe();
  const count = useTaskCount(viewFilters(view, {}, { now: useNow(), timeZone }));
  return count > 0 ? <Count>{count}</Count> : null;
}

function Count({ children }: { children: number }) {
  return (
    <span className="text-xs font-normal text-ink-faint tabular-nums">
      {formatNumber(children)}
    </span>
  );
}
