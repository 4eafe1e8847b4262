import type { Writable } from "node:stream";

/**
 * Waits until the stream has passed on what was written to it. Answers false when that took longer
 * than `timeoutMs`, or when the stream closed first.
 */
export function drained(stream: Writable, timeoutMs: number): Promise<boolean> {
  if (stream.destroyed) return Promise.resolve(false);
  if (!stream.writableNeedDrain) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (isDrained: boolean) => {
      clearTimeout(timer);
      stream.off("drain", onDrain);
      stream.off("close", onClose);
      resolve(isDrained);
    };
    const onDrain = () => settle(true);
    const onClose = () => settle(false);
    const timer = setTimeout(onClose, timeoutMs);
    stream.once("drain", onDrain);
    stream.once("close", onClose);
  });
}
