import type { ChannelOptions } from "@pakaura/contract/channel";
import { messageOf, request } from "../../lib/api.ts";
import { tell, tellError } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";

const storageKey = "pakaura.notifications-offered";

/**
 * Offers notifications of this browser when the first reminder is set here, and never again: a page
 * that asks before anybody knows what for is refused.
 */
export function offerNotifications(): void {
  const canAsk =
    "Notification" in window && "PushManager" in window && Notification.permission === "default";
  if (!canAsk || localStorage.getItem(storageKey) !== null) return;
  localStorage.setItem(storageKey, new Date().toISOString());
  tell(m.reminders.offer, {
    id: "offer-notifications",
    description: m.reminders.offerText,
    duration: 20_000,
    action: { label: m.settings.channels.turnOn, onClick: () => void turnOn() },
  });
}

async function turnOn(): Promise<void> {
  try {
    const [{ subscribeBrowser }, { deviceName }, { web_push_key: key }] = await Promise.all([
      import("../settings/subscribe-browser.ts"),
      import("../settings/device-name.ts"),
      request<ChannelOptions>("/api/v1/channels/options"),
    ]);
    const subscription = await subscribeBrowser(key);
    const body = { kind: "web_push", name: deviceName(navigator.userAgent), ...subscription };
    await request("/api/v1/channels", { method: "POST", body });
    tell(m.reminders.offerTaken);
  } catch (error) {
    tellError(m.settings.channels.notOn, { description: messageOf(error) });
  }
}
