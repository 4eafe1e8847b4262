import { signUp } from "../account.ts";
import type { Environment } from "./environment.ts";
import { createHttpClient, expectStatus } from "./http-client.ts";
import { ms, type Row } from "./row.ts";
import { openSession } from "./sockets.ts";
import { median, rounds } from "./statistics.ts";

/** What a person does not notice, in milliseconds. */
const allowedMs = 50;

/** Row 12: from the completion of a recurring task to its next instance in another session. */
export async function benchNextInstance({ product }: Environment): Promise<Row[]> {
  const account = await signUp(product.url, "recurring");
  const session = await openSession(product.url, account.token);
  const client = createHttpClient();
  const post = async (path: string, body: object, status: number): Promise<string> => {
    const url = `${product.url}/api/v1/tasks${path}`;
    const answer = await client.send("POST", url, account.headers, body);
    expectStatus(answer, status);
    return answer.body;
  };
  const samples = await rounds(120, async () => {
    const task = { title: "Again", due_date: "2030-01-07", recurrence: { pattern: "daily" } };
    const { id } = JSON.parse(await post("", task, 201)) as { id: string };
    const isNext = (text: string): boolean =>
      text.includes('"recurrence.instance-created"') &&
      text.includes(`"recurrence_parent_id":"${id}"`);
    const startedAt = performance.now();
    const seen = session.waitFor(isNext);
    await post(`/${id}/complete`, {}, 200);
    await seen;
    return performance.now() - startedAt;
  });
  client.close();
  session.close();
  const ours = median(samples.slice(20));
  return [
    {
      number: "12",
      measure: "completion -> next instance in another session, p50",
      ours: ms(ours),
      reference: ms(allowedMs),
      ratio: ours / allowedMs,
      target: { atMost: 1 },
    },
  ];
}
