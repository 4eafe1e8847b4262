/** Keeps what has failed several times in a row from being asked for a while. */
export type Circuit = {
  isPaused: () => boolean;
  /** Tells how asking went. */
  tell: (outcome: "answered" | "failed") => void;
};

const mostFailures = 3;
const pauseMs = 30_000;

/** The circuit of one process, closed. After a pause the first failure begins another one. */
export function createCircuit(now: () => number = () => performance.now()): Circuit {
  let failures = 0;
  let pausedUntil = -Infinity;
  return {
    isPaused: () => now() < pausedUntil,
    tell: (outcome) => {
      failures = outcome === "answered" ? 0 : failures + 1;
      if (failures >= mostFailures) pausedUntil = now() + pauseMs;
    },
  };
}
