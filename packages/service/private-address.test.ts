import { expect, test } from "vitest";
import { isPrivateHost } from "./private-address.ts";

test.each([
  ["http://127.0.0.1/", true],
  ["http://2130706433/", true],
  ["http://0x7f.1/", true],
  ["http://localhost:3000/", true],
  ["http://a.localhost/", true],
  ["http://10.1.2.3/", true],
  ["http://172.31.255.255/", true],
  ["http://192.168.1.1/", true],
  ["http://169.254.169.254/latest/meta-data", true],
  ["http://100.64.0.1/", true],
  ["http://0.0.0.0/", true],
  ["http://[::1]/", true],
  ["http://[::]/", true],
  ["http://[::ffff:10.0.0.1]/", true],
  ["http://[fd00::1]/", true],
  ["http://[fe80::1]/", true],
  ["http://[2002:7f00:1::]/", true],
  ["http://[2001:0:7f00:1::]/", true],
  ["http://172.32.0.1/", false],
  ["https://example.org/", false],
  ["http://[2001:db8::1]/", false],
  ["http://8.8.8.8/", false],
])("%s leads into the own network: %s", (url, expected) => {
  expect(isPrivateHost(url)).toBe(expected);
});
