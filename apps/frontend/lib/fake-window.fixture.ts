import { vi } from "vitest";
import { FakeSocket } from "./fake-socket.fixture.ts";

/** Stands in for the page: `window`, `document`, local storage and sockets. `vi.unstubAllGlobals` ends it. */
export function stubPage() {
  const kept = new Map<string, string>();
  const window = Object.assign(new EventTarget(), { location: { origin: "http://pakaura.test" } });
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  FakeSocket.all = [];
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", document);
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  });
  return { window, document, kept };
}
