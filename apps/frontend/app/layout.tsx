import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { useMe } from "../features/accounts/me.ts";
import { firedReminders } from "../features/reminders/fired-reminders.ts";
import { useListSearch } from "../features/tasks/list-search.ts";
import { refusedTitle } from "../features/tasks/refusals.ts";
import { speakFor } from "../lib/language.ts";
import { whenIdle } from "../lib/idle.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { useIsWide } from "../lib/media.ts";
import { useStore } from "../lib/store.ts";
import { tell } from "../lib/toast.ts";
import { undoLast } from "../lib/undo.ts";
import { outbox } from "./client.ts";
import { m } from "../messages/messages.ts";
import { ConnectionSign } from "./connection-sign.tsx";
import { isHelpOpen, openHelp } from "./help-state.ts";
import { useHotkeys } from "./hotkeys.ts";
import { isPaletteOpen, openPalette } from "./palette-state.ts";
import { PhoneBar } from "./phone-bar.tsx";
import { isQuickAddOpen, openQuickAdd } from "./quick-add-state.ts";
import { SkipLink } from "./skip-link.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useLive } from "./use-live.ts";

const loadTaskPanel = async () => (await import("../features/tasks/task-panel.tsx")).TaskPanel;
const loadQuickAdd = async () => (await import("../features/quick-add/quick-add.tsx")).QuickAdd;
const TaskPanel = lazyPart(loadTaskPanel);
const QuickAdd = lazyPart(loadQuickAdd);
const ReminderStack = lazyPart(
  async () => (await import("../features/reminders/reminder-stack.tsx")).ReminderStack,
);
const Palette = lazyPart(async () => (await import("../features/palette/palette.tsx")).Palette);
const HelpSheet = lazyPart(async () => (await import("./help-sheet.tsx")).HelpSheet);
const Drawer = lazyPart(async () => (await import("./drawer.tsx")).Drawer);

/** Takes the last step back that was made in this tab, and says which. */
function undoLastStep(): void {
  const words = undoLast();
  if (words === null) tell(m.common.nothingToUndo, { id: "undone" });
  else tell(m.common.undone, { id: "undone", description: words });
}

/** What surrounds every page of somebody who is signed in. */
export function Layout({ children }: { children: ReactNode }) {
  const isWide = useIsWide();
  const { search, change } = useListSearch();
  const [path, navigate] = useLocation();
  const isPaletteShown = useStore(isPaletteOpen);
  const isHelpShown = useStore(isHelpOpen);
  const hasReminders = useStore(firedReminders).length > 0;
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const isAdding = useStore(isQuickAddOpen);
  const refused = useStore(refusedTitle);

  const leave = useCallback(() => {
    navigate("/sign-in?ended=yes", { replace: true });
  }, [navigate]);
  useLive(leave);

  const { language } = useMe();
  useEffect(() => void speakFor(language), [language]);

  // Changes outlive the page, unless there was no room for them.
  useEffect(() => {
    function hold(event: BeforeUnloadEvent): void {
      if (outbox.unsaved.get() > 0) event.preventDefault();
    }
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, []);

  // Ready before they are asked for, so that the first letter typed after `q` is not lost.
  useEffect(
    () =>
      whenIdle(() => {
        // A failure shows itself, and is tried again, once the part is wanted.
        Promise.all([loadQuickAdd(), loadTaskPanel()]).catch(() => undefined);
      }),
    [],
  );
  const openTask = useRef(search.task);
  useEffect(() => {
    openTask.current = search.task;
  }, [search.task]);
  const actions = useMemo(
    () => ({
      add: openQuickAdd,
      palette: () => openPalette(openTask.current),
      search: () => document.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
      all: () => navigate("/"),
      today: () => navigate("/today"),
      upcoming: () => navigate("/upcoming"),
      completed: () => navigate("/completed"),
      trash: () => navigate("/trash"),
      activity: () => navigate("/activity"),
      settings: () => navigate("/settings"),
      undo: undoLastStep,
      help: openHelp,
    }),
    [navigate],
  );
  useHotkeys(actions);

  return (
    <div className="flex h-dvh overflow-hidden">
      <SkipLink />
      {isWide && <Sidebar />}
      <div className="relative flex min-w-0 grow flex-col">
        {children}
        <ConnectionSign />
        {!isWide && <PhoneBar onMenu={() => setIsDrawerOpen(true)} />}
      </div>
      <Suspense>
        {search.task && (
          <TaskPanel
            key={search.task}
            taskId={search.task}
            onClose={() => change({ task: undefined })}
          />
        )}
        {(isAdding || refused !== null) && <QuickAdd />}
        {isPaletteShown && (
          <Palette
            actions={actions}
            go={navigate}
            openTask={(task) => change({ task })}
            onClose={() => isPaletteOpen.set(false)}
          />
        )}
        {isHelpShown && <HelpSheet onClose={() => isHelpOpen.set(false)} />}
        {isDrawerOpen && !isWide && <Drawer path={path} onClose={() => setIsDrawerOpen(false)} />}
      </Suspense>
      <section
        aria-label={m.reminders.region}
        aria-live="polite"
        // On a phone the top of an open task is what closes it.
        className={`pointer-events-none fixed inset-x-3 z-50 ${search.task ? "max-sm:bottom-3" : "max-sm:top-3"} sm:start-auto sm:end-5 sm:bottom-5 sm:w-92`}
      >
        <Suspense>{hasReminders && <ReminderStack onOpen={(task) => change({ task })} />}</Suspense>
      </section>
    </div>
  );
}
