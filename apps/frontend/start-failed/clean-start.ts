import { inTime } from "../lib/in-time.ts";

const patienceMs = 5_000;
/** The store of changes that are not sent, which nothing here touches. */
const kept = "outbox";

const late = (): Error => new Error("the browser does not answer");

/**
 * Forgets what can be fetched again: the tasks and the app's own files; the outbox stays. Where the browser's
 * memory does not answer, it is left as it is, and this tab goes on without it.
 */
export async function cleanStart(isMemoryUsable: boolean): Promise<void> {
  const userId = localStorage.getItem("pakaura.user");
  try {
    if (!isMemoryUsable) throw late();
    if (userId !== null) await inTime(forgetTasks(`pakaura:${userId}`), patienceMs, late);
  } catch {
    sessionStorage.setItem("pakaura.without-memory", "yes");
  }
  await forgetFiles();
}

/** The files of the app are asked for anew; without a network they are kept, or nothing would open. */
export async function forgetFiles(): Promise<void> {
  if (!("caches" in window)) return;
  const answer = await fetch("/health/live", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  for (const name of await caches.keys()) await caches.delete(name);
}

function forgetTasks(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    const fail = (): void => reject(late());
    opening.addEventListener("error", fail);
    opening.addEventListener("success", () => {
      const database = opening.result;
      const names = [...database.objectStoreNames].filter((store) => store !== kept);
      const end = (): void => {
        database.close();
        resolve();
      };
      if (names.length === 0) return end();
      const transaction = database.transaction(names, "readwrite");
      for (const store of names) transaction.objectStore(store).clear();
      transaction.addEventListener("complete", end);
      transaction.addEventListener("abort", fail);
    });
  });
}
