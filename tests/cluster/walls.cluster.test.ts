import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { install, kubectl, pods } from "./kubernetes.ts";

beforeAll(() => install(["values-local.yaml"]).then(() => undefined), 660_000);

const beside = ["api", "notification", "recurring", "audit", "websocket-gateway"];

/** Asks from within the frontend's pod, which has Node and no token. */
async function askFromFrontend(url: string, method: string): Promise<number> {
  const program = `const a = await fetch(${JSON.stringify(url)}, { method: ${JSON.stringify(method)} }); console.log(a.status)`;
  const node = ["/usr/local/bin/node", "--input-type=module", "--eval", program];
  return Number(await kubectl("exec", "deployment/frontend", "--", ...node));
}

test.each(beside)("without a token nobody calls the internal routes of %s", async (name) => {
  expect(await askFromFrontend(`http://${name}:3001/events/task-events`, "POST")).toBe(401);
});

test("a sidecar answers its own pod alone", async () => {
  for (const pod of await pods("api")) {
    const { podIP } = z.looseObject({ podIP: z.string() }).parse(pod.status);
    const asked = askFromFrontend(`http://${podIP}:3500/v1.0/metadata`, "GET");
    await expect(asked).rejects.toThrow("fetch failed");
  }
});

test("no process of ours runs as root", async () => {
  for (const name of ["frontend", ...beside]) {
    const program = "console.log(process.getuid())";
    const node = ["/usr/local/bin/node", "--eval", program];
    const uid = await kubectl("exec", `deployment/${name}`, "--container", name, "--", ...node);
    expect(uid.trim(), name).toBe("65532");
  }
});

test("an account may read the Secrets of its service, and no others", async () => {
  const may = (name: string, secret: string) =>
    kubectl(
      "auth",
      "can-i",
      "get",
      `secret/${secret}`,
      `--as=system:serviceaccount:pakaura:${name}`,
    ).then(
      (said) => said.trim() === "yes",
      () => false,
    );
  expect(await may("recurring", "pakaura-services")).toBe(true);
  expect(await may("recurring", "pakaura-sessions")).toBe(false);
  for (const name of beside) expect(await may(name, "pakaura-owner")).toBe(false);
});

test("no secret is in a ConfigMap, an argument or a log", async () => {
  const secrets = await kubectl("get", "secrets", "--output=json");
  const secretSchema = z.looseObject({ data: z.record(z.string(), z.string()).default({}) });
  const { items } = z.looseObject({ items: z.array(secretSchema) }).parse(JSON.parse(secrets));
  const values = items
    .flatMap(({ data }) => Object.entries(data))
    .filter(([key]) => /PASSWORD|SECRET|^token$/.test(key))
    .map(([, value]) => Buffer.from(value, "base64").toString())
    .filter((value) => value.length >= 16);
  expect(values.length).toBeGreaterThan(4);
  const kinds = "configmaps,pods,deployments,statefulsets";
  const open = new Map([[kinds, await kubectl("get", kinds, "--output=yaml")]]);
  for (const { metadata } of await pods())
    open.set(metadata.name, await kubectl("logs", metadata.name, "--all-containers", "--tail=-1"));
  for (const value of values)
    for (const [place, text] of open) expect(text.includes(value), place).toBe(false);
});
