import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { preloadStart } from "./preload-start.config.ts";
import { serviceWorker } from "./service-worker/service-worker.config.ts";

const api = "http://localhost:3000";

/** Small parts of the first page that others use as well, which would be a file each. */
const common = [
  /frontend\/lib\/(?!idle|uuid|upload|app-version)/,
  /frontend\/app\/(?:key-table|quick-add-state|palette-state|help-state|logo)\./,
  /frontend\/ui\/(?:button|states|priority)\./,
  /frontend\/messages\/(?:messages|format)\./,
  /features\/tasks\/(?:task-actions|due-words|views|list-search|task-queries|task-filters)\./,
  /features\/(?:bulk\/(?:change-many|bulk-change)|first-run\/example-ids)\./,
  /domain\/(?:due-date|filter\/(?!complete))/,
  /lucide-react\/dist\/esm\/(?:createLucideIcon|Icon)\./,
  /lucide-react\/dist\/esm\/icons\/(?:check|plus|x|search|list-filter|rotate-ccw|hash)\./,
  /lucide-react\/dist\/esm\/icons\/(?:arrow-down-up|repeat|flag|rotate-ccw-clock|inbox|sun)\./,
  /lucide-react\/dist\/esm\/icons\/(?:calendar-days|trash|trash-2)\./,
];

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadStart(), serviceWorker()],
  build: {
    target: "es2024",
    manifest: true,
    // A data: URL for a small font or image would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    // Every browser that has what the target asks for preloads modules by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every page needs is one file: fewer requests, and better compressed than many small ones.
        codeSplitting: {
          groups: [
            {
              name: "library",
              test: /node_modules\/(?:react|react-dom|scheduler|@tanstack|wouter|regexparam)\//,
            },
            {
              name: "common",
              test: (id) => common.some((part) => part.test(id)),
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": { target: api },
      "/health": { target: api },
      "/ws": { target: api, ws: true },
    },
  },
});
