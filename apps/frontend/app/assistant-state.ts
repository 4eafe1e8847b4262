import { createStore } from "../lib/store.ts";
import { lastUserId } from "./last-user.ts";
import { typeAhead } from "./typed-ahead.ts";

/** Whether the panel of the assistant is open. */
export const isAssistantOpen = createStore(false);

const place = "[data-field=assistant]";

/** Opens the assistant, or goes to it where it is open. What is typed before it has loaded is kept for it. */
export function openAssistant(): void {
  document.querySelector<HTMLElement>(place)?.focus();
  typeAhead({
    place,
    close: () => isAssistantOpen.set(false),
    keep: (text) => keepUnsaid(text),
  });
  isAssistantOpen.set(true);
}

/** Where this browser keeps the conversation of a person, and the words that were not sent. */
export const talkName = (userId: string): string => `pakaura.assistant:${userId}`;
const unsaidName = (userId: string): string => `pakaura.unsaid:${userId}`;

/** Keeps what is written for the assistant and not sent. */
export function keepUnsaid(text: string): void {
  const userId = lastUserId();
  if (userId === null) return;
  try {
    if (text.trim() === "") localStorage.removeItem(unsaidName(userId));
    else localStorage.setItem(unsaidName(userId), text);
  } catch {
    // Without room it lives as long as its field.
  }
}

/** What was written for the assistant and not sent. */
export function readUnsaid(): string {
  const userId = lastUserId();
  return userId === null ? "" : (localStorage.getItem(unsaidName(userId)) ?? "");
}

/** How often all that was said has been forgotten, which what holds it looks at. */
export let timesForgotten = 0;

/** Forgets all that was said: the person signs out. */
export function forgetAssistant(userId: string): void {
  timesForgotten += 1;
  isAssistantOpen.set(false);
  localStorage.removeItem(talkName(userId));
  localStorage.removeItem(unsaidName(userId));
}
