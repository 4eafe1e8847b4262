import { createPasswordResetLink } from "@pakaura/accounts/reset-link";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const post = (path: string, payload: object) =>
  api.app.inject({ method: "POST", url: `/api/auth${path}`, payload });

const change = (user: TestUser, newPassword: string) =>
  user.request("POST", "/api/auth/change-password", {
    currentPassword: user.password,
    newPassword,
  });

test("a common password is refused with a sentence, at the field", async () => {
  const answer = await post("/sign-up/email", {
    name: "Eve",
    email: "eve@example.org",
    password: "Password123",
  });
  expect(answer.statusCode).toBe(422);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect(answer.json()).toMatchObject({
    code: "validation_failed",
    detail: "The password is one of the passwords that are tried first: choose another one.",
    errors: [{ field: "password", code: "too_common" }],
  });
  const { rowCount } = await api.pool.query("select from users where email = 'eve@example.org'");
  expect(rowCount).toBe(0);
});

test.each(["Mallory Quinn", "malloryquinn", "MQUINN@example.org", "mquinn2026"])(
  "%s is no password for Mallory Quinn",
  async (password) => {
    const name = "Mallory Quinn";
    const answer = await post("/sign-up/email", { name, email: "mquinn@example.org", password });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ field: "password", code: "too_personal" }]);
  },
);

test("a change of the password takes neither, and the old one stays", async () => {
  const user = await api.signUp("changeable");
  for (const [password, code] of [
    ["iloveyou", "too_common"],
    ["Changeable1", "too_personal"],
    [user.email, "too_personal"],
  ] as const) {
    const answer = await change(user, password);
    expect(answer.statusCode, answer.body).toBe(422);
    expect(answer.json().errors).toMatchObject([{ field: "newPassword", code }]);
  }
  const { email, password } = user;
  expect((await post("/sign-in/email", { email, password })).statusCode).toBe(200);
});

test("a reset takes neither, and the link stays usable", async () => {
  const user = await api.signUp("forgetful");
  const link = await createPasswordResetLink(
    { pool: api.pool, baseUrl: "http://localhost:3000" },
    user.email,
  );
  const token = new URL(link ?? "").searchParams.get("token");
  for (const newPassword of ["qwertyuiop", "forgetful@example.org"]) {
    const answer = await post("/reset-password", { token, newPassword });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ field: "newPassword" }]);
  }
  const good = await post("/reset-password", { token, newPassword: "remembered now" });
  expect(good.statusCode, good.body).toBe(200);
});

test("a password of 128 characters counts to the last of them, and a longer one is refused", async () => {
  const password = "a tale that goes on and on; ".repeat(5).slice(0, 128);
  const email = "long@example.org";
  const signedUp = await post("/sign-up/email", { name: "Long", email, password });
  expect(signedUp.statusCode, signedUp.body).toBe(200);
  expect((await post("/sign-in/email", { email, password })).statusCode).toBe(200);
  const cut = await post("/sign-in/email", { email, password: password.slice(0, 127) });
  expect(cut.statusCode).toBe(401);
  const tooLong = await post("/sign-up/email", {
    name: "Longer",
    email: "longer@example.org",
    password: `${password}!`,
  });
  expect(tooLong.statusCode).toBe(400);
  expect(tooLong.json().code).toBe("PASSWORD_TOO_LONG");
});
