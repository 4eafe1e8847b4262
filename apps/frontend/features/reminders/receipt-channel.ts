import type { Receipt } from "@pakaura/contract/websocket";

/** Between the tab that shows a reminder and the one that has the socket, which may be the same. */
function nameOf(userId: string): string {
  return `pakaura-receipts:${userId}`;
}

/** Tells whichever tab of the person has the socket. */
export function giveReceipt(userId: string, receipt: Receipt): void {
  const channel = new BroadcastChannel(nameOf(userId));
  channel.postMessage(receipt);
  channel.close();
}

/** Hears what tabs of the person tell, this one included, until the returned function is called. */
export function hearReceipts(userId: string, tell: (receipt: Receipt) => void): () => void {
  const channel = new BroadcastChannel(nameOf(userId));
  channel.addEventListener("message", ({ data }: MessageEvent<Receipt>) => tell(data));
  return () => channel.close();
}
