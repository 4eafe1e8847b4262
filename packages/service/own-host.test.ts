import { expect, test } from "vitest";
import { isOwnHost } from "./own-host.ts";

const loopback = { localAddress: "127.0.0.1", localPort: 3001 };
const everywhere = { localAddress: "::ffff:10.1.2.3", localPort: 3001 };

test.each(["127.0.0.1:3001", "localhost:3001", "LocalHost:3001", "127.8.9.10:3001", "[::1]:3001"])(
  "on the loopback address %s is this machine",
  (host) => expect(isOwnHost(host, loopback)).toBe(true),
);

test.each([
  "evil.example:3001",
  "127.0.0.1.evil.example:3001",
  "localhost.evil.example:3001",
  "localhost.:3001",
  "evil.localhost:3001",
  "evil:3001",
  "10.0.0.1:3001",
  "0.0.0.0:3001",
  "[::]:3001",
  "127.1:3001",
  "2130706433:3001",
  "user@127.0.0.1:3001",
  "127.0.0.1:3000",
  "127.0.0.1:3001:3001",
  "127.0.0.1:",
  "127.0.0.1",
  ":3001",
  "",
])("on the loopback address %s is not this machine's own", (host) => {
  expect(isOwnHost(host, loopback)).toBe(false);
});

test("beyond loopback addresses and the names of containers lead here, no name that can be registered", () => {
  for (const host of ["10.1.2.3:3001", "[fd00::3]:3001", "api:3001", "10.1.2.3", "localhost:9001"])
    expect(isOwnHost(host, everywhere), host).toBe(true);
  for (const host of ["evil.example:3001", "10.1.2.3.evil.example:3001", "a@b", "evil.:3001", ""])
    expect(isOwnHost(host, everywhere), host).toBe(false);
});
