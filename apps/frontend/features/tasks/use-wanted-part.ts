import { useEffect, type RefObject } from "react";
import { dropTypedAhead } from "../../app/typed-ahead.ts";
import { useStore } from "../../lib/store.ts";
import { typeOn } from "./type-on.ts";
import { wantedPart } from "./wanted-part.ts";

/** Opens the part of the panel that a key or a command asked for, once the panel has the focus. */
export function useWantedPart(taskId: string, panel: RefObject<HTMLElement | null>): void {
  useEffect(() => typeOn(taskId), [taskId]);
  const wanted = useStore(wantedPart);
  useEffect(() => {
    if (wanted?.taskId !== taskId) return;
    const frame = requestAnimationFrame(() => {
      wantedPart.set(null);
      const place = panel.current?.querySelector(`[data-part="${wanted.part}"]`);
      const control = place?.querySelector<HTMLElement>("input, button[aria-haspopup]");
      if (!control) dropTypedAhead();
      control?.focus();
      if (control instanceof HTMLButtonElement) control.click();
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, taskId, panel]);
}
