import { expect, it } from "vitest";
import { loadAllMessages, loadMessages } from "../../messages/messages.ts";
import { deviceName } from "./device-name.ts";

await loadMessages("en");
await loadAllMessages();

it("calls a browser as a person would", () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  expect(deviceName(firefox)).toBe("Firefox on Linux");
  expect(deviceName("curl/8.9.1")).toBe("curl");
  expect(deviceName(null)).toBe("Unknown device");
});
