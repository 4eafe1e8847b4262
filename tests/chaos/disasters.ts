import { connect } from "node:net";
import { reminderPageSchema } from "@pakaura/contract/reminder";
import { createPool } from "@pakaura/database/connection";
import type { Replica } from "@pakaura/stack/replica";
import type { Stack } from "@pakaura/stack/start-stack";
import { expect, vi } from "vitest";
import { get, type User } from "./checker.ts";
import type { operatorOf } from "./stack-operator.ts";

/** What can happen to a stack while people work, and how much of it. */
export type Severity = {
  kafkaAwayMs: number;
  /** Reminders that the scheduler holds when it is killed. */
  pendingReminders: number;
  /** Whether processes are killed one after the other, each when the one before is back. */
  inTurn: boolean;
};

type Options = {
  stack: Stack;
  operator: ReturnType<typeof operatorOf>;
  users: readonly User[];
  severity: Severity;
};

const leastWrites = 30;
/** Some ten seconds of people: long for a sidecar that asks every two seconds whether the service answers. */
const writesOfAHang = 100;
const bulkSize = 500;
const untilDueMs = 30_000;
const patience = { timeout: 300_000, interval: 250 };

/** Breaks each part of a stack in turn, and brings it back. */
export function disastersOf({ stack, operator, users, severity }: Options) {
  const { kafka, redis, scheduler } = stack.backbone;
  const written = () => users.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);

  async function untilWritten(count: number): Promise<void> {
    const before = written();
    await vi.waitFor(() => expect(written()).toBeGreaterThanOrEqual(before + count), patience);
  }

  async function killAndRestart({ app, sidecar }: Replica): Promise<void> {
    if (severity.inTurn) {
      for (const part of [app, sidecar]) {
        await part.kill();
        await part.restart();
      }
      return;
    }
    await Promise.all([app.kill(), sidecar.kill()]);
    await Promise.all([app.restart(), sidecar.restart()]);
  }

  /** People go on writing. */
  async function kafkaIsAway(): Promise<void> {
    const over = performance.now() + severity.kafkaAwayMs;
    await kafka.kill();
    await untilWritten(leastWrites);
    await vi.waitFor(() => expect(performance.now()).toBeGreaterThan(over), {
      ...patience,
      timeout: severity.kafkaAwayMs + 1_000,
    });
    await kafka.restart();
  }

  async function redisForgets(): Promise<void> {
    const socket = connect(redis.port, "127.0.0.1");
    socket.write(`AUTH ${redis.password}\r\nFLUSHALL\r\nQUIT\r\n`);
    let answer = "";
    for await (const chunk of socket.setEncoding("utf8")) answer += String(chunk);
    expect(answer).toBe("+OK\r\n+OK\r\n+OK\r\n");
  }

  /** It holds reminders whose time is soon. */
  async function schedulerIsKilled(): Promise<void> {
    const [user] = users;
    if (!user) return;
    let last = "";
    for (let count = severity.pendingReminders; count > 0; count -= bulkSize)
      last = await addReminders(stack.url, user, Math.min(count, bulkSize));
    // The events of a user are handled in order: with the last of them the scheduler has them all.
    await vi.waitFor(async () => {
      const found = await get({ url: stack.url, account: user.account }, `/reminders?task=${last}`);
      expect(reminderPageSchema.parse(found).total).toBe(1);
    }, patience);
    await scheduler.kill();
    await untilWritten(leastWrites);
    await scheduler.restart();
  }

  /** The one that leads the relay is among them. */
  async function allOfTheApiAreKilled(): Promise<void> {
    const all = stack.replicas.filter(({ service }) => service === "api");
    await Promise.all(all.map(({ app }) => app.kill()));
    await Promise.all(all.map(({ app }) => app.restart()));
  }

  /** Of a service with two replicas the other takes over, and gives back: Kafka's groups rebalance. */
  async function everyReplicaIsKilled(): Promise<void> {
    for (const replica of stack.replicas) await killAndRestart(replica);
  }

  /** The log cannot be written to, for longer than an event is tried. What else there is goes on. */
  async function auditAlwaysFails(): Promise<void> {
    const pool = createPool({ url: stack.postgres.url() });
    const constraint = "alter table activity_log";
    try {
      await pool.query(`${constraint} add constraint broken check (false) not valid`);
      await untilWritten(leastWrites);
      await vi.waitFor(async () => {
        const letters = await operator.deadLetters();
        expect(letters.length).toBeGreaterThan(0);
        expect(new Set(letters.map(({ service }) => service))).toEqual(new Set(["audit-service"]));
        expect(letters.every(({ error }) => error.startsWith("HTTP 5"))).toBe(true);
      }, patience);
    } finally {
      await pool.query(`${constraint} drop constraint if exists broken`);
      await pool.end();
    }
    await vi.waitFor(async () => {
      expect(await operator.lagOf("audit-service")).toBeLessThan(10);
    }, patience);
    await operator.replayAll();
  }

  /** It answers nobody for a while, with events on their way to it, and goes on where it was. */
  async function aServiceHangs(): Promise<void> {
    const replica = stack.replicas.find(({ service }) => service === "recurring");
    const pid = replica?.app.pid() ?? null;
    if (pid === null) throw new Error("The service does not run");
    process.kill(pid, "SIGSTOP");
    try {
      await untilWritten(writesOfAHang);
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await vi.waitFor(async () => {
      expect(await operator.lagOf("recurring-service")).toBeLessThan(10);
    }, patience);
  }

  return {
    kafkaIsAway,
    redisForgets,
    schedulerIsKilled,
    allOfTheApiAreKilled,
    everyReplicaIsKilled,
    auditAlwaysFails,
    aServiceHangs,
  };
}

/** Adds tasks whose reminders come soon; returns the id of the last. */
async function addReminders(url: string, user: User, count: number): Promise<string> {
  const due_date = new Date(Date.now() + untilDueMs).toISOString();
  const operations = Array.from({ length: count }, () => ({
    op: "create",
    id: crypto.randomUUID(),
    body: { title: "Remind me", due_date, reminder_lead_minutes: 0 },
  }));
  await vi.waitFor(async () => {
    const answer = await fetch(`${url}/api/v1/tasks/bulk`, {
      method: "POST",
      headers: { ...user.account.headers, "content-type": "application/json" },
      body: JSON.stringify({ operations }),
    });
    expect(answer.status).toBe(200);
  }, patience);
  for (const { id } of operations)
    user.acknowledged.push({ taskId: id, version: 1, consequence: "reminder" });
  return operations.at(-1)?.id ?? "";
}
