import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
let url: string;
beforeAll(async () => {
  api = await startTestApi();
  url = await api.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => api.close());

/** An import whose body of 20 MB has begun and does not go on. */
function begin(user: TestUser): ClientRequest {
  const headers = {
    cookie: user.cookie,
    "content-type": "text/plain",
    "content-length": 20_000_000,
  };
  const sending = request(`${url}/api/v1/import?dry_run=true`, { method: "POST", headers });
  sending.on("error", () => undefined);
  sending.write("Milk\n".repeat(10_000));
  return sending;
}

/** What is answered to a begun import that no more than this much is known of. */
async function answerTo(sending: ClientRequest) {
  const [answer] = (await once(sending, "response")) as [IncomingMessage];
  const body = (await json(answer)) as { code: string };
  return { status: answer.statusCode, wait: answer.headers["retry-after"], code: body.code };
}

test("of sixteen large files at once no more are read than there are places", async () => {
  const users = await Promise.all(["cy", "dee", "eve", "fay"].map((name) => api.signUp(name)));
  const sending = users.flatMap((user) => [begin(user), begin(user), begin(user), begin(user)]);
  const answered = new Set<ClientRequest>();
  const refused = sending.map(async (one) => {
    const answer = await answerTo(one);
    answered.add(one);
    return answer;
  });
  for (const answer of refused) answer.catch(() => undefined);
  await vi.waitFor(() => expect(answered.size).toBe(10), 10_000);
  const answers = await Promise.all(
    refused.filter((_, index) => answered.has(sending[index] as ClientRequest)),
  );
  for (const { status, wait, code } of answers) {
    expect(wait).toBe("5");
    expect([status, code]).toEqual(status === 429 ? [429, "rate_limited"] : [503, "unavailable"]);
  }

  for (const one of sending) one.destroy();
  // Whoever goes away leaves their place to others.
  await vi.waitFor(async () => {
    const answer = await api.ann.request("POST", "/import?dry_run=true", undefined, {});
    expect(answer.statusCode).toBe(422);
  }, 10_000);
});

test("a client that goes away takes its import with it", async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `Task ${index}`).join("\n");
  const headers = { cookie: api.bob.cookie, "content-type": "text/plain" };
  const sending = request(`${url}/api/v1/import`, { method: "POST", headers });
  sending.on("error", () => undefined);
  sending.end(lines);
  const count = async (): Promise<number> => {
    const { rows } = await api.pool.query<{ count: number }>(
      "select count(*)::int as count from tasks where user_id = $1",
      [api.bob.id],
    );
    return rows[0]?.count ?? 0;
  };
  await vi.waitFor(async () => expect(await count()).toBeGreaterThan(0), 20_000);
  sending.destroy();
  let before = -1;
  await vi.waitFor(
    async () => {
      const now = await count();
      const isStill = now === before;
      before = now;
      expect(isStill).toBe(true);
    },
    { timeout: 30_000, interval: 500 },
  );
  expect(before).toBeLessThan(20_000);
});
