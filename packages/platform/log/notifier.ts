/** Tells the other processes that there are events: after the write, and a few writes at a time. */
export type Notifier = { notify: () => void; stop: () => void };

/**
 * Within the write's transaction a NOTIFY would let only one writer commit at a time; on its own, at
 * most every `intervalMs`, it costs nearly nothing. Lost ones are made good by the slow poll.
 */
export function createNotifier(send: () => Promise<void>, intervalMs = 5): Notifier {
  let timer: NodeJS.Timeout | undefined;
  let isWanted = false;
  let isStopped = false;

  function sendSoon(): void {
    isWanted = false;
    // A moment later, so that this process's own reader comes first.
    timer = setTimeout(() => {
      send()
        .catch(() => undefined)
        .finally(() => {
          timer = undefined;
          if (isWanted && !isStopped) sendSoon();
        });
    }, intervalMs).unref();
  }

  return {
    notify() {
      isWanted = true;
      if (!timer && !isStopped) sendSoon();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
