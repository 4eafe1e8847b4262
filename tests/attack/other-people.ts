import assert from "node:assert/strict";
import { jsonOf } from "./ask.ts";
import { type Attack, expectStatus } from "./attack.ts";
import { type Person, signUp, type Target } from "./target.ts";

/** A task with everything that hangs on it. */
async function addTask(person: Person, fields: object = {}): Promise<string> {
  const body = { title: "Private", notes: "Nobody else's", tags: ["secret"], ...fields };
  const made = await person.ask("POST", "/tasks", body);
  expectStatus(made, 201);
  return String(jsonOf(made)["id"]);
}

/** Two strangers: what the first has is tried by the second. */
async function strangers(target: Target): Promise<[Person, Person]> {
  return Promise.all([signUp(target, "ann"), signUp(target, "mallory")]);
}

const webhooks = [
  "http://127.0.0.1:3000/",
  "http://localhost/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0177.0.0.1/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[2002:7f00:1::]/",
  "http://[fe80::1]/",
  "http://[fd00::1]/",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.1.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://100.64.0.1/",
  "http://192.0.0.8/",
  "http://198.18.0.1/",
  "http://0.0.0.0/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
];

export const otherPeople: Attack[] = [
  {
    promise: "Another user's id answers as one that is not there",
    run: async (target) => {
      const [ann, mallory] = await strangers(target);
      const due = { due_date: "2030-01-01T09:00:00Z", recurrence: { pattern: "daily" } };
      const id = await addTask(ann, due);
      const none = crypto.randomUUID();
      const asks: [string, string, unknown?][] = [
        ["GET", "/tasks/ID"],
        ["PATCH", "/tasks/ID", { title: "Mine" }],
        ["DELETE", "/tasks/ID"],
        ["POST", "/tasks/ID/complete"],
        ["POST", "/tasks/ID/uncomplete"],
        ["POST", "/tasks/ID/restore"],
        ["DELETE", "/tasks/ID/recurrence"],
        ["GET", "/tasks/ID/activity"],
        ["GET", "/tasks/ID/reminders"],
        ["POST", "/tasks/bulk", { operations: [{ op: "delete", id: "ID" }] }],
        ["POST", "/activity/ID/undo"],
        ["DELETE", "/tokens/ID"],
        ["DELETE", "/filters/ID"],
      ];
      for (const [method, path, body] of asks) {
        const withId = (value: string) =>
          JSON.parse(JSON.stringify(body ?? null).replace("ID", value)) as unknown;
        const send = (value: string) =>
          mallory.ask(
            method,
            path.replace("ID", value),
            body === undefined ? undefined : withId(value),
          );
        const [foreign, missing] = [await send(id), await send(none)];
        const plain = (text: string) =>
          text
            .replaceAll(id, "ID")
            .replaceAll(none, "ID")
            .replace(/"correlation_id":"[^"]*"/, "");
        assert.equal(foreign.status, missing.status, `${method} ${path}`);
        assert.equal(plain(foreign.text), plain(missing.text), `${method} ${path}`);
      }
      assert.equal(jsonOf(await ann.ask("GET", `/tasks/${id}`))["title"], "Private");
      return `${asks.length} routes, each beside an id that nobody has`;
    },
  },
  {
    promise: "Making a task by somebody else's id does not tell that it exists",
    run: async (target) => {
      const [ann, mallory] = await strangers(target);
      const id = await addTask(ann);
      const create = (given: string) => mallory.ask("POST", "/tasks", { id: given, title: "Mine" });
      const [foreign, free] = [await create(id), await create(crypto.randomUUID())];
      assert.equal(foreign.status, free.status);
      assert.equal(jsonOf(await ann.ask("GET", `/tasks/${id}`))["title"], "Private");
      return "answered as a free id is";
    },
  },
  {
    promise: "An id that another user guesses and takes first does not stop a series",
    run: async (target) => {
      const [ann, mallory] = await strangers(target);
      const id = await addTask(ann, { due_date: "2030-01-01", recurrence: { pattern: "daily" } });
      const same = { id, title: "Mine", due_date: "2030-01-01", recurrence: { pattern: "daily" } };
      const theirs = String(jsonOf(await mallory.ask("POST", "/tasks", same))["id"]);
      await mallory.ask("POST", `/tasks/${theirs}/complete`);
      expectStatus(await ann.ask("POST", `/tasks/${id}/complete`), 200);
      for (let tries = 0; tries < 200; tries += 1) {
        const open = jsonOf(await ann.ask("GET", "/tasks?completed=false"));
        if (open["total"] === 1) return "the next instance is there";
      }
      throw new Error("no next instance came");
    },
  },
  {
    promise: "A webhook reaches no address of this machine or its network",
    run: async (target) => {
      const ann = await signUp(target);
      for (const url of webhooks) {
        const body = { kind: "webhook", url };
        const made = await ann.ask("POST", "/channels", body);
        if (made.status === 201) {
          const { id } = jsonOf(made);
          const tested = jsonOf(await ann.ask("POST", `/channels/${String(id)}/test`));
          assert.equal(tested["last_sent_at"], null, url);
          assert.match(String(tested["last_error"]), /./, url);
          expectStatus(await ann.ask("DELETE", `/channels/${String(id)}`), 204);
        } else expectStatus(made, 422);
      }
      return `${webhooks.length} spellings and ranges`;
    },
  },
];
