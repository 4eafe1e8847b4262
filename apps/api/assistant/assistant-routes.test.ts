import { randomUUID } from "node:crypto";
import type { AssistantAnswer } from "@pakaura/contract/assistant";
import type { Task } from "@pakaura/contract/task";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logEvents } from "../activity/log-events.fixture.ts";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function say(user: TestUser, body: object): Promise<AssistantAnswer> {
  const answer = await user.request("POST", "/assistant", body);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

async function make(user: TestUser, body: object): Promise<Task> {
  return (await user.request("POST", "/tasks", body)).json();
}

/** A task without what every write changes. */
async function stateOf(user: TestUser, id: string): Promise<object> {
  const {
    version: _version,
    updated_at: _at,
    completed_at: _done,
    ...rest
  } = (await user.request("GET", `/tasks/${id}`)).json<Task>();
  return rest;
}

describe("the assistant over HTTP", () => {
  it("creates, moves and completes, and says what it did", async () => {
    const user = await api.signUp("maker");
    const made = await say(user, { text: "add water the fern" });
    expect(made).toMatchObject({ effect: "execute", via: "rules", undoable: true });
    const [operation] = made.operations;
    expect(operation).toMatchObject({ op: "create", body: { title: "Water the fern" } });
    const { conversation_id } = made;
    const moved = await say(user, { text: "make it urgent", conversation_id });
    expect(moved.operations).toMatchObject([{ op: "update", body: { priority: "urgent" } }]);
    expect(moved.tasks).toMatchObject([{ title: "Water the fern", priority: "urgent" }]);
    const done = await say(user, { text: "water the fern is done", conversation_id });
    expect(done.operations).toMatchObject([{ op: "complete" }]);
  });

  it("takes a whole turn back, once, to the exact state before", async () => {
    const user = await api.signUp("undoer");
    const one = await make(user, { title: "Call the plumber", tags: ["home"], priority: "low" });
    const two = await make(user, { title: "Buy stamps", due_date: "2031-01-07" });
    const ids = [one.id, two.id];
    for (const text of [
      "complete call the plumber and buy stamps",
      "make plumber and stamps urgent",
      "tag call the plumber with phone and move buy stamps to 9 January 2031",
      "rename buy stamps to buy envelopes",
      "buy stamps should repeat every week",
      "no reminder for buy stamps",
      "clear the date on buy stamps",
      "delete buy stamps",
    ]) {
      const before = await Promise.all(ids.map((id) => stateOf(user, id)));
      const turn = await say(user, { text });
      expect(turn, text).toMatchObject({ effect: "execute", undoable: true });
      const undone = await user.request("POST", `/assistant/turns/${turn.turn_id}/undo`);
      expect(undone.statusCode, undone.body).toBe(200);
      expect(await Promise.all(ids.map((id) => stateOf(user, id))), text).toEqual(before);
      const again = await user.request("POST", `/assistant/turns/${turn.turn_id}/undo`);
      expect(again.statusCode).toBe(404);
    }
  });

  it("goes on to what was changed before, and never takes back what took something back", async () => {
    const user = await api.signUp("undoer-again");
    const one = await make(user, { title: "Paint the fence", priority: "low" });
    await user.request("PATCH", `/tasks/${one.id}`, { priority: "high" });
    await user.request("PATCH", `/tasks/${one.id}`, { title: "Paint the gate" });
    const { conversation_id } = await say(user, { text: "tag paint the gate with yard" });
    const undo = () => say(user, { text: "undo", conversation_id });
    const states: object[] = [];
    for (let time = 0; time < 3; time += 1) {
      await logEvents(api.pool);
      expect(await undo()).toMatchObject({ effect: "execute" });
      states.push(await stateOf(user, one.id));
    }
    expect(states).toMatchObject([
      { title: "Paint the gate", priority: "high", tags: [] },
      { title: "Paint the fence", priority: "high", tags: [] },
      { title: "Paint the fence", priority: "low", tags: [] },
    ]);
  });

  it("takes several turns back in one write", async () => {
    const user = await api.signUp("undoer-of-two");
    const one = await make(user, { title: "Paint the shed", priority: "low" });
    const { conversation_id } = await say(user, { text: "make paint the shed urgent" });
    await say(user, { text: "tag paint the shed with yard", conversation_id });
    const undone = await say(user, { text: "undo my last two changes", conversation_id });
    expect(undone).toMatchObject({ effect: "execute" });
    expect(await stateOf(user, one.id)).toMatchObject({ priority: "low", tags: [] });
  });

  it("names the turn in each event that it writes", async () => {
    const user = await api.signUp("followed");
    const made = await say(user, { text: "add rake the leaves and tag it with yard" });
    const { conversation_id } = made;
    const undone = await say(user, { text: "undo", conversation_id });
    const { rows } = await api.pool.query<{ turn: string }>(
      "select data->>'turn_id' as turn from events where subject = $1 order by sequence",
      [made.operations[0]?.id],
    );
    const turns = [...new Set(rows.map(({ turn }) => turn))];
    expect(turns).toEqual([made.turn_id, undone.turn_id]);
  });

  describe("a reminder that has come", () => {
    /** Somebody who is reminded of a task, and may be of more. */
    async function remind(name: string) {
      const user = await api.signUp(name);
      const task = await make(user, { title: "Call the dentist", reminder_lead_minutes: 10 });
      const until = new Date(Date.now() - 60_000).toISOString();
      const { rows } = await api.pool.query<{ id: string }>(
        `insert into reminders (id, user_id, task_id, remind_at, is_snoozed, state, fired_at, created_at)
         values ($1, $2, $3, $4, false, 'fired', $4, $4) returning id`,
        [randomUUID(), user.id, task.id, until],
      );
      const id = rows[0]?.id ?? "";
      const stored = async () =>
        (await api.pool.query<object>("select * from reminders where id = $1", [id])).rows[0];
      return { user, task, id, stored };
    }

    const eventsOf = async (turnId: string) =>
      (
        await api.pool.query<{ type: string }>(
          "select type from events where data->>'turn_id' = $1 order by sequence",
          [turnId],
        )
      ).rows.map(({ type }) => type);

    it("is put off with the other changes of its turn, and all is as before when that is taken back", async () => {
      const { user, task, id, stored } = await remind("reminded");
      const [before, state] = [await stored(), await stateOf(user, task.id)];
      const text = "snooze call the dentist for 20 minutes and make it urgent";
      const turn = await say(user, { text });
      expect(turn).toMatchObject({ effect: "execute", undoable: true });
      expect(turn.operations).toMatchObject([{ op: "snooze_reminder", id }, { op: "update" }]);
      expect(await stored()).toMatchObject({ state: "pending", is_snoozed: true });
      expect(await eventsOf(turn.turn_id)).toEqual(["task.updated", "reminder.scheduled"]);
      const undone = await user.request("POST", `/assistant/turns/${turn.turn_id}/undo`);
      expect(undone.statusCode, undone.body).toBe(200);
      expect(await stored()).toEqual(before);
      expect(await stateOf(user, task.id)).toEqual(state);
      // It has come, and does not come a second time.
      expect((await eventsOf(turn.turn_id)).slice(2)).toEqual([
        "task.updated",
        "reminder.cancelled",
      ]);
    });

    it("is taken back by words, and nothing older with it", async () => {
      const { user, task, id, stored } = await remind("reminded-again");
      const before = await stored();
      const turn = await say(user, { text: "snooze call the dentist for 20 minutes" });
      const { conversation_id } = turn;
      const undone = await say(user, { text: "undo", conversation_id });
      expect(undone).toMatchObject({ effect: "execute", undoable: false, shown: [task.id] });
      expect(undone.operations).toEqual([{ op: "snooze_reminder", id, until: null }]);
      expect(await stored()).toEqual(before);
    });

    it("stays as it is when another change of the turn is refused", async () => {
      const { user, stored } = await remind("unlucky-again");
      const before = await stored();
      const text = `snooze call the dentist for 20 minutes and rename it to ${"a".repeat(600)}`;
      expect((await user.request("POST", "/assistant", { text })).statusCode).toBe(422);
      expect(await stored()).toEqual(before);
    });

    it("is not taken back once it has come again", async () => {
      const { user, id, stored } = await remind("late");
      const turn = await say(user, { text: "snooze call the dentist for 20 minutes" });
      await api.pool.query("update reminders set state = 'fired', fired_at = now() where id = $1", [
        id,
      ]);
      const came = await stored();
      const undone = await user.request("POST", `/assistant/turns/${turn.turn_id}/undo`);
      expect(undone.json()).toMatchObject({ status: 409, code: "undo_conflict" });
      expect(await stored()).toEqual(came);
    });
  });

  describe("with an Idempotency-Key", () => {
    const withKey = (user: TestUser, body: object, key: string) =>
      user.request("POST", "/assistant", body, { "idempotency-key": key });
    const titles = async (user: TestUser): Promise<string[]> =>
      (await user.request("GET", "/tasks"))
        .json<{ items: Task[] }>()
        .items.map(({ title }) => title);

    it("does once what is said twice, and answers the same, whatever came of it", async () => {
      const user = await api.signUp("repeater");
      for (const [index, text] of [
        "add rake",
        "what is due today",
        "delete everything",
      ].entries()) {
        const first = await withKey(user, { text }, `key-${index}`);
        const again = await withKey(user, { text }, `key-${index}`);
        expect(first.statusCode, first.body).toBe(200);
        expect(again.body).toBe(first.body);
      }
      expect(await titles(user)).toEqual(["Rake"]);
      const events = await user.request(
        "POST",
        "/assistant",
        { text: "add rake" },
        { "idempotency-key": "key-0", accept: "text/event-stream" },
      );
      expect(events.body).toContain("event: done");
      expect(await titles(user)).toEqual(["Rake"]);
    });

    it("does once what is said at the same time, also where it answers a question", async () => {
      const user = await api.signUp("racer");
      const added = await Promise.all(
        [1, 2, 3].map(() => withKey(user, { text: "add rake" }, "race")),
      );
      expect(new Set(added.map(({ body }) => body)).size).toBe(1);
      expect(await titles(user)).toEqual(["Rake"]);
      await say(user, { text: "add broom" });
      const { conversation_id } = await say(user, { text: "delete everything" });
      const said = { text: "yes", conversation_id };
      const deleted = await Promise.all([1, 2, 3].map(() => withKey(user, said, "yes")));
      expect(new Set(deleted.map(({ body }) => body)).size).toBe(1);
      expect(deleted[0]?.json()).toMatchObject({ effect: "execute" });
      expect(await titles(user)).toEqual([]);
    });

    it("does nothing again after a restart, and takes back once", async () => {
      const user = await api.signUp("survivor");
      const first = await withKey(user, { text: "add rake" }, "before");
      const restarted = await startTestApi({}, api);
      const ask = (path: string, key: string, payload: object) =>
        restarted.app.inject({
          method: "POST",
          url: `/api/v1/assistant${path}`,
          headers: { cookie: user.cookie, "idempotency-key": key },
          payload,
        });
      const again = await ask("", "before", { text: "add rake" });
      expect(again.body).toBe(first.body);
      const path = `/turns/${first.json<AssistantAnswer>().turn_id}/undo`;
      const undone = await ask(path, "undo", {});
      expect(undone.statusCode, undone.body).toBe(200);
      expect((await ask(path, "undo", {})).body).toBe(undone.body);
      expect(await titles(user)).toEqual([]);
      await restarted.close();
    });

    it("refuses a key of something else, and one that is none", async () => {
      const user = await api.signUp("mixer");
      await withKey(user, { text: "add rake" }, "mine");
      const other = await withKey(user, { text: "add broom" }, "mine");
      expect(other.json()).toMatchObject({ status: 409, code: "idempotency_mismatch" });
      expect((await withKey(user, { text: "add broom" }, "ä")).statusCode).toBe(422);
      expect(await titles(user)).toEqual(["Rake"]);
    });

    it("says again what was refused", async () => {
      const user = await api.signUp("stubborn");
      const body = { text: `add ${"a".repeat(600)}` };
      for (let time = 0; time < 2; time += 1)
        expect((await withKey(user, body, "refused")).statusCode).toBe(422);
    });
  });

  it("remembers nothing of a turn whose write fails", async () => {
    const user = await api.signUp("unlucky");
    const made = await say(user, { text: "add wash the car" });
    const { conversation_id } = made;
    const text = `rename it to ${"a".repeat(600)}`;
    const failed = await user.request("POST", "/assistant", { text, conversation_id });
    expect(failed.statusCode).toBe(422);
    const undone = await say(user, { text: "undo", conversation_id });
    expect(undone.operations).toMatchObject([{ op: "delete", id: made.operations[0]?.id }]);
  });

  it("asks before it deletes several, carries that out once, and asks again when they changed", async () => {
    const user = await api.signUp("careful");
    const one = await make(user, { title: "Oil the gate", tags: ["yard"] });
    await make(user, { title: "Prune the roses", tags: ["yard"] });
    const asked = await say(user, { text: "delete everything tagged yard" });
    expect(asked).toMatchObject({ effect: "confirm", operations: [] });
    expect(asked.pending).toHaveLength(2);
    const { conversation_id, pending_id } = asked;
    await user.request("PATCH", `/tasks/${one.id}`, { priority: "high" });
    const again = await say(user, { text: "yes", conversation_id, confirm: pending_id });
    expect(again).toMatchObject({ effect: "confirm", operations: [] });
    const done = await say(user, { text: "yes", conversation_id, confirm: again.pending_id });
    expect(done).toMatchObject({ effect: "execute" });
    const twice = await user.request("POST", "/assistant", {
      text: "yes",
      conversation_id,
      confirm: again.pending_id,
    });
    expect(twice.statusCode).toBe(409);
  });

  it("does nothing in a dry run, at any time", async () => {
    const user = await api.signUp("dry");
    const now = "2027-03-11T08:15:00Z";
    const said = {
      text: "add ring the bank tomorrow",
      dry_run: true,
      now,
      time_zone: "Europe/Berlin",
    };
    const answer = await say(user, said);
    expect(answer.operations).toMatchObject([{ body: { due_date: "2027-03-12" } }]);
    const list = await user.request("GET", "/tasks");
    expect(list.json()).toMatchObject({ total: 0 });
  });

  it("speaks German, and streams", async () => {
    const user = await api.signUp("german");
    const headers = { "accept-language": "de-AT", accept: "text/event-stream" };
    const answer = await user.request(
      "POST",
      "/assistant",
      { text: "Neue Aufgabe Reifen wechseln" },
      headers,
    );
    expect(answer.headers["content-type"]).toContain("text/event-stream");
    expect(answer.body).toMatch(/^event: delta\ndata: .*hinzugefügt/u);
    expect(answer.body).toContain("event: done");
  });

  it("refuses what is malformed, nobody, and what is somebody else's", async () => {
    const bad = [
      {},
      { text: "" },
      { text: "a".repeat(2_001) },
      { text: "a", now: "2027-03-11T08:15:00Z" },
      { text: "a", x: 1 },
      { text: "a\0b" },
      { text: "a", dry_run: true, time_zone: "Moon/Base" },
      { text: `add ${"a".repeat(600)}` },
    ];
    for (const body of bad)
      expect((await api.ann.request("POST", "/assistant", body)).statusCode).toBe(422);
    const payload = { text: "hello" };
    const url = "/api/v1/assistant";
    expect((await api.app.inject({ method: "POST", url, payload })).statusCode).toBe(401);
    expect((await api.app.inject({ method: "GET", url })).statusCode).toBe(401);
    expect((await api.ann.request("GET", "/assistant")).json()).toMatchObject({
      model: null,
      sends: [],
    });
    const turn = await say(api.ann, { text: "add a secret of Ann" });
    const path = `/assistant/turns/${turn.turn_id}/undo`;
    expect((await api.bob.request("POST", path)).statusCode).toBe(404);
    expect((await api.ann.request("POST", "/assistant/turns/x/undo")).statusCode).toBe(404);
    const { conversation_id } = turn;
    const foreign = await say(api.bob, { text: "delete it", conversation_id });
    expect(foreign).toMatchObject({ effect: "ask", operations: [] });
  });

  it("hears twenty turns a minute", async () => {
    const user = await api.signUp("talker");
    const codes: number[] = [];
    for (let turn = 0; turn < 21; turn += 1)
      codes.push((await user.request("POST", "/assistant", { text: "hello" })).statusCode);
    expect(codes.filter((code) => code === 200)).toHaveLength(20);
    expect(codes.at(-1)).toBe(429);
  });
});
