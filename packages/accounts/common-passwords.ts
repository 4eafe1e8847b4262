let loading: Promise<ReadonlySet<string>> | undefined;

/**
 * About 40,000 passwords that people chose most, in small letters (`@zxcvbn-ts/language-common`). Loaded
 * with the first password that somebody chooses: it takes some 40 ms and 8 MB. The list leaves out runs and
 * repetitions, which `passwordFault` finds by their form.
 */
export function loadCommonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"]),
  );
  return loading;
}
