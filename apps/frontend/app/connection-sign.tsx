import { CloudOff, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { announce } from "../lib/announce.ts";
import { useStore } from "../lib/store.ts";
import { outbox, session } from "./client.ts";
import { m } from "../messages/messages.ts";

/** Moments without a connection are not worth a word. */
const patienceMs = 1_500;

/** A quiet line while the connection is lost. */
export function ConnectionSign() {
  const isLost = useStore(session.connection) === "lost";
  const waiting = useStore(outbox.operations).length;
  const unsaved = useStore(outbox.unsaved);
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
    <div role="status" className="contents">
      {unsaved > 0 && (
        <p className="appear flex items-center justify-center gap-2 border-b border-line bg-danger-soft px-4 py-1.5 text-sm text-danger">
          <TriangleAlert size={14} aria-hidden />
          {m.connection.noRoom(unsaved)}
        </p>
      )}
      {isShown && (
        <p className="appear flex items-center justify-center gap-2 border-b border-line bg-hover px-4 py-1.5 text-sm text-ink-soft">
          <CloudOff size={14} aria-hidden />
          {m.connection.lost}{" "}
          {waiting === 0 ? m.connection.retrying : m.connection.waiting(waiting)}
        </p>
      )}
    </div>
  );
}
