'use server';

import { z } from 'zod';
import { RepositoryId } from '../../../action/domain/ids.ts';
import { promptText } from '../../../action/domain/prompt-text.ts';
import type { Started } from '../../contract/decision.ts';
import { appParts } from '../../server/next/app-parts.ts';
import { orSignIn } from '../../server/next/or-sign-in.ts';
import { requireSession } from '../../server/next/session.ts';
import { startPrompt } from '../../server/start-run.ts';

const longestPrompt = 8_000;

const Asked = z.object({ repositoryId: RepositoryId, prompt: z.string().max(longestPrompt) });

/** Starts a run for who is signed in; whether they may is the ledger's to say. */
export async function startRun(_before: Started | undefined, form: FormData): Promise<Started> {
  const session = await requireSession();
  const asked = Asked.safeParse(Object.fromEntries(form));
  if (!asked.success)
    return { status: 'failed', because: 'choose a repository, and say what should be done' };
  const said = promptText(asked.data.prompt);
  if (said.kind === 'unusable')
    return { status: 'failed', because: 'there is no text for the agent in it' };
  const task = { repositoryId: asked.data.repositoryId, prompt: said.text };
  return await orSignIn(startPrompt(session, task, appParts().services));
}
