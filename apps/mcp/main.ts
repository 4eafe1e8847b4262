import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { readWholeConfig } from "@pakaura/service/config";
import { explainFailure } from "@pakaura/service/explain-failure";
import { ApiRefusal } from "./api/ask-api.ts";
import { sendByHttp } from "./api/send-by-http.ts";
import { readCaller } from "./caller.ts";
import { mcpConfigSchema } from "./config.ts";
import { createServer } from "./create-server.ts";

/** Why the Pakaura that is named cannot be used, in words for whoever set it up. */
function withReason(error: unknown, url: string): unknown {
  if (!(error instanceof ApiRefusal)) {
    return new Error(
      `PAKAURA_URL: nothing answers at ${url}; start Pakaura, or correct the address`,
    );
  }
  if (error.status === 401) {
    return new Error("PAKAURA_TOKEN: this access token has ended; make another in the settings");
  }
  return new Error(
    `PAKAURA_URL: what answers at ${url} is no Pakaura, or is in trouble (${error.status})`,
  );
}

// Standard output belongs to the protocol: whatever is said to people goes to standard error.
try {
  const { PAKAURA_URL: url, PAKAURA_TOKEN: token } = readWholeConfig(mcpConfigSchema, process.env);
  const send = sendByHttp(url, token);
  const open = () =>
    readCaller(send).catch((error: unknown) => {
      throw withReason(error, url);
    });
  await open();
  serveStdio(async () => createServer(await open(), (error) => console.error(error)), {
    onerror: (error) => console.error(error.message),
  });
} catch (error) {
  console.error(explainFailure(error, "The MCP server could not start"));
  process.exit(1);
}
