/** Calls back after what is under way, at once also in a tab behind others, where a timer waits up to a second. */
export function soon(act: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", () => {
    port1.close();
    act();
  });
  port1.start();
  port2.postMessage(null);
}
