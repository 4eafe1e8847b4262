import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);
const maxBuffer = 16_777_216;
export const namespace = "pakaura";
const chart = "infra/helm/pakaura";

async function say(program: string, args: string[]): Promise<string> {
  const { stdout } = await run(program, args, { cwd: root, maxBuffer });
  return stdout;
}

/** What kubectl says, of the cluster that it points to and the namespace of Pakaura. Rejects with what it says of an error. */
export const kubectl = (...args: string[]) => say("kubectl", ["--namespace", namespace, ...args]);

/** As `kubectl`, in a namespace of its own choice. */
export const kubectlAnywhere = (...args: string[]) => say("kubectl", args);

export const helm = (...args: string[]) => say("helm", ["--namespace", namespace, ...args]);

/**
 * Installs or upgrades Pakaura by these values files of the chart, `--set` arguments and values files of one's own, and waits until
 * it is ready.
 */
export function install(
  values: readonly string[],
  sets: readonly string[] = [],
  ownValues: readonly string[] = [],
): Promise<string> {
  return helm(
    "upgrade",
    "--install",
    "pakaura",
    chart,
    "--create-namespace",
    "--wait",
    "--timeout=10m",
    ...values.map((file) => `--values=${chart}/${file}`),
    ...ownValues.map((file) => `--values=${file}`),
    ...sets.map((one) => `--set=${one}`),
  );
}

/** Takes Pakaura away, with all that it holds. */
export async function remove(): Promise<void> {
  await helm("uninstall", "pakaura", "--ignore-not-found", "--wait");
  await kubectlAnywhere("delete", "namespace", namespace, "--ignore-not-found");
}

const containerStatus = z.looseObject({ ready: z.boolean(), restartCount: z.number() });
const podSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    uid: z.string(),
    deletionTimestamp: z.string().optional(),
    labels: z.record(z.string(), z.string()),
  }),
  spec: z.looseObject({
    containers: z.array(z.looseObject({ name: z.string() })),
    initContainers: z.array(z.looseObject({ name: z.string() })).default([]),
  }),
  status: z.looseObject({
    phase: z.string(),
    conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
    containerStatuses: z.array(containerStatus).default([]),
    initContainerStatuses: z.array(containerStatus).default([]),
  }),
});
export type Pod = z.infer<typeof podSchema>;

/** Pods that match, but for those of jobs that have ended. */
export async function pods(name?: string): Promise<Pod[]> {
  const selector = ["app.kubernetes.io/part-of=pakaura", name && `app.kubernetes.io/name=${name}`];
  const labels = selector.filter(Boolean).join(",");
  const text = await kubectl("get", "pods", `--selector=${labels}`, "--output=json");
  const { items } = z.looseObject({ items: z.array(podSchema) }).parse(JSON.parse(text));
  return items.filter(({ status }) => status.phase !== "Succeeded");
}

export const isReady = ({ status, metadata }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  status.conditions.some(({ type, status: is }) => type === "Ready" && is === "True");

export const nameOf = ({ metadata }: Pod): string =>
  metadata.labels["app.kubernetes.io/name"] ?? metadata.name;

/** Where people open it: the NodePort of the frontend, on this machine or wherever `PAKAURA_CLUSTER_URL` says. */
export async function address(): Promise<string> {
  const given = process.env["PAKAURA_CLUSTER_URL"];
  if (given !== undefined) return given;
  const path = 'jsonpath={.spec.ports[?(@.name=="http")].nodePort}';
  const port = await kubectl("get", "service", "frontend", `--output=${path}`);
  return `http://127.0.0.1:${port}`;
}

/** What a program in the container of the broker says of Kafka. */
export function askKafka(script: string, ...args: string[]): Promise<string> {
  const program = `/opt/kafka/bin/${script}`;
  const heap = "KAFKA_HEAP_OPTS=-Xmx96m";
  const broker = ["--bootstrap-server", "localhost:9092"];
  return kubectl("exec", "kafka-0", "--", "env", heap, program, ...broker, ...args);
}
