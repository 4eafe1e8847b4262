import { once } from "node:events";
import { WebSocket } from "ws";

/** Far beyond any latency worth a row. */
const patienceMs = 30_000;

/** A bare socket that hands every text to whoever waits, without parsing it. */
export async function openSocket(url: string) {
  const socket = new WebSocket(url.replace(/^http/, "ws"), { perMessageDeflate: false });
  let receive: ((text: string) => void) | null = null;
  socket.on("message", (bytes: Buffer) => receive?.(bytes.toString()));
  await once(socket, "open");

  /** Resolves when a text that fits arrives, rejects when none does; `send`, when given, is sent first. */
  function waitFor(fits: (text: string) => boolean, send?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`what a socket waited for did not come in ${patienceMs} ms`)),
        patienceMs,
      );
      receive = (text) => {
        if (!fits(text)) return;
        clearTimeout(timer);
        receive = null;
        resolve(text);
      };
      if (send !== undefined) socket.send(send);
    });
  }
  return {
    waitFor,
    isOpen: () => socket.readyState === socket.OPEN,
    close: () => socket.terminate(),
  };
}

/** A signed-in session on Pakaura's socket; `sequence` is that of its hello. */
export async function openSession(url: string, token: string) {
  const socket = await openSocket(`${url}/ws`);
  const hello = await socket.waitFor(
    (text) => text.includes('"hello"'),
    JSON.stringify({ type: "auth", token }),
  );
  const { epoch, sequence } = JSON.parse(hello) as { epoch: string; sequence: number };
  return { ...socket, epoch, sequence };
}
