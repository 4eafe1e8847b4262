import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { consumerTopics } from "@pakaura/platform/dapr/consumer-topics";
import { createLogger } from "@pakaura/service/logging";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { readSettings } from "./config.ts";
import { createServices } from "./services.ts";

const file = join(import.meta.dirname, "../../infra/dapr/resources/subscriptions.yaml");
const resourceSchema = z.object({
  spec: z.object({
    pubsubname: z.enum(["pubsub-kafka", "pubsub-gateway"]),
    topic: z.string(),
    metadata: z.object({ rawPayload: z.literal("true") }),
    routes: z.object({ default: z.string() }),
    bulkSubscribe: z.object({ enabled: z.literal(true) }).optional(),
  }),
  scopes: z.tuple([z.string()]),
});
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("the groups whose lag is told are those of Dapr's subscriptions", () => {
  const documents = parseAllDocuments(readFileSync(file, "utf8"));
  const read = documents.flatMap((document) => {
    const { spec, scopes } = resourceSchema.parse(document.toJS());
    return spec.pubsubname === "pubsub-kafka" ? [`${scopes[0]} ${spec.topic}`] : [];
  });
  const told = Object.entries(consumerTopics).flatMap(([group, topics]) =>
    topics.map((topic) => `${group} ${topic}`),
  );
  expect(told.sort()).toEqual(read.sort());
});

test("Dapr's subscriptions are those of the services, and the dead letters", async () => {
  const documents = parseAllDocuments(readFileSync(file, "utf8"));
  const resources = documents.map((document) => {
    const { spec, scopes } = resourceSchema.parse(document.toJS());
    const mode = spec.pubsubname === "pubsub-gateway" ? "broadcast" : "group";
    const order = spec.bulkSubscribe ? "none" : "user";
    return [scopes[0], spec.topic, spec.routes.default, mode, order].join(" ");
  });

  const { pool, url } = database;
  const { services, close } = createServices({
    settings: readSettings({}),
    logOf: () => createLogger("test", "silent"),
    pool,
    databaseUrl: url,
    secrets: { session: "a secret of tests that is long enough for anything" },
  });
  await close();
  const wanted = services.flatMap(({ name, subscriptions }) =>
    subscriptions.map(({ topic, route, mode = "group", order = "user" }) =>
      [name, topic, route, mode, order].join(" "),
    ),
  );
  expect(resources.sort()).toEqual(
    [...wanted, "api dead-letters /events/dead-letters group user"].sort(),
  );
});
