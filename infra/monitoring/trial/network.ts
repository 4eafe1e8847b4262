import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import type { Stack } from "@pakaura/stack/start-stack";

/** Who is where, by the names and ports of compose.yaml: each service listens on 3001 for who watches, and its sidecar on 9090. */
function placesOf({ replicas, webServer }: Stack): Map<string, number> {
  return new Map([
    ...replicas.flatMap(({ service, internalPort, sidecar }): [string, number][] => [
      [`${service}:3001`, internalPort],
      [`${service}:9090`, sidecar.metricsPort],
    ]),
    ["frontend:3001", webServer.internalPort],
  ]);
}

/** A proxy in the place of the network of compose.yaml, so that its configuration of Prometheus is used with the names that it has. */
export async function startNetwork(
  stack: Stack,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const places = placesOf(stack);
  const server = createServer((request, response) => {
    const { host, pathname } = new URL(request.url ?? "");
    const port = places.get(host);
    // By the name that the other end has on this machine, as it answers to no other.
    const headers = { ...request.headers, host: `127.0.0.1:${port}` };
    const passed = ask({ host: "127.0.0.1", port, path: pathname, headers });
    passed.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    // As somebody who is away does.
    passed.on("error", () => response.destroy());
    response.on("close", () => passed.destroy());
    passed.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
