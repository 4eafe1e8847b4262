import { runOps } from "../flows/npm-start.ts";
import { freePort } from "../free-port.ts";
import { isOnStack, startProduct, temporaryFolder } from "../product.ts";
import type { Target } from "./target.ts";

/** Starts a Pakaura to be attacked, with the settings that it has by itself. */
export async function startTarget(): Promise<Target & { stop: () => Promise<void> }> {
  const folder = await temporaryFolder();
  const internalPort = await freePort();
  const environment = { INTERNAL_PORT: internalPort };
  const product = await startProduct({
    dataDirectory: folder.path,
    ...(isOnStack ? {} : { environment }),
  });
  const stop = async () => {
    await product.stop();
    await folder.remove();
  };
  if (isOnStack)
    return { url: product.url, form: "stack", pid: null, internalUrl: null, operate: null, stop };
  const settings = { PAKAURA_DATA: folder.path, ...environment };
  return {
    url: product.url,
    form: "one process",
    pid: product.process.pid ?? null,
    internalUrl: `http://127.0.0.1:${internalPort}`,
    operate: async (...words) => {
      const { exitCode, stdout, stderr } = await runOps(settings, ...words);
      if (exitCode !== 0) throw new Error(`ops ${words.join(" ")}: ${stderr}`);
      return stdout;
    },
    stop,
  };
}
