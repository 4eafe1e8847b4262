import { useRef, useState } from "react";
import { useLastMoment } from "../../lib/last-moment.ts";

/** A date picker that is open for a while: what is picked shows at once, and is handed on when it closes. */
export function usePickedDate(
  value: string | null,
  onPicked: (dueDate: string | null) => void,
): { shown: string | null; pick: (dueDate: string | null) => void; finish: () => void } {
  const [picked, setPicked] = useState<string | null>();
  const latest = useRef<string | null>(undefined);

  function set(next: string | null | undefined): void {
    latest.current = next;
    setPicked(next);
  }

  function finish(): void {
    const last = latest.current;
    set(undefined);
    if (last !== undefined) onPicked(last);
  }
  useLastMoment(finish, "around");

  return { shown: picked === undefined ? value : picked, pick: set, finish };
}
