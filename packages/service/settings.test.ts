import { expect, test } from "vitest";
import { z } from "zod";
import { ConfigError, readConfig } from "./config.ts";
import { mailFromSetting, originsSetting, publicUrlSetting, smtpUrlSetting } from "./settings.ts";

const schema = z.object({
  PUBLIC_URL: publicUrlSetting,
  TRUSTED_ORIGINS: originsSetting,
  SMTP_URL: smtpUrlSetting,
  MAIL_FROM: mailFromSetting,
});

test.each([
  ["PUBLIC_URL", "https://tasks.example.org/", "https://tasks.example.org"],
  ["PUBLIC_URL", "HTTPS://Tasks.example.org:443", "https://tasks.example.org"],
  ["PUBLIC_URL", "http://[::1]:3000", "http://[::1]:3000"],
  ["TRUSTED_ORIGINS", "https://a.example/, http://b:1", ["https://a.example", "http://b:1"]],
  ["TRUSTED_ORIGINS", "", []],
  ["MAIL_FROM", "tasks@example.org", "tasks@example.org"],
  ["MAIL_FROM", "My Tasks <tasks@localhost>", "My Tasks <tasks@localhost>"],
] as const)("%s takes %j", (name, given, read) => {
  expect(readConfig(schema, { [name]: given })[name]).toEqual(read);
});

test.each([
  ["PUBLIC_URL", "https://tasks.example.org/pakaura"],
  ["PUBLIC_URL", "https://ann:secret@tasks.example.org"],
  ["PUBLIC_URL", "https://tasks.example.org?a"],
  ["PUBLIC_URL", "https://tasks.example.org#a"],
  ["PUBLIC_URL", "ftp://tasks.example.org"],
  ["TRUSTED_ORIGINS", "https://a.example/path"],
  ["TRUSTED_ORIGINS", "https://a.example,chrome-extension:x"],
  ["SMTP_URL", "smtp://"],
  ["SMTP_URL", "http://localhost"],
  ["MAIL_FROM", "nobody"],
  ["MAIL_FROM", "a@b, c@d"],
  ["MAIL_FROM", "A <a@b>\r\nBcc: <c@d>"],
])("%s refuses %j", (name, given) => {
  expect(() => readConfig(schema, { [name]: given })).toThrow(ConfigError);
});
