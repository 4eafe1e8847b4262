import { workerUrl } from "../../lib/app-version.ts";
import { m } from "../../messages/all-messages.ts";

/** Why this browser cannot be reminded while no page is open; null when it can. */
export function whyNoPush(): string | null {
  const isThere = "serviceWorker" in navigator && "PushManager" in window;
  if (!isThere) return m.settings.channels.noPush;
  return Notification.permission === "denied" ? m.settings.channels.blocked : null;
}

/** Asks for permission, and gives this browser's subscription as the API takes it. */
export async function subscribeBrowser(webPushKey: string): Promise<object> {
  if ((await Notification.requestPermission()) !== "granted") {
    throw new Error(m.settings.channels.notAllowed);
  }
  await navigator.serviceWorker.register(workerUrl);
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: webPushKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, keys: { p256dh: keys?.["p256dh"], auth: keys?.["auth"] } };
}
