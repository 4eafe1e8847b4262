// Keeps the files of one version of the app, so that it opens without a network. Data is never cached here.
import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

/** Set by the build. */
declare const __APP_FILES__: { url: string; revision: string | null }[];
declare function importScripts(url: string): void;
declare const self: {
  addEventListener: (type: "message", listener: (event: MessageEvent<unknown>) => void) => void;
  skipWaiting: () => Promise<void>;
};

// Reminders that come while no page is open.
importScripts("/push-worker.js");

cleanupOutdatedCaches();
precacheAndRoute(__APP_FILES__);
// Every address of the app is its one page; those of programs are left to the network.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/(?:api|ws|health|metrics|events|job|internal|assets)(?:\/|$)/],
  }),
);

// A new version waits until somebody wants it: see lib/app-version.ts.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});
clientsClaim();
