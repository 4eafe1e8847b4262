import { expect, test } from "vitest";
import { ianaName } from "./zone-names.ts";

test.each([
  ["Europe/Berlin", "Europe/Berlin"],
  ["W. Europe Standard Time", "Europe/Berlin"],
  ["Romance Standard Time", "Europe/Paris"],
  ["GMT Standard Time", "Europe/London"],
  ["AUS Eastern Daylight Time", "Australia/Sydney"],
  ["/citadel.org/20210210_1/America/Indiana/Knox", "America/Indiana/Knox"],
  ["/softwarestudio.org/Olson_20011030_5/America/Los_Angeles", "America/Los_Angeles"],
  ["/example.com/W. Europe Standard Time", "Europe/Berlin"],
  ["UTC", "UTC"],
  ["GMT-0330", "-03:30"],
  ["+5", "+05:00"],
])("%s is %s", (name, zone) => {
  expect(ianaName(name)).toBe(zone);
});

test.each([
  "",
  "Nowhere",
  "Customized Time Zone",
  "/example.com/Nowhere",
  "x".repeat(1_000),
  "/".repeat(10_000),
  "GMT+99",
])("%.40s is no zone", (name) => {
  expect(ianaName(name)).toBe(null);
});
