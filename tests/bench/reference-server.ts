/**
 * What the numbers are held against: bare Fastify with one INSERT, and bare `ws`, echo and broadcast.
 * Runs as a process of its own, as Pakaura does: `reference-server.ts DATABASE_URL [--select-one]`.
 */
import Fastify from "fastify";
import pg from "pg";
import { WebSocketServer } from "ws";

const [url, mode] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10 });
const app = Fastify();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

app.server.on("upgrade", (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (client) => {
    client.on("message", (bytes) => client.send(bytes, { binary: false }));
  });
});
app.get("/", () => ({ ok: true }));
app.post<{ Querystring: { times: string; size: string } }>("/broadcast", async ({ query }) => {
  for (let time = 0; time < Number(query.times); time += 1) {
    const text = "x".repeat(Number(query.size));
    for (const client of sockets.clients) client.send(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ok: true };
});
app.post<{ Body: { title: string } }>("/tasks", async (request, reply) => {
  const id = crypto.randomUUID();
  await pool.query({
    name: "insert",
    text: "insert into plain_tasks (id, title) values ($1, $2)",
    values: [id, request.body.title],
  });
  return reply.code(201).send({ id, title: request.body.title });
});

if (mode === "--select-one") await pool.query("select 1");
console.log(await app.listen({ port: 0, host: "127.0.0.1" }));
process.on("disconnect", () => process.exit(0));
