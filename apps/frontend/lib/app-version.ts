import { m } from "../messages/messages.ts";
import { tell } from "./toast.ts";

/** How often a new version is asked for, in milliseconds. */
const askEveryMs = 60 * 60_000;

/** The service worker of this build; while developing only reminders have one. */
export const workerUrl = import.meta.env.DEV ? "/push-worker.js" : "/service-worker.js";

/**
 * Has the app open without a network, and offers a new version when there is one. It never takes the
 * place of the one in use by itself: what is being written would be gone.
 */
export function followAppVersion(): void {
  if (!("serviceWorker" in navigator)) return;
  const started = import.meta.env.DEV ? forgetBuiltApp() : keepApp(navigator.serviceWorker);
  started.catch(() => undefined);
}

async function keepApp(workers: ServiceWorkerContainer): Promise<void> {
  let isFirst = workers.controller === null;
  workers.addEventListener("controllerchange", () => {
    // Another tab has taken the new version: its files are in place of those that this page knows.
    if (!isFirst) offer(() => window.location.reload());
    isFirst = false;
  });
  const registration = await workers.register(workerUrl, { updateViaCache: "none" });
  if (registration.waiting && workers.controller) offerVersion(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && workers.controller) offerVersion(worker);
    });
  });
  setInterval(() => {
    registration.update().catch(() => undefined);
  }, askEveryMs);
}

function offerVersion(worker: ServiceWorker): void {
  offer(() => {
    navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload());
    worker.postMessage("take-over");
  });
}

function offer(onWanted: () => void): void {
  tell(m.version.ready, {
    id: "version",
    description: m.version.lead,
    duration: Number.POSITIVE_INFINITY,
    action: { label: m.version.reload, onClick: onWanted },
    cancel: { label: m.version.later, onClick: () => undefined },
  });
}

/** A worker that a built app has left at this address would answer with that app. */
async function forgetBuiltApp(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    const url = registration.active?.scriptURL ?? "";
    if (url.endsWith("/service-worker.js")) await registration.unregister();
  }
}
