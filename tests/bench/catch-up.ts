import { signUp } from "../account.ts";
import type { Environment } from "./environment.ts";
import { fill } from "./fill.ts";
import { ms, type Row } from "./row.ts";
import { openSession, openSocket } from "./sockets.ts";
import { median, rounds, timed } from "./statistics.ts";

/** Row 6: what a session waits for the events that it missed. */
export async function benchCatchUp({ product, reference, database }: Environment): Promise<Row[]> {
  const account = await signUp(product.url, "catch-up");
  await fill(product.url, account, 1_000, (index) => `Task ${index}`);
  const session = await openSession(product.url, account.token);
  const echo = await openSocket(reference.url);
  const { rows } = await database.query<{ id: string }>("select id from users where email = $1", [
    account.email,
  ]);
  const userId = rows[0]?.id;

  const result: Row[] = [];
  for (const missed of [0, 100, 1_000]) {
    const since = session.sequence - missed;
    const ours = (): Promise<number> =>
      timed(() =>
        session.waitFor(
          (text) => text.startsWith('{"type":"caught-up"'),
          JSON.stringify({ type: "catchup", epoch: session.epoch, since }),
        ),
      );
    const theirs = async (): Promise<number> =>
      (await timed(() =>
        database.query({
          name: "missed-events",
          text: "select * from events where user_id = $1 and sequence > $2 order by sequence",
          values: [userId, since],
        }),
      )) + (await timed(() => echo.waitFor(() => true, "ping")));
    await rounds(20, async () => [await ours(), await theirs()]);
    const pairs = await rounds(50, async () => ({ ours: await ours(), theirs: await theirs() }));
    const our = median(pairs.map((pair) => pair.ours));
    const their = median(pairs.map((pair) => pair.theirs));
    result.push({
      number: "6",
      measure: `catch-up of ${missed} events`,
      ours: ms(our),
      reference: ms(their),
      ratio: our / their,
      target: { atMost: 2 },
    });
  }
  session.close();
  echo.close();
  return result;
}
