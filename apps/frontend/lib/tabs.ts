import { thisPage, type TabPage } from "./tab-page.ts";
import { uuidV7 } from "./uuid-v7.ts";

/** How often a tab that is looked at asks whether the leading one still answers, in milliseconds. */
const askEveryMs = 400;
/** Without an answer for so long, the leading tab is frozen or busy, and another one leads. */
const silentAfterMs = 900;
/**
 * Raised when tabs of what is published already cannot understand what is told. The newest leads, and the
 * others understand nothing of newer ones. Those from before versions were counted are of the first.
 */
const tabsVersion = 2;

export type TabsOptions<Message> = {
  /** Tabs of the same name share one leader. */
  name: string;
  onMessage: (message: Message) => void;
  /** Other tabs have told what did not come here: a page that is held up loses messages. */
  onMissed: () => void;
  /** A tab of a newer version is open. */
  onNewer: () => void;
  /** A tab that is looked at asks this one, which leads: whatever is due is to be done. */
  onAsked: () => void;
  /** This tab leads from now on, until the returned function is called. */
  lead: () => () => void;
  /** Whether the leading tab does its work well enough to be left alone. */
  isWell: () => boolean;
  /** For tests: several tabs in one page, of several versions. */
  page?: TabPage;
  version?: number;
};

export type Tabs<Message> = {
  /** Tells all other tabs; nobody once it is closed. */
  post: (message: Message) => void;
  /** Leads whenever it is this tab's turn, until the returned function is called. */
  compete: () => () => void;
  /** Neither leads nor hears anything from now on. */
  close: () => void;
};

type Letter<Message> =
  | { kind: "message"; message: Message }
  | { kind: "question" }
  | { kind: "answer"; isWell: boolean };

/** `from` is a tab, later ones greater; `posted` is how many messages it has told so far, with this one. */
type Envelope<Message> = Letter<Message> & { from: string; posted: number; version?: number };

/**
 * Has one of the open tabs lead, by a lock that the browser passes on at once when its tab is closed.
 * A tab can also be frozen, be too slow in the background, or be of an older version: whichever is looked at
 * notices, and takes the lock.
 */
export function joinTabs<Message>(options: TabsOptions<Message>): Tabs<Message> {
  const { page = thisPage, version: ownVersion = tabsVersion } = options;
  const channel = new BroadcastChannel(options.name);
  const id = uuidV7();
  const heardOf = new Map<string, number>();
  let posted = 0;
  let isClosed = false;
  let stopCompeting: (() => void) | null = null;
  /** Ends the wait for the lock; null when this tab does not wait for its turn. */
  let waiting: AbortController | null = null;
  let stopLeading: (() => void) | null = null;
  let heardAt = performance.now();
  let askedAt = heardAt;

  const send = (letter: Letter<Message>): void => {
    if (isClosed) return;
    const envelope: Envelope<Message> = { ...letter, from: id, posted, version: ownVersion };
    channel.postMessage(envelope);
  };

  function hasMissed({ kind, from, ...envelope }: Envelope<Message>): boolean {
    const before = kind === "message" ? envelope.posted - 1 : envelope.posted;
    // What older tabs had told before this one opened is not missed.
    const known = heardOf.get(from) ?? (from < id ? before : 0);
    heardOf.set(from, envelope.posted);
    return known !== before;
  }

  channel.addEventListener("message", ({ data }: MessageEvent<Envelope<Message>>) => {
    const { version = 1 } = data;
    const isMissed = hasMissed(data);
    if (version > ownVersion) options.onNewer();
    else if (isMissed) options.onMissed();
    if (data.kind === "question") answer();
    else if (data.kind === "answer") hear(data.isWell, version);
    else if (version <= ownVersion) options.onMessage(data.message);
  });

  function answer(): void {
    if (!stopLeading) return;
    options.onAsked();
    send({ kind: "answer", isWell: options.isWell() });
  }

  function hear(isWell: boolean, version: number): void {
    // One that is not well is given until the time is up.
    if (isWell) heardAt = performance.now();
    if (version < ownVersion && waiting && !stopLeading) steal();
  }

  function leadUntilStopped(): Promise<void> {
    return new Promise((resolve) => {
      const end = options.lead();
      stopLeading = () => {
        stopLeading = null;
        end();
        resolve();
      };
    });
  }

  /** Holds the lock for one turn; `signal` ends the wait for it. */
  async function takeTurn(lock: LockOptions, signal: AbortSignal): Promise<void> {
    try {
      await page.locks?.request(options.name, lock, async () => {
        if (!signal.aborted) await leadUntilStopped();
      });
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "AbortError") throw error;
      // Another tab has taken the lock; or this one waits for it no longer.
      if (!signal.aborted) stopLeading?.();
    }
  }

  function steal(): void {
    if (waiting) void takeTurn({ steal: true }, waiting.signal);
  }

  async function takeTurns(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await takeTurn({ signal }, signal);
  }

  function beginWaiting(): void {
    if (waiting) return;
    waiting = new AbortController();
    heardAt = performance.now();
    void takeTurns(waiting.signal);
  }

  function endWaiting(): void {
    waiting?.abort();
    waiting = null;
    stopLeading?.();
  }

  function ask(): void {
    const now = performance.now();
    // Whoever comes out of a freeze itself has not listened.
    const hasSlept = now - askedAt > silentAfterMs;
    askedAt = now;
    if (stopLeading || hasSlept || page.isHidden()) heardAt = now;
    if (stopLeading || page.isHidden()) return;
    if (now - heardAt > silentAfterMs) {
      heardAt = now;
      steal();
      return;
    }
    send({ kind: "question" });
  }

  function beginCompeting(): () => void {
    // Where the browser has no locks, each tab leads itself.
    if (!page.locks) return options.lead();
    const timer = setInterval(ask, askEveryMs);
    // A page that is about to be frozen gives the lead away by itself, and comes for it when it goes on.
    const stops = [page.listen("sleep", endWaiting), page.listen("wake", beginWaiting)];
    beginWaiting();
    // Whoever leads may be of an older version.
    send({ kind: "question" });
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
      endWaiting();
    };
  }

  function compete(): () => void {
    stopCompeting?.();
    if (isClosed) return () => undefined;
    const end = beginCompeting();
    const stop = (): void => {
      if (stopCompeting !== stop) return;
      stopCompeting = null;
      end();
    };
    stopCompeting = stop;
    return stop;
  }

  return {
    post: (message) => {
      posted += 1;
      send({ kind: "message", message });
    },
    compete,
    close: () => {
      stopCompeting?.();
      isClosed = true;
      channel.close();
    },
  };
}
