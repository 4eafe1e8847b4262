/** The replicas of one service. */
export type Upstreams = {
  /**
   * Every replica in the order in which to try them: those that answer in turn, then those that are away, and the
   * first once more, as an address may be that of a Service, behind which another one answers.
   */
  inOrder: () => string[];
  /** Tells that one did not answer: it comes last until it does again. */
  failed: (url: string) => void;
  /** Whether any answers that it is ready. */
  isReady: () => Promise<boolean>;
  stop: () => void;
};

const askAgainMs = 500;
const patienceMs = 2_000;

async function answers(url: string, path: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(patienceMs) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

export function createUpstreams(urls: readonly string[]): Upstreams {
  const away = new Map<string, NodeJS.Timeout>();
  let turn = 0;

  async function askAgain(url: string): Promise<void> {
    const isBack = await answers(url, "/health/live");
    if (!away.has(url)) return;
    if (isBack) away.delete(url);
    else comeBackWhenItAnswers(url);
  }
  function comeBackWhenItAnswers(url: string): void {
    away.set(url, setTimeout(() => void askAgain(url), askAgainMs).unref());
  }

  return {
    inOrder: () => {
      const start = turn++ % urls.length;
      const rotated = [...urls.slice(start), ...urls.slice(0, start)];
      const tries = [
        ...rotated.filter((url) => !away.has(url)),
        ...rotated.filter((url) => away.has(url)),
      ];
      return [...tries, ...tries.slice(0, 1)];
    },
    failed: (url) => {
      if (!away.has(url)) comeBackWhenItAnswers(url);
    },
    isReady: async () => {
      const ready = await Promise.all(urls.map((url) => answers(url, "/health/ready")));
      return ready.includes(true);
    },
    stop: () => {
      for (const timer of away.values()) clearTimeout(timer);
      away.clear();
    },
  };
}
