import { loadAllMessages } from "../messages/messages.ts";
import { backoffMs, pause } from "./backoff.ts";

/** How often a part is asked for while the server cannot be reached: some ten seconds in all. */
const mostAttempts = 5;

/** What is asked for to tell a file that is gone from a server that is away; nothing keeps its answer. */
const probe = "/health/live";

/**
 * A part of the app that cannot be had: `gone` when the server answers and its file is not there, as after an
 * update, or cannot be run; `away` when there is no network, or no server.
 */
export class MissingPartError extends Error {
  readonly reason: "gone" | "away";

  constructor(reason: "gone" | "away", cause: unknown) {
    super(`a part of the app is ${reason}`, { cause });
    this.name = "MissingPartError";
    this.reason = reason;
  }
}

const listeners = new Set<() => void>();

/** Calls `listener` whenever a part of the app turns out to be gone. */
export function onPartGone(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Loads a part of the app. A network that is away for a moment is waited for; a file that is gone is asked for
 * once more, and no part without end. Throws MissingPartError.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  let wasThere = false;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await load();
    } catch (error) {
      const isThere = await isServerThere();
      if (isThere && wasThere) {
        for (const listener of listeners) listener();
        throw new MissingPartError("gone", error);
      }
      if (attempt + 1 >= mostAttempts) throw new MissingPartError("away", error);
      wasThere = isThere;
      await pause(backoffMs(attempt));
    }
  }
}

/** Loads a part of the app that has something to say: once it is there, so are all texts. Throws MissingPartError. */
export function loadPartWithTexts<Part>(load: () => Promise<Part>): Promise<Part> {
  return loadPart(async () => {
    const [part] = await Promise.all([load(), loadAllMessages()]);
    return part;
  });
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch(probe, { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
