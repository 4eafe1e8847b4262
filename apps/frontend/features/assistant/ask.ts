import { outbox, session } from "../../app/client.ts";
import { loadPart } from "../../lib/load-part.ts";
import { askServer, undoOnServer } from "./ask-server.ts";
import type { Asked, AskedTurn, Place } from "./talk.ts";
import type { Answer, Words } from "./turn.ts";

/** How long changes that are on their way are waited for, in milliseconds: the server is to know them first. */
const patienceMs = 5_000;

/** Loaded only where there is no server: the rules and their words are many. */
const loadHere = () => loadPart(() => import("./ask-here.ts"));

/**
 * Has done what words say: by the server, or here where it cannot be reached or does not know all yet. What may have been
 * done by the server is asked of it alone.
 */
export async function ask(words: Words, place: Place, turn: AskedTurn): Promise<Asked> {
  if (words.sent || (await isServerThere())) return askServer(words, place, turn);
  return (await loadHere()).askHere(words, place);
}

/** Takes a turn back where it was carried out. */
export async function undo({ turnId, via }: Answer): Promise<void> {
  if (via !== "here") return undoOnServer(turnId);
  (await loadHere()).undoHere(turnId);
}

async function isServerThere(): Promise<boolean> {
  if (!navigator.onLine || session.connection.get() === "lost") return false;
  return outbox.whenEmpty(patienceMs);
}
