import type { Jobs } from "@pakaura/platform/jobs";
import type { PubSub } from "@pakaura/platform/pubsub";
import type { MessagePort } from "node:worker_threads";

/** What work in another thread asks of the one that answers requests. */
export type MainCalls = {
  /** Tells the readers of the event log that events were committed. */
  wake: () => void;
  /** Counts events that were published, by their topic and type. */
  count: (events: { labels: Partial<Record<string, string | number>>; value: number }[]) => void;
  /** Forgets who is signed in, because their settings have changed. */
  forget: () => void;
  publish: PubSub["publish"];
  schedule: Jobs["schedule"];
};

type Call = { id: number; name: keyof MainCalls; values: unknown[] };
type Reply = { id: number; error: Error | null };

/** The calls as the other thread makes them: each resolves when it has been carried out. */
export function callMain(port: MessagePort) {
  const waiting = new Map<number, (error: Error | null) => void>();
  let calls = 0;
  port.on("message", ({ id, error }: Reply) => {
    waiting.get(id)?.(error);
    waiting.delete(id);
  });
  return <Name extends keyof MainCalls>(
    name: Name,
    ...values: Parameters<MainCalls[Name]>
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const id = (calls += 1);
      waiting.set(id, (error) => (error === null ? resolve() : reject(error)));
      port.postMessage({ id, name, values } satisfies Call);
    });
}

/** Carries out what the other thread asks for. */
export function answerCalls(port: MessagePort, calls: MainCalls): void {
  port.on("message", ({ id, name, values }: Call) => {
    void carryOut(calls[name], values).then((error) =>
      port.postMessage({ id, error } satisfies Reply),
    );
  });
}

async function carryOut(
  call: (...values: never[]) => unknown,
  values: unknown[],
): Promise<Error | null> {
  try {
    await Reflect.apply(call, null, values);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
