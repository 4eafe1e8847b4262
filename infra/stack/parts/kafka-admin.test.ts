import { topics as topicsOfContract } from "@pakaura/contract/events";
import { expect, test } from "vitest";
import { readTopics } from "./kafka-admin.ts";

test("there is a topic for everything that is published, kept for seven days", () => {
  const topics = readTopics();
  expect(topics.map(({ name }) => name)).toEqual([...topicsOfContract, "dead-letters"]);
  for (const { name, partitions, retentionMs } of topics) {
    expect(retentionMs).toBe(7 * 24 * 3_600_000);
    expect(partitions).toBe(name === "dead-letters" ? 1 : 3);
  }
});
