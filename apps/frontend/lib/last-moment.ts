import { useEffect, useLayoutEffect, useRef } from "react";

/** A field saves first what is written in it; what the field is a part of comes after. */
type Turn = "field" | "around";

const acts = new Map<() => void, Turn>();
let isLeaving = false;

/** A page that ends tells of it twice in one task: by what it is called, and by not being seen any more. */
function leave(): void {
  if (isLeaving) return;
  isLeaving = true;
  setTimeout(() => {
    isLeaving = false;
  });
  for (const turn of ["field", "around"] as const) {
    for (const [act, own] of acts) if (own === turn) act();
  }
}

function hide(): void {
  if (document.visibilityState === "hidden") leave();
}

function listen(): void {
  window.addEventListener("pagehide", leave, { capture: true });
  document.addEventListener("visibilitychange", hide, { capture: true });
}

function stopListening(): void {
  window.removeEventListener("pagehide", leave, { capture: true });
  document.removeEventListener("visibilitychange", hide, { capture: true });
}

/**
 * Calls `act` whenever the page may be about to end: on a phone nothing more is told than that it is not seen.
 * Returns how to forget it.
 */
export function onLastMoment(act: () => void, turn: Turn = "field"): () => void {
  if (acts.size === 0) listen();
  acts.set(act, turn);
  return () => {
    acts.delete(act);
    if (acts.size === 0) stopListening();
  };
}

/** Saves what is being written before the page ends. `save` must do nothing when there is nothing new. */
export function useLastMoment(save: () => void, turn?: Turn): void {
  const latest = useRef(save);
  useLayoutEffect(() => {
    latest.current = save;
  });
  useEffect(() => onLastMoment(() => latest.current(), turn), [turn]);
}
