import { PanelRightClose, X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useNow } from "../../lib/clock.ts";
import { useIsWide } from "../../lib/media.ts";
import { ProblemError } from "../../lib/api.ts";
import { IconButton } from "../../ui/button.tsx";
import { Modal } from "../../ui/dialog.tsx";
import { EmptyState, ErrorState } from "../../ui/states.tsx";
import { useMe } from "../accounts/me.ts";
import { TaskDetails } from "./task-details.tsx";
import { useTask } from "./task-queries.ts";
import { m } from "../../messages/all-messages.ts";

type TaskPanelProps = { taskId: string; onClose: () => void };

/** One task with everything about it: beside the list, or over it on a phone. */
export function TaskPanel({ taskId, onClose }: TaskPanelProps) {
  const isWide = useIsWide();
  const content = <PanelContent taskId={taskId} onClose={onClose} isWide={isWide} />;
  if (!isWide) {
    return (
      <Modal open onClose={onClose} title={m.tasks.task} hasHeader={false} shape="sheet">
        {content}
      </Modal>
    );
  }
  return (
    <SidePanel taskId={taskId} onClose={onClose}>
      {content}
    </SidePanel>
  );
}

/** What Escape is for before the panel: what is open over it, and not what is just closing. */
const takingEscape =
  "[role=dialog]:not([data-closed]), [role=menu]:not([data-closed]), input[type=search]";

type SidePanelProps = TaskPanelProps & { children: ReactNode };

function SidePanel({ taskId, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    const openedFrom = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      const row = document.querySelector<HTMLElement>(`[data-task="${taskId}"]`);
      if (openedFrom instanceof HTMLElement && openedFrom.isConnected) openedFrom.focus();
      else row?.focus();
    };
  }, [taskId]);

  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      const isElsewhere =
        event.target instanceof Element && event.target.closest(takingEscape) !== null;
      if (!isElsewhere) onClose();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [onClose]);

  return (
    <aside
      ref={panel}
      data-panel
      tabIndex={-1}
      aria-label={m.tasks.task}
      className="slide-in flex w-[26rem] shrink-0 flex-col overflow-y-auto border-s border-line bg-surface outline-none"
    >
      {children}
    </aside>
  );
}

function PanelContent({ taskId, onClose, isWide }: TaskPanelProps & { isWide: boolean }) {
  const { query, task } = useTask(taskId);
  const { time_zone: timeZone } = useMe();
  const context = { now: useNow(), timeZone };
  const isGone = query.error instanceof ProblemError && query.error.status === 404;
  const close = (
    <IconButton label={m.common.close} onClick={onClose}>
      {isWide ? <PanelRightClose size={17} aria-hidden /> : <X size={19} aria-hidden />}
    </IconButton>
  );

  if (task) return <TaskDetails task={task} context={context} close={close} onClose={onClose} />;
  return (
    <>
      <div className="flex justify-end p-3">{close}</div>
      {isGone ? (
        <EmptyState icon={X} title={m.tasks.missing}>
          {m.tasks.missingText}
        </EmptyState>
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div role="status" aria-label={m.common.loading} className="skeleton grid gap-4 px-6">
          <span className="h-6 w-3/4 rounded bg-pressed" />
          <span className="h-4 w-1/2 rounded bg-pressed" />
          <span className="h-24 rounded bg-pressed" />
        </div>
      )}
    </>
  );
}
