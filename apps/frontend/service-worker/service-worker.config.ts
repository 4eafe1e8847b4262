import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build, type Plugin } from "vite";

/** What the app needs without a network. Of the fonts, those for languages written in Latin letters. */
const kept = /\.(?:css|html|js|png|svg|webmanifest)$|inter-latin-[^/]*\.woff2$/;
/** The browser keeps the worker's own scripts itself. */
const own = new Set(["service-worker.js", "push-worker.js"]);

type AppFile = { url: string; revision: string | null };

/** The files of a built app. Those below assets/ have a hash in their name, and need no other revision. */
function listFiles(folder: string): AppFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => kept.test(path) && !path.startsWith(".") && !own.has(path))
    .sort()
    .map((path) => ({
      url: `/${path}`,
      revision: path.startsWith("assets/") ? null : revisionOf(join(folder, path)),
    }));
}

function revisionOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
}

/** Builds a script that is a file of its own, and no module. */
async function buildScript(
  folder: string,
  input: string,
  name: string,
  define: Record<string, string> = {},
): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: "error",
    define,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "es2024",
      rolldownOptions: {
        input: join(import.meta.dirname, input),
        output: { format: "iife", entryFileNames: name },
      },
    },
  });
}

/**
 * Builds the page of a start that failed, and the service worker once the app is built, with the list of its files. vite-plugin-pwa does
 * the same with 330 more packages, two other bundlers among them.
 */
export function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    async writeBundle({ dir = "dist" }) {
      await buildScript(dir, "../start-failed/start-failed.ts", "start-failed.js");
      // Last: it lists all files that there are.
      await buildScript(dir, "service-worker.ts", "service-worker.js", {
        __APP_FILES__: JSON.stringify(listFiles(dir)),
        "process.env.NODE_ENV": '"production"',
      });
    },
  };
}
