import { m } from "../messages/messages.ts";
import { tell } from "./toast.ts";

let take = (): void => window.location.reload();

/** Sets how the newest version is put in the place of this one, once that is known; at first, by a reload. */
export function provideNewVersion(next: () => void): void {
  take = next;
}

/** Puts the newest version in the place of this one. What was changed is in the outbox. */
export function takeNewVersion(): void {
  take();
}

/** Offers the newest version, and never takes it by itself: what is being written would be gone. */
export function offerNewVersion(): void {
  tell(m.version.ready, {
    id: "version",
    description: m.version.lead,
    duration: Number.POSITIVE_INFINITY,
    action: { label: m.version.reload, onClick: takeNewVersion },
    cancel: { label: m.version.later, onClick: () => undefined },
  });
}
