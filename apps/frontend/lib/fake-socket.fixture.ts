import type { ServerMessage } from "@pakaura/contract/websocket";

/** A WebSocket whose other end is the test. */
export class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  readonly sent: unknown[] = [];
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }

  /** Those that are not closed. */
  static get open(): FakeSocket[] {
    return FakeSocket.all.filter(({ readyState }) => readyState < 2);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  /** The server says something; the connection is there from the first word on. */
  say(...messages: readonly ServerMessage[]): void {
    this.readyState = 1;
    for (const message of messages) {
      this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
    }
  }

  /** Ends it, from whichever side. */
  close(code = 1005): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }
}
