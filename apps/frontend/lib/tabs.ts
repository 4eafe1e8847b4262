import { uuidV7 } from "./uuid-v7.ts";

/** How often a tab that is looked at asks whether the leading one still answers, in milliseconds. */
const askEveryMs = 400;
/** Without an answer for so long, the leading tab is frozen or busy, and another one leads. */
const silentAfterMs = 900;

export type TabsOptions<Message> = {
  /** Tabs of the same name share one leader. */
  name: string;
  onMessage: (message: Message) => void;
  /** Other tabs have told what did not come here: a page that is held up loses messages. */
  onMissed: () => void;
  /** This tab leads from now on, until the returned function is called. */
  lead: () => () => void;
  /** Whether the leading tab does its work well enough to be left alone. */
  isWell: () => boolean;
};

export type Tabs<Message> = {
  /** Tells all other tabs. */
  post: (message: Message) => void;
  /** Leads whenever it is this tab's turn, until the returned function is called. */
  compete: () => () => void;
  close: () => void;
};

type Letter<Message> =
  | { kind: "message"; message: Message }
  | { kind: "question" }
  | { kind: "answer"; isWell: boolean };

/** `from` is a tab, later ones greater; `posted` is how many messages it has told so far, with this one. */
type Envelope<Message> = Letter<Message> & { from: string; posted: number };

/**
 * Has one of the open tabs lead, by a lock that the browser passes on at once when its tab is closed.
 * A tab can also be frozen, or be too slow in the background: whichever is looked at notices, and takes the lock.
 */
export function joinTabs<Message>(options: TabsOptions<Message>): Tabs<Message> {
  const channel = new BroadcastChannel(options.name);
  const id = uuidV7();
  const heardOf = new Map<string, number>();
  let posted = 0;
  let isCompeting = false;
  let stopLeading: (() => void) | null = null;
  let heardAt = performance.now();
  let askedAt = heardAt;

  const send = (letter: Letter<Message>): void => {
    channel.postMessage({ ...letter, from: id, posted } satisfies Envelope<Message>);
  };

  function hasMissed({ kind, from, ...envelope }: Envelope<Message>): boolean {
    const before = kind === "message" ? envelope.posted - 1 : envelope.posted;
    // What older tabs had told before this one opened is not missed.
    const known = heardOf.get(from) ?? (from < id ? before : 0);
    heardOf.set(from, envelope.posted);
    return known !== before;
  }

  channel.addEventListener("message", ({ data }: MessageEvent<Envelope<Message>>) => {
    if (hasMissed(data)) options.onMissed();
    if (data.kind === "message") options.onMessage(data.message);
    else if (data.kind === "answer") {
      // One that is not well is given until the time is up.
      if (data.isWell) heardAt = performance.now();
    } else if (stopLeading) send({ kind: "answer", isWell: options.isWell() });
  });

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

  async function queue(steal: boolean): Promise<void> {
    try {
      await navigator.locks.request(options.name, { steal }, async () => {
        if (isCompeting) await leadUntilStopped();
      });
    } catch (error) {
      // Another tab has taken the lock.
      if (!(error instanceof DOMException) || error.name !== "AbortError") throw error;
      stopLeading?.();
    }
  }

  async function run(): Promise<void> {
    while (isCompeting) await queue(false);
  }

  function ask(): void {
    const now = performance.now();
    // Whoever comes out of a freeze itself has not listened.
    const hasSlept = now - askedAt > silentAfterMs;
    askedAt = now;
    if (stopLeading || hasSlept || document.visibilityState === "hidden") heardAt = now;
    if (stopLeading || document.visibilityState === "hidden") return;
    if (now - heardAt > silentAfterMs) {
      heardAt = now;
      void queue(true);
      return;
    }
    send({ kind: "question" });
  }

  function freeze(): void {
    stopLeading?.();
  }

  function compete(): () => void {
    isCompeting = true;
    heardAt = performance.now();
    // Where the browser has no locks, as over plain HTTP, each tab leads itself.
    if (!("locks" in navigator)) return options.lead();
    const timer = setInterval(ask, askEveryMs);
    // A page that is about to be frozen gives the lead away by itself, where the browser says so.
    document.addEventListener("freeze", freeze);
    void run();
    return () => {
      isCompeting = false;
      clearInterval(timer);
      document.removeEventListener("freeze", freeze);
      stopLeading?.();
    };
  }

  return {
    post: (message) => {
      posted += 1;
      send({ kind: "message", message });
    },
    compete,
    close: () => channel.close(),
  };
}
