import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { useMe } from "../features/accounts/me.ts";
import { firedReminders } from "../features/reminders/fired-reminders.ts";
import { useListSearch } from "../features/tasks/list-search.ts";
import { refusedTitle } from "../features/tasks/refusals.ts";
import { speakFor } from "../lib/language.ts";
import { whenIdle } from "../lib/idle.ts";
import { lazyPart, loadIdleParts } from "../lib/lazy-part.tsx";
import { useIsWide } from "../lib/media.ts";
import { useStore } from "../lib/store.ts";
import { tell } from "../lib/toast.ts";
import { undoLast } from "../lib/undo.ts";
import { uuidV7 } from "../lib/uuid-v7.ts";
import { outbox } from "./client.ts";
import { isAssistantOpen, openAssistant } from "./assistant-state.ts";
import { formatList } from "../messages/format.ts";
import { m } from "../messages/messages.ts";
import { saveDraft } from "./drafts.ts";
import { goToSearch } from "./go-to-search.ts";
import { isHelpOpen, openHelp } from "./help-state.ts";
import { useHotkeys } from "./hotkeys.ts";
import { isPaletteOpen, openPalette } from "./palette-state.ts";
import { Overlay } from "./overlay.tsx";
import { Piece } from "./piece.tsx";
import { isQuickAddOpen, openQuickAdd } from "./quick-add-state.ts";
import { SkipLink } from "./skip-link.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TypedAheadSign } from "./typed-ahead-sign.tsx";
import { giveUpTypedAhead } from "./typed-ahead.ts";
import { useLive } from "./use-live.ts";

const whenPageIsIdle = { isLoadedWhenIdle: true };
const QuickAdd = lazyPart(
  async () => (await import("../features/quick-add/quick-add.tsx")).QuickAdd,
  whenPageIsIdle,
);
const TaskPanel = lazyPart(
  async () => (await import("../features/tasks/task-panel.tsx")).TaskPanel,
  whenPageIsIdle,
);
const Palette = lazyPart(
  async () => (await import("../features/palette/palette.tsx")).Palette,
  whenPageIsIdle,
);
const Assistant = lazyPart(
  async () => (await import("../features/assistant/assistant.tsx")).Assistant,
  whenPageIsIdle,
);
const HelpSheet = lazyPart(
  async () => (await import("./help-sheet.tsx")).HelpSheet,
  whenPageIsIdle,
);
const ReminderStack = lazyPart(
  async () => (await import("../features/reminders/reminder-stack.tsx")).ReminderStack,
  whenPageIsIdle,
);
const ConnectionSign = lazyPart(async () => (await import("./connection-sign.tsx")).ConnectionSign);
const PhoneBar = lazyPart(async () => (await import("./phone-bar.tsx")).PhoneBar);
const Drawer = lazyPart(async () => (await import("./drawer.tsx")).Drawer);

const closePalette = (): void => isPaletteOpen.set(false);
const closeAssistant = (): void => isAssistantOpen.set(false);
const closeHelp = (): void => isHelpOpen.set(false);

/** What was typed for something that cannot be had is kept where it can be. */
const givingUp = (close: () => void) => (): void => {
  giveUpTypedAhead();
  close();
};

/** A title that was refused is there when the quick add is opened again. */
function closeQuickAdd(): void {
  const text = refusedTitle.get();
  if (text !== null) saveDraft({ id: uuidV7(), text, ignored: [] });
  isQuickAddOpen.set(false);
  refusedTitle.set(null);
}

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
  const isAsking = useStore(isAssistantOpen);
  const reminders = useStore(firedReminders);
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const closeDrawer = useCallback(() => setIsDrawerOpen(false), []);
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

  useEffect(() => whenIdle(() => void loadIdleParts()), []);
  const openTask = useRef(search.task);
  useEffect(() => {
    openTask.current = search.task;
  }, [search.task]);
  const actions = useMemo(
    () => ({
      add: openQuickAdd,
      assistant: openAssistant,
      palette: () => openPalette(openTask.current),
      search: goToSearch,
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
        <Piece instead={() => null}>
          <ConnectionSign />
        </Piece>
        {!isWide && (
          <Piece fallback={<div className="h-14 shrink-0" />}>
            <PhoneBar onMenu={() => setIsDrawerOpen(true)} />
          </Piece>
        )}
      </div>
      <TypedAheadSign />
      <Overlay
        wanted={search.task ?? null}
        onFailed={givingUp(() => change({ task: undefined }, { replace: true }))}
      >
        <TaskPanel
          key={search.task}
          taskId={search.task ?? ""}
          onClose={() => change({ task: undefined })}
        />
      </Overlay>
      <Overlay
        wanted={isAdding || refused !== null ? "add" : null}
        onFailed={givingUp(closeQuickAdd)}
      >
        <QuickAdd />
      </Overlay>
      <Overlay
        // Where there is room for one of them only, a task that is opened comes before it.
        wanted={isAsking && (isWide || search.task === undefined) ? "assistant" : null}
        onFailed={givingUp(closeAssistant)}
      >
        <Assistant isBehindTask={search.task !== undefined} onClose={closeAssistant} />
      </Overlay>
      <Overlay wanted={isPaletteShown ? "palette" : null} onFailed={givingUp(closePalette)}>
        <Palette
          actions={actions}
          go={navigate}
          openTask={(task) => change({ task })}
          onClose={closePalette}
        />
      </Overlay>
      <Overlay wanted={isHelpShown ? "help" : null} onFailed={givingUp(closeHelp)}>
        <HelpSheet onClose={closeHelp} />
      </Overlay>
      <Overlay wanted={isDrawerOpen && !isWide ? "drawer" : null} onFailed={closeDrawer}>
        <Drawer path={path} onClose={closeDrawer} />
      </Overlay>
      <section
        aria-label={m.reminders.region}
        aria-live="polite"
        // On a phone the top of an open task is what closes it.
        className={`pointer-events-none fixed inset-x-3 z-50 ${search.task ? "max-sm:bottom-3" : "max-sm:top-3"} sm:start-auto sm:end-5 sm:bottom-5 sm:w-92`}
      >
        <Overlay
          wanted={reminders.map(({ reminderId }) => reminderId).join() || null}
          onFailed={() => undefined}
          instead={formatList(reminders.map(({ title }) => title))}
        >
          <ReminderStack onOpen={(task) => change({ task })} />
        </Overlay>
      </section>
    </div>
  );
}
