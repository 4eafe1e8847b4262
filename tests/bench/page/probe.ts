// Runs in the measured page: when what a person causes is painted, and how many frames are late.

/** Resolves in the first moment after the frame in which `isThere` has become true is painted. */
function painted(isThere: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    function look(): void {
      if (!isThere()) {
        requestAnimationFrame(look);
        return;
      }
      // This runs before the paint of its frame; a message comes after it.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => resolve(performance.now()), { once: true });
      port1.start();
      port2.postMessage(null);
    }
    requestAnimationFrame(look);
  });
}

/** Milliseconds from the next event of this type until it is painted that something is there. */
function untilPainted(type: "keydown" | "click", isThere: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    addEventListener(
      type,
      (event) => {
        void painted(isThere).then((at) => resolve(at - event.timeStamp));
      },
      { capture: true, once: true },
    );
  });
}

const probe = {
  untilShown: (type: "keydown" | "click", selector: string): Promise<number> =>
    untilPainted(type, () => document.querySelector(selector) !== null),

  untilTyped: (text: string): Promise<number> =>
    untilPainted("keydown", () => {
      const field = document.activeElement;
      return field !== null && "value" in field && field.value === text;
    }),

  /** The times of all frames from now until `stop`, in milliseconds. */
  recordFrames: (): { stop: () => number[] } => {
    const times: number[] = [];
    let isOver = false;
    function note(time: number): void {
      if (isOver) return;
      times.push(time);
      requestAnimationFrame(note);
    }
    requestAnimationFrame(note);
    return {
      stop: () => {
        isOver = true;
        return times;
      },
    };
  },
};

Object.assign(globalThis, { probe });
