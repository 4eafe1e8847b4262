import type { Receipt } from "@pakaura/contract/websocket";
import { giveReceipt } from "./receipt-channel.ts";

/** What only somebody who sits there does. */
const inputs = ["pointerdown", "keydown", "wheel"] as const;

/** The events of reminders of which something was told already, and what. */
const told = new Map<string, Receipt["state"]>();

/**
 * Tells of reminders that stand in this page, by their events: that they are shown once the page can be seen, and that
 * they were seen once somebody moves or types in it. A page that is open on a desk where nobody sits is not enough to
 * spare its owner a message on the phone. Until the returned function is called.
 */
export function watchShown(userId: string, eventIds: readonly string[]): () => void {
  const listening = new AbortController();

  function acknowledge(state: Receipt["state"]): void {
    if (document.visibilityState !== "visible") return;
    for (const id of eventIds) {
      const before = told.get(id);
      if (before === state || before === "seen") continue;
      told.set(id, state);
      giveReceipt(userId, { type: "receipt", event_id: id, state });
    }
  }

  function see(): void {
    if (document.visibilityState !== "visible") return;
    acknowledge("seen");
    listening.abort();
  }

  if (eventIds.some((id) => told.get(id) !== "seen")) {
    const options = { capture: true, passive: true, signal: listening.signal };
    document.addEventListener("visibilitychange", () => acknowledge("shown"), options);
    for (const input of inputs) window.addEventListener(input, see, options);
    const move = ({ movementX, movementY }: PointerEvent): void => {
      // A browser also says that the pointer moved when the page did below it.
      if (movementX !== 0 || movementY !== 0) see();
    };
    window.addEventListener("pointermove", move, options);
    acknowledge("shown");
  }
  return () => listening.abort();
}
