import { describe, expect, test } from "vitest";
import { loadCommonPasswords } from "./common-passwords.ts";
import { passwordFault } from "./password-policy.ts";

const common = await loadCommonPasswords();
const person = { name: "Ada Lindgren", email: "a.lindgren@example.org" };
const faultOf = (password: string) => passwordFault(password, person, common);

describe("too common is", () => {
  test.each(
    `password 12345678 123456789 1234567890 qwertyuiop iloveyou sunshine princess football trustno1 baseball
     1qaz2wsx password1 password123 passw0rd qwerty123 abcd1234 liverpool asdfghjkl q1w2e3r4`.split(
      /\s+/,
    ),
  )("%s, as it is in the list", (password) => {
    expect(faultOf(password)).toBe("too_common");
  });

  test.each(["PassWord", "PASSWORD123", "iLoveYou", "ＰＡＳＳＷＯＲＤ", " password "])(
    "%s, in whatever case and form",
    (password) => {
      expect(faultOf(password)).toBe("too_common");
    },
  );

  test.each([
    "Password2026!",
    "2026password",
    "!!dragon99",
    "monkey_2024",
    "P@$$w0rd",
    "l3tm3in!!",
  ])("%s, with trimmings and look-alikes", (password) => {
    expect(faultOf(password)).toBe("too_common");
  });

  test.each(
    `987654321 87654321 01234567 abcdefgh poiuytrewq lkjhgfdsa 00000000 aaaaaaaa 12341234 hahahaha
     123123123 19841984 qwertyqwerty passwordpassword dragondragon pakaura1 Pakaura2026`.split(
      /\s+/,
    ),
  )("%s, as a run, a repetition or our own name", (password) => {
    expect(faultOf(password)).toBe("too_common");
  });
});

test.each([
  "Ada Lindgren",
  "adalindgren",
  "Lindgren1",
  "lindgren2026!",
  "a.lindgren@example.org",
  "A.LINDGREN@EXAMPLE.ORG",
  "alindgren",
  "a-lindgren-99",
  "L1ndgr3n!",
  "lindgrenada",
  "LindgrenAda1843!",
  "example.org",
  "lindgren.example",
])("%s is too personal", (password) => {
  expect(faultOf(password)).toBe("too_personal");
});

test.each([
  "correct horse battery 9",
  "correct horse battery staple",
  "long enough",
  "password of ann",
  "a new password",
  "not the password",
  "lindgren wrote books",
  "Ada and her engine",
  "pflaumenkuchen am sonntag",
  "8402-5930-3847",
  "Vq7!kd92#mzP",
  "x".repeat(128),
  "密码不是这个词语吧",
])("%s is neither", (password) => {
  expect(faultOf(password)).toBeNull();
});

test.each([" ", "\t", "\u00A0"])("nothing but %j is too common", (blank) => {
  expect(faultOf(blank.repeat(12))).toBe("too_common");
});

test("a name of one letter, or none, forbids nothing", () => {
  const nobody = { name: "A", email: "a@b.de" };
  expect(passwordFault("a long road home", nobody, common)).toBeNull();
  expect(passwordFault("a long road home", { name: "", email: "" }, common)).toBeNull();
});

test.each(["ab", "abcde ", "!1", "0", "aB3$", "a".repeat(63)])(
  "the longest password of nothing but %j is judged, and taken",
  (piece) => {
    expect(faultOf(piece.repeat(128).slice(0, 128))).toBeNull();
  },
);
