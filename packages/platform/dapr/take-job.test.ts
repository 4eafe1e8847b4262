import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { expect, test } from "vitest";
import type { DeadLetter } from "../dead-letters/keep-dead-letter.ts";
import { createJobTaker } from "./take-job.ts";

const log = createLogger("test", "silent");
const job = { name: "bad", data: { user_id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44", what: 7 } };

/** A service that answers every job by `answer.status`, and where its dead letters go. */
function createFailing(status: number) {
  const answer = { status, isKept: true };
  const app = createApp({ log, name: "worker" });
  app.post("/job/:name", (_request, reply) => reply.code(answer.status).send("why"));
  const letters: DeadLetter[] = [];
  const takeJob = createJobTaker({
    service: "worker",
    app,
    log,
    async keep(letter) {
      if (!answer.isKept) throw new Error("nobody keeps it");
      letters.push(letter);
    },
  });
  async function failTimes(count: number): Promise<void> {
    for (let time = 0; time < count; time += 1) expect(await takeJob(job)).toBe(false);
  }
  return { answer, takeJob, letters, failTimes };
}

test("a job that fails comes again 59 times, and is a dead letter after the sixtieth", async () => {
  const { takeJob, letters, failTimes } = createFailing(500);
  await failTimes(59);
  expect(letters).toEqual([]);
  expect(await takeJob(job)).toBe(true);
  expect(letters).toEqual([
    expect.objectContaining({
      consumerGroup: "worker",
      topic: "jobs",
      tries: 60,
      error: "HTTP 500: why",
    }),
  ]);
  expect(JSON.parse(letters[0]?.event ?? "")).toMatchObject({
    ...job,
    partitionkey: job.data.user_id,
  });
  await failTimes(59);
});

test("one that is refused is a dead letter at once, and one for which nobody is there never", async () => {
  const { answer, takeJob, letters, failTimes } = createFailing(503);
  await failTimes(100);
  answer.status = 422;
  expect(await takeJob(job)).toBe(true);
  expect(letters).toEqual([expect.objectContaining({ tries: 1, error: "HTTP 422: why" })]);
});

test("a job that succeeds or is replaced has all its tries again", async () => {
  const { answer, takeJob, letters, failTimes } = createFailing(500);
  await failTimes(59);
  expect(await takeJob({ ...job, data: { what: 8 } })).toBe(false);
  answer.status = 204;
  expect(await takeJob(job)).toBe(true);
  answer.status = 500;
  await failTimes(59);
  expect(letters).toEqual([]);
});

test("a job that cannot be put away comes again until it can", async () => {
  const { answer, takeJob, letters, failTimes } = createFailing(422);
  answer.isKept = false;
  await failTimes(2);
  answer.isKept = true;
  expect(await takeJob(job)).toBe(true);
  expect(letters).toHaveLength(1);
});
