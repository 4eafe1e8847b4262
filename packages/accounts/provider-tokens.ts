type Account = { accessToken?: unknown; refreshToken?: unknown };

/** An account as it is kept: nothing is asked of the provider later, so what would open it is not stored. */
export async function withoutProviderTokens<Kept extends Account>(
  account: Kept,
): Promise<{ data: Kept & { accessToken: null; refreshToken: null } }> {
  return { data: { ...account, accessToken: null, refreshToken: null } };
}
