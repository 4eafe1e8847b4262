import { CloudOff, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { announce } from "../lib/announce.ts";
import { lazyPart } from "../lib/lazy-part.tsx";
import { useStore } from "../lib/store.ts";
import { outbox, session } from "./client.ts";
import { m } from "../messages/all-messages.ts";
import { Overlay } from "./overlay.tsx";

const AsideSign = lazyPart(
  async () => (await import("../features/aside/aside-sign.tsx")).AsideSign,
);

/** Moments without a connection are not worth a word. */
const patienceMs = 1_500;

const pill =
  "appear flex items-center gap-2 rounded-xl border border-line px-3.5 py-2 shadow-popup";

/** A quiet line at the foot of the page while the connection is lost: nothing moves for it. */
export function ConnectionSign() {
  const isLost = useStore(session.connection) === "lost";
  const waiting = useStore(outbox.operations).length;
  const unsaved = useStore(outbox.unsaved);
  const isSetAside = useStore(outbox.aside).length > 0;
  const [isShown, setIsShown] = useState(false);
  const wasShown = useRef(false);

  useEffect(() => {
    const timer = setTimeout(
      () => {
        setIsShown(isLost);
        if (!isLost && wasShown.current) announce(m.connection.back);
        wasShown.current = isLost;
      },
      isLost ? patienceMs : 0,
    );
    return () => clearTimeout(timer);
  }, [isLost]);

  return (
    <div className="relative z-20">
      <div
        role="status"
        data-sign
        className="pointer-events-none absolute inset-x-2 bottom-2 flex flex-col items-center gap-1.5 text-sm sm:inset-x-4 sm:bottom-4 sm:items-start"
      >
        {unsaved > 0 && (
          <p className={`${pill} bg-danger-soft text-danger`}>
            <TriangleAlert size={14} className="shrink-0" aria-hidden />
            {m.connection.noRoom(unsaved)}
          </p>
        )}
        <Overlay wanted={isSetAside ? "aside" : null} onFailed={() => undefined}>
          <AsideSign look={pill} />
        </Overlay>
        {isShown && (
          <p className={`${pill} bg-surface text-ink-soft`}>
            <CloudOff size={14} className="shrink-0" aria-hidden />
            <span>
              {m.connection.lost}{" "}
              {waiting === 0 ? m.connection.retrying : m.connection.waiting(waiting)}
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
