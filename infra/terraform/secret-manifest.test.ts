import { describe, expect, test } from "vitest";
import { cacheHash, readSuperuser, secretManifest, type Outputs } from "./secret-manifest.ts";

const authority = "-----BEGIN CERTIFICATE-----\nours\n-----END CERTIFICATE-----";

const outputs = (managed: { kafka?: boolean; postgres?: boolean; redis?: boolean }): Outputs => ({
  helm_values: {
    value: {
      kafka: {
        enabled: !managed.kafka,
        external: { brokers: managed.kafka ? "kafka.example:9092" : "" },
      },
      postgres: {
        enabled: !managed.postgres,
        external: {
          host: managed.postgres ? "db.example" : "",
          port: 5432,
          parameters: "sslmode=verify-full",
        },
      },
      redis: { enabled: !managed.redis },
    },
  },
  database_authority: { value: managed.postgres ? authority : null },
});

const passwords = {
  databaseOwner: "own/er?#1",
  kafkaSuperuser: JSON.stringify({ username: "super", password: 'p"w' }),
  cache: "of the cache",
  kafka: "of-kafka",
  redis: "of-our-redis",
  databaseServices: "of-the-services",
};

const itemsOf = (managed: Parameters<typeof outputs>[0], given: Partial<typeof passwords> = {}) => {
  const options = { namespace: "pakaura" };
  const { items } = secretManifest(outputs(managed), { ...passwords, ...given }, options);
  return new Map(items.map((item) => [item.metadata.name, item]));
};

describe("Secrets for the chart", () => {
  test("have every key that the chart reads, with everything managed", () => {
    const items = itemsOf({ kafka: true, postgres: true, redis: true });
    expect(items.get("pakaura-services")).toMatchObject({
      kind: "Secret",
      metadata: { namespace: "pakaura" },
      stringData: {
        DATABASE_URL:
          "postgresql://pakaura_services:of-the-services@db.example:5432/pakaura?sslmode=verify-full",
        KAFKA_PASSWORD: "of-kafka",
        REDIS_PASSWORD: "of the cache",
      },
    });
    expect(items.get("pakaura-owner")).toMatchObject({
      stringData: { POSTGRES_PASSWORD: "own/er?#1" },
    });
    expect(items.get("kafka-admin")).toMatchObject({
      stringData: { brokers: "kafka.example:9092", username: "super", password: 'p"w' },
    });
  });

  test("encode a password with any characters into an address that gives it back", () => {
    const found = itemsOf({ postgres: true }).get("pakaura-owner");
    expect(found).toMatchObject({
      stringData: {
        MIGRATION_DATABASE_URL:
          "postgresql://pakaura:own%2Fer%3F%231@db.example:5432/pakaura?sslmode=verify-full",
      },
    });
  });

  test("name the chart's own database and Redis where only Kafka is managed", () => {
    const items = itemsOf({ kafka: true });
    expect(items.get("pakaura-services")).toMatchObject({
      stringData: {
        DATABASE_URL: "postgresql://pakaura_services:of-the-services@postgres:5432/pakaura",
        REDIS_PASSWORD: "of-our-redis",
      },
    });
    expect([...items.keys()]).toEqual(["pakaura-services", "kafka-admin"]);
  });

  test("bring the database's authority and those that sign Kafka's certificates", () => {
    const found = itemsOf({ postgres: true }).get("pakaura-authorities");
    expect(found).toMatchObject({ kind: "ConfigMap" });
    const text = JSON.stringify(found);
    expect(text).toContain("ours");
    expect(text.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(1);
  });

  test("are refused where a password is missing, by the name of what it belongs to", () => {
    expect(() => itemsOf({ postgres: true }, { databaseOwner: "" })).toThrow(
      "the database's owner",
    );
    expect(() => itemsOf({ kafka: true }, { kafkaSuperuser: "" })).toThrow("Kafka's superuser");
    expect(() => itemsOf({ redis: true }, { cache: "" })).toThrow("the cache");
  });

  test("are refused where nothing is managed, and where the authority is none", () => {
    expect(() => itemsOf({})).toThrow("Nothing is managed");
    const without: Outputs = { ...outputs({ postgres: true }), database_authority: { value: "" } };
    expect(() => secretManifest(without, passwords, { namespace: "pakaura" })).toThrow(
      "no certificate",
    );
  });
});

describe("Kafka's superuser", () => {
  test("is read from JSON, or from a password alone whose user is named", () => {
    const both = '{"username":"a","password":"b","more":1}';
    expect(readSuperuser(both)).toEqual({ username: "a", password: "b" });
    expect(readSuperuser("b\n", "a")).toEqual({ username: "a", password: "b" });
    expect(readSuperuser("12", "a")).toEqual({ username: "a", password: "12" });
  });

  test("is waited for while the secret is as Terraform made it", () => {
    expect(() => readSuperuser("replaced by Kafka", "a")).toThrow("not written its superuser");
  });

  test.each(["b", "", '{"password":"b"}', "[]"])(
    "is refused without a name, and the error does not show what was read: %j",
    (content) => {
      let message = "";
      try {
        readSuperuser(content);
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain("KAFKA_SUPERUSER");
      expect(message).not.toContain('"b"');
    },
  );
});

test("The hash of the cache's password is SHA-256 in small hexadecimal digits", () => {
  expect(cacheHash("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});
