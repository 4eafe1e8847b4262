import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { expect, test as base } from "@playwright/test";
import { z } from "zod";
import { startProduct, temporaryFolder } from "../product.ts";
import { signUp } from "./person.ts";

type App = { authorizeUrl: (product: string) => Promise<string>; returned: () => URL | null };
type World = { url: string; app: App };

// On the stack it is many processes: both tests are about the same one.
base.describe.configure({ mode: "serial" });

/** Somewhere to listen, and where that is. */
function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

async function openWorld(use: (world: World) => Promise<void>): Promise<void> {
  let returned: URL | null = null;
  const home = createServer((request, response) => {
    if (request.url?.startsWith("/callback") === true) returned = new URL(request.url, "http://a");
    response.setHeader("content-type", "text/html").end("<h1>Back in the app</h1>");
  });
  const callback = `http://127.0.0.1:${await listen(home)}/callback`;
  const probe = createServer();
  const port = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  const data = await temporaryFolder();
  const environment = {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    MCP_CLIENT_REGISTRATION: "true",
  };
  const product = await startProduct({ dataDirectory: data.path, environment });

  async function authorizeUrl(origin: string): Promise<string> {
    const answer = await fetch(`${origin}/api/auth/oauth2/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        client_name: "Robot",
        application_type: "native",
        redirect_uris: [callback],
        token_endpoint_auth_method: "none",
      }),
    });
    const { client_id: id } = z.object({ client_id: z.string() }).parse(await answer.json());
    const query = new URLSearchParams({
      response_type: "code",
      client_id: id,
      redirect_uri: callback,
      scope: "tasks:read tasks:write offline_access",
      state: "here-and-back",
      resource: `${origin}/mcp`,
      code_challenge: createHash("sha256").update(randomBytes(32)).digest("base64url"),
      code_challenge_method: "S256",
    });
    return `${origin}/api/auth/oauth2/authorize?${query.toString()}`;
  }
  await use({ url: product.url, app: { authorizeUrl, returned: () => returned } });
  await product.stop();
  await data.remove();
  home.closeAllConnections();
  home.close();
}

/** A Pakaura that knows its public address, and an app that wants access to it. */
const test = base.extend<object, { world: World }>({
  world: [({}, use) => openWorld(use), { scope: "worker", timeout: 0 }],
});

test("a person signs in, says yes to an app, and disconnects it in the settings", async ({
  page,
  context,
  world,
}) => {
  // The product prints a name of this machine; its public address is the one that it was given.
  const origin = new URL(world.url).origin.replace("localhost", "127.0.0.1");
  const person = await signUp(context, origin);
  await context.clearCookies();
  await page.goto(await world.app.authorizeUrl(origin));
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page.getByText("Robot asks for access to your tasks.")).toBeVisible();
  await expect(page.getByText("Nobody vouches for this name.")).toBeVisible();
  await expect(page.getByText("It may add, change, complete and delete tasks.")).toBeVisible();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("heading", { name: "Back in the app" })).toBeVisible();
  expect(world.app.returned()?.searchParams.get("state")).toBe("here-and-back");
  expect(world.app.returned()?.searchParams.get("code")).toBeTruthy();

  await page.goto(`${origin}/settings`);
  const apps = page.getByRole("region", { name: "Connected apps" });
  await expect(apps.getByRole("listitem")).toContainText("Robot");
  await apps.getByRole("button", { name: "Disconnect Robot" }).click();
  await expect(apps.getByText("No app has access.")).toBeVisible();
});

test("an app that is refused hears so", async ({ page, context, world }) => {
  const origin = new URL(world.url).origin.replace("localhost", "127.0.0.1");
  await signUp(context, origin);
  await page.goto(await world.app.authorizeUrl(origin));
  await page.getByRole("button", { name: "Deny" }).click();
  await expect(page.getByRole("heading", { name: "Back in the app" })).toBeVisible();
  expect(world.app.returned()?.searchParams.get("error")).toBe("access_denied");
  await page.goto(`${origin}/connect`);
  await expect(page.getByRole("alert")).toContainText("not complete");
});
