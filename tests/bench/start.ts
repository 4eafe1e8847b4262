import { setTimeout as pause } from "node:timers/promises";
import { startReference, type Environment } from "./environment.ts";
import { residentMegabytes } from "./resident.ts";
import { ms, type Row } from "./row.ts";
import { median, rounds } from "./statistics.ts";

/** Memory once a process has settled: what it has two seconds after its start, without a request. */
const settleMs = 2_000;

/** Row 9: start to ready, and memory at rest, against bare Fastify + ws + SELECT 1. */
export async function benchStart(environment: Environment): Promise<Row[]> {
  const samples = await rounds(6, async () => {
    const reference = await startReference(environment.referenceUrl, "--select-one");
    await pause(settleMs);
    const theirs = {
      start: reference.startMs,
      memory: await residentMegabytes(reference.process.pid),
    };
    reference.stop();
    const product = await environment.startAnother();
    await pause(settleMs);
    const ours = { start: product.startMs, memory: await residentMegabytes(product.process.pid) };
    await product.stop();
    return { ours, theirs };
  });
  const measured = samples.slice(1);
  const of = (side: "ours" | "theirs", what: "start" | "memory"): number =>
    median(measured.map((sample) => sample[side][what]));
  const row = (
    measure: string,
    what: "start" | "memory",
    format: (value: number) => string,
  ): Row => ({
    number: "9",
    measure,
    ours: format(of("ours", what)),
    reference: format(of("theirs", what)),
    ratio: of("ours", what) / of("theirs", what),
    target: { atMost: 2 },
  });
  return [
    row("start -> ready", "start", ms),
    row("memory at rest", "memory", (megabytes) => `${megabytes.toFixed(0)} MB`),
  ];
}
