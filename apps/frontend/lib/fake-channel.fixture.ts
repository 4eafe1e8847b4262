type Listener = (event: MessageEvent) => void;

/**
 * BroadcastChannel as the HTML standard has it (9.5), within one page: every other open channel of the name
 * hears a copy, in the order of posting, as a task of its own; a closed one neither posts nor hears. `deliver`
 * runs those tasks, so that tests need not wait.
 */
export class FakeChannels {
  private readonly open = new Set<FakeChannel>();
  private tasks: (() => void)[] = [];
  /** What is delivered meanwhile is lost, as to a page that is held up. */
  isDeaf = false;

  /** The class that stands for BroadcastChannel. */
  readonly Channel = makeChannelClass({
    join: (channel) => this.open.add(channel),
    leave: (channel) => this.open.delete(channel),
    post: (from, data) => {
      const message: unknown = structuredClone(data);
      for (const channel of this.open) {
        if (channel === from || channel.name !== from.name) continue;
        this.tasks.push(() => {
          if (this.open.has(channel) && !this.isDeaf) channel.hear(structuredClone(message));
        });
      }
    },
  });

  deliver(): boolean {
    const due = this.tasks;
    this.tasks = [];
    for (const task of due) task();
    return due.length > 0;
  }
}

type FakeChannel = { name: string; hear: (data: unknown) => void };
type Hub = {
  join: (channel: FakeChannel) => void;
  leave: (channel: FakeChannel) => void;
  post: (from: FakeChannel, data: unknown) => void;
};

function makeChannelClass(hub: Hub) {
  return class implements FakeChannel {
    readonly name: string;
    private readonly listeners = new Set<Listener>();
    private isClosed = false;

    constructor(name: string) {
      this.name = name;
      hub.join(this);
    }

    postMessage(data: unknown): void {
      if (this.isClosed) throw new DOMException("The channel is closed", "InvalidStateError");
      hub.post(this, data);
    }

    addEventListener(_type: "message", listener: Listener): void {
      this.listeners.add(listener);
    }

    hear(data: unknown): void {
      for (const listener of this.listeners) listener(new MessageEvent("message", { data }));
    }

    close(): void {
      this.isClosed = true;
      hub.leave(this);
    }
  };
}
