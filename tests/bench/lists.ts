import { signUp, type Account } from "../account.ts";
import type { Environment } from "./environment.ts";
import { fill } from "./fill.ts";
import { createHttpClient, expectStatus } from "./http-client.ts";
import { ms, type Row } from "./row.ts";
import { median, rounds, timed } from "./statistics.ts";

const live = "select * from tasks where user_id = $1 and deleted_at is null";
const rareWord = "zanzibar";

/** Row 7: lists, search and the snapshot, against the same rows by SQL and one HTTP round trip. */
export async function benchLists(environment: Environment): Promise<Row[]> {
  const { product, reference, database } = environment;
  const client = createHttpClient();
  const small = await signUp(product.url, "lists");
  const large = await signUp(product.url, "deep");
  await fill(product.url, small, 10_000, (index) =>
    index === 4_711 ? `Fly to ${rareWord}` : `Task ${index}`,
  );
  await fill(product.url, large, 40_000, (index) => `Task ${index}`);
  await database.query("vacuum analyze tasks");
  const { rows } = await database.query<{ id: string }>("select id from users where email = $1", [
    small.email,
  ]);
  const userId = rows[0]?.id;

  const get = (account: Account, path: string) => (): Promise<unknown> =>
    client
      .send("GET", `${product.url}/api/v1${path}`, account.headers)
      .then((answer) => expectStatus(answer, 200));
  const sql = (name: string, text: string) => async (): Promise<unknown> => {
    await database.query({ name, text, values: [userId] });
    return client.send("GET", reference.url);
  };
  const compare = async (
    measure: string,
    ours: () => Promise<unknown>,
    theirs: () => Promise<unknown>,
    atMost: number,
    samples = 100,
  ): Promise<Row> => {
    await rounds(5, async () => [await ours(), await theirs()]);
    const pairs = await rounds(
      samples,
      async () => [await timed(ours), await timed(theirs)] as const,
    );
    const our = median(pairs.map(([first]) => first));
    const their = median(pairs.map(([, second]) => second));
    return {
      number: "7",
      measure,
      ours: ms(our),
      reference: ms(their),
      ratio: our / their,
      target: { atMost },
    };
  };

  const result = [
    await compare(
      "page of 20 in 10,000 tasks",
      get(small, "/tasks"),
      sql("page", `${live} order by coalesce(series_added_at, created_at) desc, id desc limit 20`),
      2.5,
    ),
    await compare(
      "search for a rare word in 10,000",
      get(small, `/tasks?search=${rareWord}`),
      sql(
        "search",
        `${live} and search_text like '%${rareWord}%' order by coalesce(series_added_at, created_at) desc, id desc limit 20`,
      ),
      2,
    ),
    await compare(
      "snapshot of 10,000 tasks",
      get(small, "/snapshot"),
      sql("snapshot", live),
      1.3,
      15,
    ),
    await compare(
      "page 1,800 of 2,000 / page 1",
      get(large, "/tasks?page=1800"),
      get(large, "/tasks?page=1"),
      1.5,
    ),
  ];
  client.close();
  return result;
}
