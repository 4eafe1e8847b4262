import { z } from "zod";
import { updateMeSchema } from "./http.ts";

/** A path of the web app, and never another site's. */
const ownPath = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, "must be a path of this site, such as /today");

/** `POST /api/auth/sign-in/social`: the beginning of single sign-on. */
export const startSingleSignOnSchema = z.strictObject({
  provider: z.literal("oidc"),
  /** Where to go when it is done. */
  callbackURL: ownPath.default("/"),
  /** Where to go, with `?error=`, when it fails. */
  errorCallbackURL: ownPath.default("/sign-in"),
  /** Answer the address in the body alone, which is what the web app reads. */
  disableRedirect: z.boolean().optional(),
  /** Of a new account: the browser's. */
  time_zone: updateMeSchema.shape.time_zone,
});

/** How people sign in to this installation. */
export const signInOptionsSchema = z.object({
  /** Whether there are passwords. */
  password: z.boolean(),
  /** The provider; `name` is the text of its button, and null where the operator chose none. */
  single_sign_on: z.object({ name: z.string().nullable(), sign_up: z.boolean() }).nullable(),
});
export type SignInOptions = z.infer<typeof signInOptionsSchema>;
