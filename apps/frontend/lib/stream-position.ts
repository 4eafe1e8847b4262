/** What this browser knows of the user's event stream: everything up to `sequence` of this `epoch`. */
export type StreamPosition = { epoch: string; sequence: number };

export type StreamState = {
  position: StreamPosition | null;
  isCatchingUp: boolean;
};

export type StreamInput =
  | { type: "hello"; epoch: string; sequence: number }
  | { type: "event"; sequence: number }
  | { type: "caught-up"; sequence: number }
  | { type: "snapshot"; position: StreamPosition }
  | { type: "resync" };

export type StreamDecision = {
  state: StreamState;
  /** `apply`: the event is the next one. `catch-up`: ask for what follows the position. `snapshot`: ask for everything. `reconnect`: start again. */
  action: "none" | "apply" | "catch-up" | "snapshot" | "reconnect";
};

export const initialStream: StreamState = { position: null, isCatchingUp: false };

/**
 * Decides what a message of the socket means. An event is applied only directly after the last one;
 * a gap is asked for, what was seen already is dropped.
 */
export function decide(state: StreamState, input: StreamInput): StreamDecision {
  switch (input.type) {
    case "hello":
      return decideHello(state, input);
    case "event":
      return decideEvent(state, input.sequence);
    case "caught-up": {
      const isComplete = state.position !== null && input.sequence <= state.position.sequence;
      return isComplete
        ? { state: { ...state, isCatchingUp: false }, action: "none" }
        : { state: initialStream, action: "reconnect" };
    }
    case "snapshot":
      // What was sent while it was read is sent again.
      return {
        state: { position: input.position, isCatchingUp: true },
        action: "catch-up",
      };
    case "resync":
      // The hello of the next connection is a fresh start.
      return { state: initialStream, action: "reconnect" };
  }
}

function decideHello(
  { position }: StreamState,
  { epoch, sequence }: StreamPosition,
): StreamDecision {
  const isKnown = position !== null && position.epoch === epoch && position.sequence <= sequence;
  if (!isKnown) return { state: initialStream, action: "snapshot" };
  const isBehind = position.sequence < sequence;
  return { state: { position, isCatchingUp: isBehind }, action: isBehind ? "catch-up" : "none" };
}

function decideEvent(state: StreamState, sequence: number): StreamDecision {
  const { position, isCatchingUp } = state;
  if (position === null || sequence <= position.sequence) return { state, action: "none" };
  if (sequence === position.sequence + 1) {
    return { state: { ...state, position: { ...position, sequence } }, action: "apply" };
  }
  if (isCatchingUp) return { state, action: "none" };
  return { state: { ...state, isCatchingUp: true }, action: "catch-up" };
}
