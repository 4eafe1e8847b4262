import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { build } from "vite";
import { temporaryFolder } from "../product.ts";

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

export type BareList = { url: string; stop: () => Promise<void> };

/** Builds and serves a page with a bare React list of the tasks of a snapshot, as the API gave it. */
export async function serveBareList(snapshot: string): Promise<BareList> {
  const folder = await temporaryFolder();
  await build({
    root: join(import.meta.dirname, "page"),
    configFile: false,
    logLevel: "error",
    build: { outDir: folder.path, emptyOutDir: true, target: "es2024" },
  });
  const server = createServer((request, response) => {
    const path = request.url === "/" ? "/index.html" : (request.url ?? "");
    if (path === "/snapshot.json") {
      response.setHeader("content-type", "application/json");
      response.end(snapshot);
      return;
    }
    readFile(join(folder.path, path)).then(
      (bytes) => {
        response.setHeader("content-type", types[extname(path)] ?? "text/plain");
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await folder.remove();
    },
  };
}
