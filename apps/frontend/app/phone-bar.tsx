import { CalendarDays, Inbox, type LucideIcon, Menu, Plus, Sun } from "lucide-react";
import { PlaceLink } from "./place-link.tsx";
import { openQuickAdd } from "./quick-add-state.ts";
import { m } from "../messages/messages.ts";

const tab = "flex h-14 min-w-0 grow basis-0 flex-col items-center justify-center gap-0.5 text-xs";

/** The places that a thumb reaches, at the foot of a narrow page. */
export function PhoneBar({ onMenu }: { onMenu: () => void }) {
  return (
    <nav
      aria-label={m.navigation.views}
      className="flex shrink-0 items-center border-t border-line bg-surface px-1 pb-[env(safe-area-inset-bottom)]"
    >
      <Tab to="/" label={m.navigation.all} icon={Inbox} />
      <Tab to="/today" label={m.views.today} icon={Sun} />
      <button
        type="button"
        aria-label={m.tasks.add}
        onClick={openQuickAdd}
        className="mx-2 flex size-12 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent active:bg-accent-strong"
      >
        <Plus size={23} aria-hidden />
      </button>
      <Tab to="/upcoming" label={m.views.upcoming} icon={CalendarDays} />
      <button type="button" className={`${tab} bleed-focus text-ink-faint`} onClick={onMenu}>
        <Menu size={20} strokeWidth={1.85} aria-hidden />
        {m.navigation.menu}
      </button>
    </nav>
  );
}

function Tab({ to, label, icon: Icon }: { to: string; label: string; icon: LucideIcon }) {
  return (
    <PlaceLink
      to={to}
      isExact
      activeClass="font-medium text-accent"
      inactiveClass="text-ink-faint"
      className={`${tab} bleed-focus`}
    >
      <Icon size={20} strokeWidth={1.85} aria-hidden />
      {label}
    </PlaceLink>
  );
}
