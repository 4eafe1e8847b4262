import { afterPaint } from "../lib/after-paint.ts";
import { isMac } from "../lib/is-mac.ts";
import { loadWhenIdle } from "../lib/lazy-part.tsx";
import { onLastMoment } from "../lib/last-moment.ts";
import { createStore } from "../lib/store.ts";
import type { Press } from "./replay-keys.ts";

type ReplayKeys = typeof import("./replay-keys.ts");

/** What a key has opened, while its code or its field is still to come. */
export type Awaited = {
  /** A selector of what will have the focus: from then on keys are its own. */
  place: string;
  /** True where there is nothing to write in: what is typed until then was meant for nothing. */
  isDropped?: boolean;
  /** Closes what was opened: Escape, or a press elsewhere. */
  close: () => void;
  /** True where `keep` does all that the place would: then nothing waits for it over a press elsewhere. */
  isKept?: boolean;
  /** Keeps what was typed when the place does not come; lines end where Enter was pressed. */
  keep?: (text: string, why: Unreached, presses: readonly Held[]) => void;
};

/** Why a place does not come: it was given up by Escape, in another way, or the page ends. */
export type Unreached = "escaped" | "left" | "ended";

export type Held = Press | { kind: "paste"; text: string };

/** More than anybody types meanwhile; a stuck key writes no more. */
const mostHeld = 2_000;

/** A place that has not come by then does not come any more, in milliseconds. */
const patienceMs = 30_000;

let awaited: Awaited | null = null;
let held: Held[] = [];
let isHandingOn = false;
let patience: ReturnType<typeof setTimeout> | undefined;

/** What was typed for a place that is still to come, to be shown meanwhile; null when none is. */
export const typedAhead = createStore<string | null>(null);

/**
 * Holds what is typed from now on for a place that was asked for; nothing that is there already hears of it.
 * The place gets it once it has the focus. Returns how to end it when nothing comes.
 */
export function typeAhead(next: Awaited): () => void {
  // What was held for what opened this is typed on here.
  if (awaited === null ? !isHandingOn : awaited.isDropped) held = [];
  awaited = next;
  clearTimeout(patience);
  patience = setTimeout(() => giveUpTypedAhead(), patienceMs);
  show();
  if (document.activeElement?.closest(next.place)) void handOn();
  return () => {
    if (awaited === next) void handOn();
  };
}

/** True when something was typed for what is just opening. */
export function hasTypedAhead(): boolean {
  return held.length > 0;
}

/** Ends holding; what was typed was for something that does not exist. */
export function dropTypedAhead(): void {
  stop();
  held = [];
  show();
}

function stop(): void {
  awaited = null;
  clearTimeout(patience);
}

function show(): void {
  typedAhead.set(awaited === null || awaited.isDropped ? null : textOf(held).replaceAll("\n", " "));
}

/** The text that presses come to, in lines. */
function textOf(presses: readonly Held[]): string {
  let text = "";
  for (const press of presses) {
    if (press.kind === "paste") text += press.text.replace(/\s+/gu, " ");
    else if (press.key === "Backspace") text = text.slice(0, -1);
    else if (press.key === "Enter") text += "\n";
    else if (press.isText) text += press.key;
  }
  return text.trim();
}

/** Closes what was asked for and does not come; its text is kept where it can be. */
export function giveUpTypedAhead(why: Unreached = "left"): void {
  if (awaited === null) return;
  const { close } = awaited;
  keepHeld(awaited, why);
  dropTypedAhead();
  close();
}

function keepHeld({ keep }: Awaited, why: Unreached): void {
  const text = textOf(held);
  if (text !== "") keep?.(text, why, held);
}

/** Holds what was typed before the page was loaded again, for what is opened now. */
export function holdAgain(presses: readonly Held[]): void {
  held = [...presses];
  show();
}

/** With Enter something was finished, which has to happen whatever comes after it. */
function isFinished(): boolean {
  return held.some((press) => press.kind === "key" && press.key === "Enter");
}

/** Gives what was held to what has the focus now, in its order; what is typed meanwhile comes after it. */
async function handOn(): Promise<void> {
  const reached = awaited;
  stop();
  if (reached?.isDropped) held = [];
  show();
  if (isHandingOn || held.length === 0) return;
  isHandingOn = true;
  const keys = await loadReplayKeys().catch(() => null);
  while (keys && held.length > 0 && awaited === null) {
    const [press] = held.splice(0, 1);
    if (press) await handOver(press, keys);
  }
  isHandingOn = false;
  // Without the part nothing can be written; what was typed is kept where it can be.
  if (keys === null && reached) keepHeld(reached, "left");
  show();
}

const loadReplayKeys = (): Promise<ReplayKeys> => import("./replay-keys.ts");
loadWhenIdle(loadReplayKeys);

async function handOver(press: Held, { pasteInto, pressOn }: ReplayKeys): Promise<void> {
  // A key that acts, acts on what the text before it has brought up.
  if (press.kind === "key" && !press.isText) await painted();
  const focused = document.activeElement ?? document.body;
  if (press.kind === "paste") pasteInto(focused, press.text);
  else if (pressOn(focused, press) === "written") return;
  // It may have moved the focus, or opened something else.
  await painted();
}

const painted = (): Promise<void> => new Promise((resolve) => afterPaint(resolve));

const character = /^.$/su;

/** True for a key that writes a character, also by a key that stands for Ctrl and Alt, or by Option. */
function isWriting(event: KeyboardEvent): boolean {
  if (!character.test(event.key) || event.metaKey) return false;
  if (event.getModifierState("AltGraph")) return true;
  return event.ctrlKey === event.altKey || (isMac && event.altKey);
}

/** Keys without a character that mean something to a field or a menu. */
const named = /^(?:Enter|Escape|Backspace|Delete|Tab|Home|End|Page\w+|Arrow\w+)$/u;

function hold(event: KeyboardEvent): void {
  // What is handed on goes its way, and so does what another program writes.
  if ((awaited === null && !isHandingOn) || !event.isTrusted || event.isComposing) return;
  const isText = isWriting(event);
  if (!isText && !character.test(event.key) && !named.test(event.key)) return;
  const isShortcut = !isText && (event.ctrlKey || event.metaKey || event.altKey);
  // Nothing is written into what opens, and the palette may be opened over it.
  if (isShortcut && awaited?.isDropped) return;
  event.stopImmediatePropagation();
  if (isShortcut) {
    // The browser's own keys go on working; those of the page were not meant for what is behind.
    if (["a", "k", "z"].includes(event.key.toLowerCase())) event.preventDefault();
    return;
  }
  event.preventDefault();
  if (event.key === "Escape" && awaited !== null && !isFinished())
    return giveUpTypedAhead("escaped");
  if (held.length < mostHeld) held.push({ kind: "key", isText, ...keysOf(event) });
  show();
}

function keysOf({ key, code, shiftKey, altKey }: KeyboardEvent): Omit<Press, "kind" | "isText"> {
  return { key, code, shiftKey, altKey };
}

function holdPasted(event: ClipboardEvent): void {
  if ((awaited === null && !isHandingOn) || !event.isTrusted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held.push({ kind: "paste", text: event.clipboardData?.getData("text/plain") ?? "" });
  show();
}

function arrive({ target }: FocusEvent): void {
  const place = awaited?.place;
  if (place !== undefined && target instanceof Element && target.closest(place)) void handOn();
}

function goElsewhere({ target }: PointerEvent): void {
  if (isFinished() && !awaited?.isKept) return;
  // A finger opens a window without giving the focus to its field, which would bring the keyboard.
  const isInside = target instanceof Element && target.closest("[role=dialog], [role=menu]");
  if (isInside) void handOn();
  else giveUpTypedAhead();
}

/** Called once, before anything else listens to keys. */
export function listenAhead(): void {
  window.addEventListener("keydown", hold, { capture: true });
  window.addEventListener("paste", holdPasted, { capture: true });
  window.addEventListener("focusin", arrive, { capture: true });
  window.addEventListener("pointerdown", goElsewhere, { capture: true });
  onLastMoment(() => {
    if (awaited) keepHeld(awaited, "ended");
  });
}
