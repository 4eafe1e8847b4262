import { mkdirSync } from "node:fs";
import { prepareStack } from "@pakaura/stack/prepare";
import type { Replicas } from "@pakaura/stack/services";
import { type Stack, startStack } from "@pakaura/stack/start-stack";
import { temporaryFolder } from "../../product.ts";

/** What a stack cannot do without. */
export const fewest: Replicas = {
  api: 1,
  notification: 0,
  recurring: 0,
  audit: 0,
  "websocket-gateway": 1,
  frontend: 1,
};

/** Does something with a stack that is there for it alone. */
export async function withStack<Result>(
  options: { replicas: Replicas; partitions: number },
  action: (stack: Stack) => Promise<Result>,
): Promise<Result> {
  const folder = await temporaryFolder();
  const webAppFolder = `${folder.path}/web`;
  mkdirSync(webAppFolder);
  const place = { dataFolder: `${folder.path}/data`, webAppFolder, host: "127.0.0.1", port: 0 };
  const tools = await prepareStack();
  const stack = await startStack({ ...place, ...options, tools, logLevel: "warn" });
  try {
    return await action(stack);
  } finally {
    await stack.stop();
    await folder.remove();
  }
}
