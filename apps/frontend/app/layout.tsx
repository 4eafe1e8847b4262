import { Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { useMe } from "../features/accounts/me.ts";
import { useListSearch } from "../features/tasks/list-search.ts";
import { refusedTitle } from "../features/tasks/tell-refused.ts";
import { speakFor } from "../lib/language.ts";
import { whenIdle } from "../lib/idle.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { useIsWide } from "../lib/media.ts";
import { useStore } from "../lib/store.ts";
import { outbox } from "./client.ts";
import { ConnectionSign } from "./connection-sign.tsx";
import { useHotkeys } from "./hotkeys.ts";
import { PhoneBar } from "./phone-bar.tsx";
import { isQuickAddOpen, openQuickAdd } from "./quick-add-state.ts";
import { SkipLink } from "./skip-link.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useLive } from "./use-live.ts";

const loadTaskPanel = async () => (await import("../features/tasks/task-panel.tsx")).TaskPanel;
const loadQuickAdd = async () => (await import("../features/quick-add/quick-add.tsx")).QuickAdd;
const TaskPanel = lazyPart(loadTaskPanel);
const QuickAdd = lazyPart(loadQuickAdd);
const HelpSheet = lazyPart(async () => (await import("./help-sheet.tsx")).HelpSheet);
const Drawer = lazyPart(async () => (await import("./drawer.tsx")).Drawer);

/** What surrounds every page of somebody who is signed in. */
export function Layout({ children }: { children: ReactNode }) {
  const isWide = useIsWide();
  const { search, change } = useListSearch();
  const [path, navigate] = useLocation();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
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
  useHotkeys(
    useMemo(
      () => ({
        q: openQuickAdd,
        "?": () => setIsHelpOpen(true),
        "/": () => document.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
      }),
      [],
    ),
  );

  return (
    <div className="flex h-dvh overflow-hidden">
      <SkipLink />
      {isWide && <Sidebar />}
      <div className="relative flex min-w-0 grow flex-col">
        <ConnectionSign />
        {children}
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
        {isHelpOpen && <HelpSheet onClose={() => setIsHelpOpen(false)} />}
        {isDrawerOpen && !isWide && <Drawer path={path} onClose={() => setIsDrawerOpen(false)} />}
      </Suspense>
    </div>
  );
}
