import { type Account, signUp } from "@pakaura/tests/account";
import { writeSteadily } from "@pakaura/tests/chaos/writer";
import { listen, type Listener } from "@pakaura/tests/listener";
import { vi } from "vitest";

const windowCount = 12;
/** As people do: slowly enough that a machine with two cores keeps up. */
const pauseMs = 250;

/** Somebody who works all the time, and the windows in which it is seen. */
export type People = {
  account: Account;
  windows: () => Listener[];
  /** Opens windows until there are as many as at first. */
  openWindows: () => Promise<void>;
  /** Tasks without anything, all at once. */
  add: (count: number) => Promise<void>;
  /** Reads the list in so many requests at once, whatever is answered. */
  read: (count: number) => Promise<void>;
  stop: () => Promise<void>;
};

export async function startPeople(url: string): Promise<People> {
  const account = await signUp(url, "ann");
  const stopping = new AbortController();
  const { signal } = stopping;
  let open: Listener[] = [];

  async function openWindows(): Promise<void> {
    open = open.filter(({ socket }) => socket.readyState === socket.OPEN);
    while (open.length < windowCount) open.push(await listen(url, account.token));
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
    const headers = { ...account.headers, "content-type": "application/json" };
    const answer = await fetch(`${url}/api/v1${path}`, { ...init, headers }).catch(() => null);
    await answer?.arrayBuffer().catch(() => null);
  };
  const times = (count: number, one: () => Promise<void>) =>
    Promise.all(Array.from({ length: count }, one)).then(() => undefined);
  const read = (count: number) => times(count, () => ask("/tasks?limit=20"));

  /** What is not there as well, and a window that is closed again. */
  async function lookAround(): Promise<void> {
    while (!signal.aborted) {
      await read(2);
      await ask("/tasks/00000000-0000-7000-8000-000000000000");
      const visit = await listen(url, account.token).catch(() => null);
      visit?.socket.close(1000);
      const over = performance.now() + pauseMs;
      await vi.waitUntil(() => performance.now() > over, { timeout: 60_000, interval: 50 });
    }
  }

  await openWindows();
  const options = { isPatient: true, pauseMs };
  const work = Promise.all([
    writeSteadily(url, account, signal, () => undefined, options),
    lookAround(),
  ]);
  return {
    account,
    windows: () => open,
    openWindows,
    read,
    add: (count) =>
      times(count, () =>
        ask("/tasks", { method: "POST", body: JSON.stringify({ title: "More" }) }),
      ),
    async stop() {
      stopping.abort();
      await work;
      for (const window of open) window.close();
    },
  };
}
