import { expect, test } from "vitest";
import { z } from "zod";
import { ConfigError, readConfig } from "./config.ts";

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe("a port, 0 to 65535"),
  AUTH_SECRET: z.string().min(32).optional().describe("at least 32 characters"),
});

test("reads what is set and falls back to defaults", () => {
  expect(readConfig(schema, { PORT: "8080", HOME: "/root" })).toEqual({ PORT: 8080 });
  expect(readConfig(schema, { PORT: "" })).toEqual({ PORT: 3000 });
});

test("names the variable, what it got and what it wants, one line each", () => {
  const read = () => readConfig(schema, { PORT: "http", AUTH_SECRET: "hunter2" });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(
    'PORT: got "http", wants a port, 0 to 65535\nAUTH_SECRET: got a value (not shown), wants at least 32 characters',
  );
});

test("shows nothing that holds a secret, and what only sounds like it", () => {
  const wrong = z.enum(["none"]).optional().describe("none");
  const schema = z.object({
    SMTP_URL: wrong,
    DATABASE_URL: wrong,
    OIDC_CLIENT_SECRET: wrong,
    REDIS_PASSWORD: wrong,
    PASSWORD_SIGN_IN: wrong,
  });
  const env = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, "hunter2"]));
  const hidden = ["SMTP_URL", "DATABASE_URL", "OIDC_CLIENT_SECRET", "REDIS_PASSWORD"];
  const lines = hidden.map((name) => `${name}: got a value (not shown), wants none`);
  expect(() => readConfig(schema, env)).toThrow(
    [...lines, 'PASSWORD_SIGN_IN: got "hunter2", wants none'].join("\n"),
  );
});
