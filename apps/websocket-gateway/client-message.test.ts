import { expect, test } from "vitest";
import { parseClientMessage } from "./client-message.ts";

test.each([
  { type: "ping" },
  { type: "pong" },
  { type: "auth", token: "pak_1" },
  { type: "catchup", epoch: "e", since: 42 },
  { type: "catchup", since: "2026-11-23T10:00:00+01:00" },
  { type: "receipt", event_id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44", state: "seen" },
])("understands %j", (message) => {
  expect(parseClientMessage(JSON.stringify(message))).toEqual(message);
});

test.each([
  "",
  "hello",
  "null",
  "[]",
  '"ping"',
  "{}",
  '{"type":"shout"}',
  '{"type":"ping","extra":1}',
  '{"type":"catchup"}',
  '{"type":"catchup","since":-1}',
  '{"type":"catchup","since":1.5}',
  '{"type":"catchup","since":1e300}',
  '{"type":"catchup","since":"yesterday"}',
  '{"type":"catchup","since":"2026-11-23T10:00:00"}',
  '{"type":"catchup","epoch":1,"since":1}',
  '{"type":"auth","token":""}',
  '{"type":"receipt","event_id":"1","state":"seen"}',
  '{"type":"receipt","event_id":"0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44","state":"read"}',
])("refuses %s", (text) => {
  expect(parseClientMessage(text)).toBeNull();
});
