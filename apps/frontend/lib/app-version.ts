import { pause } from "./backoff.ts";
import { offerNewVersion, provideNewVersion } from "./new-version.ts";

/** How often a new version is asked for, in milliseconds. */
const askEveryMs = 60 * 60_000;
/** A new version that has not come by then is left, and the page is read anew without it; in milliseconds. */
const patienceMs = 10_000;

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
    if (!isFirst) {
      provideNewVersion(() => window.location.reload());
      offerNewVersion();
    }
    isFirst = false;
  });
  const registration = await workers.register(workerUrl, { updateViaCache: "none" });
  provideNewVersion(() => {
    takeOver(workers, registration).catch(() => window.location.reload());
  });
  if (registration.waiting && workers.controller) offerNewVersion();
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && workers.controller) offerNewVersion();
    });
  });
  setInterval(() => {
    registration.update().catch(() => undefined);
  }, askEveryMs);
}

/** The page is read anew, by the newest worker if there is another one. */
async function takeOver(
  workers: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
): Promise<void> {
  workers.addEventListener("controllerchange", () => window.location.reload());
  if (!registration.waiting) await Promise.race([findNewest(registration), pause(patienceMs)]);
  if (registration.waiting) registration.waiting.postMessage("take-over");
  else window.location.reload();
}

async function findNewest(registration: ServiceWorkerRegistration): Promise<void> {
  const isReached = await registration.update().then(
    () => true,
    () => false,
  );
  if (!isReached) return;
  const { installing, waiting } = registration;
  if (installing)
    await new Promise((resolve) => installing.addEventListener("statechange", resolve));
  // A file of the newest version is missing here: without what is kept, all are read from the server.
  else if (!waiting) for (const name of await caches.keys()) await caches.delete(name);
}

/** A worker that a built app has left at this address would answer with that app. */
async function forgetBuiltApp(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    const url = registration.active?.scriptURL ?? "";
    if (url.endsWith("/service-worker.js")) await registration.unregister();
  }
}
