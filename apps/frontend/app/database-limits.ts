import { StartError } from "../lib/fail-start.ts";
import { inTime } from "../lib/in-time.ts";

/** A database that has not been opened by then is not waited for, in milliseconds. */
const openingLimitMs = 5_000;

/** Whether this tab goes on without the browser's memory, because somebody started afresh from one that failed. */
export function isWithoutMemory(): boolean {
  return sessionStorage.getItem("pakaura.without-memory") !== null;
}

/** Whether the browser lets this page keep nothing, as in some private windows. */
export function isForbidden(error: unknown): boolean {
  if (typeof Reflect.get(globalThis, "indexedDB") !== "object") return true;
  return (
    error instanceof DOMException && ["SecurityError", "InvalidStateError"].includes(error.name)
  );
}

/**
 * Opens a database, and gives up in time. Throws StartError: `blocked` when another tab holds an older version
 * open, `newer` when this app is the older one, and `silent` when nothing comes at all.
 */
export async function openInTime<Opened extends { close: () => void }>(
  open: (onBlocked: () => void) => Promise<Opened>,
): Promise<Opened> {
  let isBlocked = false;
  let isGivenUp = false;
  const opening = open(() => {
    isBlocked = true;
  });
  try {
    return await inTime(opening, openingLimitMs, () => {
      isGivenUp = true;
      return new StartError(isBlocked ? "blocked" : "silent");
    });
  } catch (error) {
    // It may be opened later, and would hold up other tabs.
    if (isGivenUp) opening.then((late) => late.close()).catch(() => undefined);
    if (error instanceof DOMException && error.name === "VersionError")
      throw new StartError("newer", error);
    throw error;
  }
}
