import { PanelRightClose, SquarePen, X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useNow } from "../../lib/clock.ts";
import { useIsWide } from "../../lib/media.ts";
import { useStore } from "../../lib/store.ts";
import { m } from "../../messages/all-messages.ts";
import { IconButton } from "../../ui/button.tsx";
import { Modal } from "../../ui/dialog.tsx";
import { useMe } from "../accounts/me.ts";
import { backToCard } from "./focus.ts";
import { Conversation } from "./conversation.tsx";
import { SayField } from "./say-field.tsx";
import { talkOf } from "./talk-of.ts";
import { openQuestion } from "./turn.ts";

type AssistantProps = {
  /** A task is open: where there is no room for both, this waits behind it. */
  isBehindTask: boolean;
  onClose: () => void;
};

/** The assistant: beside the list, so that what it does is seen there, or over it on a phone. */
export function Assistant({ isBehindTask, onClose }: AssistantProps) {
  const isWide = useIsWide();
  const field = useRef<HTMLTextAreaElement>(null);
  const talk = talkOf(useMe().id);
  const turns = useStore(talk.turns);
  const question = openQuestion(turns, useNow());
  const content = (
    <>
      <header className="flex shrink-0 items-center gap-1 py-2.5 ps-5 pe-3">
        {isWide ? (
          <h2 className="grow text-lg font-semibold">{m.assistant.title}</h2>
        ) : (
          // The window has that name already.
          <span aria-hidden className="grow text-lg font-semibold">
            {m.assistant.title}
          </span>
        )}
        {turns.length > 0 && (
          <IconButton
            label={m.assistant.startAgain}
            onClick={() => {
              talk.clear();
              field.current?.focus();
            }}
          >
            <SquarePen size={16} aria-hidden />
          </IconButton>
        )}
        <IconButton label={m.common.close} onClick={onClose}>
          {isWide ? <PanelRightClose size={17} aria-hidden /> : <X size={19} aria-hidden />}
        </IconButton>
      </header>
      <Conversation talk={talk} turns={turns} question={question} />
      <SayField
        fieldRef={field}
        question={question}
        lastSaid={turns.at(-1)?.said ?? ""}
        onSay={(words) => void talk.say(words)}
      />
    </>
  );
  if (isWide)
    return (
      <SidePanel isHidden={isBehindTask} onClose={onClose}>
        {content}
      </SidePanel>
    );
  return (
    <Modal
      open
      onClose={onClose}
      title={m.assistant.title}
      hasHeader={false}
      shape="sheet"
      initialFocus={field}
    >
      <div className="flex h-full flex-col">{content}</div>
    </Modal>
  );
}

type SidePanelProps = { isHidden: boolean; onClose: () => void; children: ReactNode };

/** Beside the list, which stays in use. Escape closes it, and gives the focus back to where it was. */
function SidePanel({ isHidden, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    const openedFrom = document.activeElement;
    panel.current?.querySelector("textarea")?.focus({ preventScroll: true });
    return () => {
      if (openedFrom instanceof HTMLElement && openedFrom.isConnected) openedFrom.focus();
    };
  }, []);

  useEffect(() => (isHidden ? backToCard : undefined), [isHidden]);

  useEffect(() => {
    const element = panel.current;
    function press(event: KeyboardEvent): void {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      // A task beside it stays.
      event.preventDefault();
      onClose();
    }
    element?.addEventListener("keydown", press);
    return () => element?.removeEventListener("keydown", press);
  }, [onClose]);

  return (
    <aside
      ref={panel}
      aria-label={m.assistant.title}
      className={`slide-in flex w-96 shrink-0 flex-col border-s border-line bg-surface ${isHidden ? "max-2xl:hidden" : ""}`}
    >
      {children}
    </aside>
  );
}
