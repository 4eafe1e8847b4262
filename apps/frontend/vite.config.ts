import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { preloadStart } from "./preload-start.config.ts";
import { serviceWorker } from "./service-worker/service-worker.config.ts";

const api = "http://localhost:3000";

/** Small parts of the first page that others use as well, which would be a file each. */
const common = [
  /frontend\/lib\/(?!uuid|upload|appearance|app-version|websocket|stream-position)/,
  /frontend\/app\/(?:sidebar|key-table|quick-add-state|palette-state|help-state|logo)\./,
  /frontend\/ui\/(?:button|states|priority)\./,
  /frontend\/messages\/(?:messages|all-messages|format)\./,
  /features\/tasks\/(?:task-list-page|task-row|wanted-part|task-actions|due-words|views|list-search|task-queries|task-filters)\./,
  /features\/(?:bulk\/(?:change-many|change-selected|bulk-change)|first-run\/example-ids|reminders\/fired-reminders)\./,
  /domain\/(?:due-date|date-words|local-time|calendar|priority|search|tags|code-points)\./,
  /lucide-react\/dist\/esm\/(?:createLucideIcon|Icon)\./,
  /lucide-react\/dist\/esm\/icons\/(?:check|circle-check|plus|x|search|list-filter|rotate-ccw|hash)\./,
  /lucide-react\/dist\/esm\/icons\/(?:arrow-down-up|repeat|flag|rotate-ccw-clock|inbox|sun)\./,
  /lucide-react\/dist\/esm\/icons\/(?:calendar-days|trash|trash-2)\./,
];

/** Small parts that several pages use, each of which is loaded when it is wanted. */
const shared = [
  /frontend\/(?:ui\/field|app\/key-names)\./,
  /features\/activity\/(?:activity-queries|entry-end|entry-line|group-entries)\./,
  /features\/(?:tasks\/month-grid|reminders\/(?:lead-words|reminder-sound))\./,
  /features\/settings\/(?:device-name|subscribe-browser)\./,
  /domain\/(?:recurrence-words|change-words|entry-sentence)\./,
  /lucide-react\/dist\/esm\/icons\/(?:arrow-down|arrow-up|bell|bell-ring|calendar-x-2|chevron-right)\./,
  /lucide-react\/dist\/esm\/icons\/(?:circle|download|keyboard|moon|pencil)\./,
];

/** What a task is given, by whichever way: quick add, its panel, or for many at once. */
const taskFields = [
  /features\/tasks\/(?:due-in-words|due-picker|tag-input)\./,
  /features\/(?:quick-add\/repeat-words|reminders\/offer-notifications)\./,
  /lucide-react\/dist\/esm\/icons\/calendar\./,
  /features\/bulk\/(?:date-for-many|use-picked-date)\./,
];

function isOneOf(parts: readonly RegExp[]): (id: string) => boolean {
  return (id) => parts.some((part) => part.test(id));
}

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
              test: isOneOf(common),
            },
            { name: "dialog", test: /frontend\/ui\/dialog/ },
            { name: "popup", test: /frontend\/ui\/popup/ },
            { name: "shared", test: isOneOf(shared) },
            { name: "filters", test: /domain\/filter\/(?!complete|filter-problem-words)/ },
            { name: "parse-quick-add", test: /\/quick-add\/(?:parse-quick-add|quick-add-line)\./ },
            { name: "task-fields", test: isOneOf(taskFields) },
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
