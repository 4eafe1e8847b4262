import { beforeAll, expect, test } from "vitest";
import { signUp } from "../account.ts";
import { address, helm, install, isReady, kubectl, pods } from "./kubernetes.ts";
import { askWhile } from "./writing.ts";

const values = ["values-local.yaml"];
/** What people wait for, as in values-production.yaml. */
const twice = ["api.replicas=2", "frontend.replicas=2", "websocket-gateway.replicas=2"];
const patient = ["pods.preStopSeconds=3", "pods.drainSeconds=5"];
const minutes = 60_000;
let url: string;
let headers: Record<string, string>;

beforeAll(async () => {
  await install(values, [...twice, ...patient]);
  url = await address();
  ({ headers } = await signUp(url, "upgrade"));
}, 11 * minutes);

async function revision(): Promise<number> {
  const text = await helm("status", "pakaura", "--output=json");
  return Number(/"version":\s*(\d+)/.exec(text)?.[1]);
}

test(
  "an upgrade and a rollback under requests, of which none fails",
  async () => {
    const before = await revision();
    const up = await askWhile(url, headers, async () => {
      await install(values, [...twice, ...patient, "settings.LOG_LEVEL=warn"]);
    });
    console.info(`upgrade: ${up.asked} requests, ${up.failures.length} failed`);
    const back = await askWhile(url, headers, async () => {
      await helm("rollback", "pakaura", String(before), "--wait", "--timeout=10m");
    });
    console.info(`rollback: ${back.asked} requests, ${back.failures.length} failed`);
    expect([...up.failures, ...back.failures]).toEqual([]);
  },
  25 * minutes,
);

test(
  "a broken image never takes the place of one that works",
  async () => {
    const upgrade = helm(
      "upgrade",
      "pakaura",
      "infra/helm/pakaura",
      "--values=infra/helm/pakaura/values-local.yaml",
      ...[...twice, ...patient, "api.image.tag=there-is-none"].map((one) => `--set=${one}`),
      "--rollback-on-failure",
      "--timeout=60s",
    );
    const { failures } = await askWhile(url, headers, async () => {
      await expect(upgrade).rejects.toThrow();
    });
    expect(failures).toEqual([]);
    expect((await pods("api")).some(isReady)).toBe(true);
  },
  10 * minutes,
);

test(
  "a rollback over a migration that the older version does not outlive is refused before it starts",
  async () => {
    const ask = 'PGPASSWORD=$POSTGRES_PASSWORD psql -qtA -h 127.0.0.1 -U pakaura -c "$0" pakaura';
    const sql = (text: string) => kubectl("exec", "postgres-0", "--", "sh", "-c", ask, text);
    const before = await revision();
    const said = (await sql("select oldest_known from drizzle.takes")).trim();
    await install(values, [...twice, ...patient, "settings.LOG_LEVEL=error"]);
    await sql(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9999999999999)",
    );
    await sql("update drizzle.takes set oldest_known = 9999999999999");
    const generation = () => kubectl("get", "deployments", "--output=jsonpath={..generation}");
    const running = await generation();
    try {
      await expect(helm("rollback", "pakaura", String(before), "--timeout=3m")).rejects.toThrow();
      expect(await generation()).toBe(running);
    } finally {
      // Helm takes one that was refused for one that goes on.
      const refused = "--selector=owner=helm,name=pakaura,status=pending-rollback";
      await kubectl("delete", "secrets", refused);
      await sql("delete from drizzle.__drizzle_migrations where hash = 'newer'");
      await sql(`update drizzle.takes set oldest_known = ${said}`);
    }
  },
  15 * minutes,
);
