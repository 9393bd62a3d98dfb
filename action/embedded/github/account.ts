import { z } from 'zod';

/** A person, an organisation, or the account that an App acts as. */
export const Account = z.strictObject({
  login: z.string(),
  id: z.int(),
  type: z.enum(['User', 'Bot', 'Organization']),
});
export type Account = z.infer<typeof Account>;

export const AppAccount = z.strictObject({ slug: z.string(), id: z.int() });
export type AppAccount = z.infer<typeof AppAccount>;

/** GitHub's own numbers for the App behind `GITHUB_TOKEN` and for its bot. */
const actionsApp: AppAccount = { slug: 'github-actions', id: 15_368 };
const actionsBot: Account = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' };

/** The App of this slug; without a number of its own it gets one that is always the same. */
export function appAccount(slug: string, id?: number): AppAccount {
  if (slug === actionsApp.slug) return actionsApp;
  const derived = [...slug].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 900_000, 7);
  return { slug, id: id ?? 100_000 + derived };
}

/** Who an App is as an author: `slug[bot]`. */
export function botAccount(app: AppAccount): Account {
  if (app.slug === actionsApp.slug) return actionsBot;
  return { login: `${app.slug}[bot]`, id: 200_000_000 + app.id, type: 'Bot' };
}
