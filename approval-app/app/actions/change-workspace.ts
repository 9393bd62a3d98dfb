'use server';

import { refresh } from 'next/cache';
import { after } from 'next/server';
import { closeEnded } from '../../server/close-ended.ts';
import { appParts } from '../../server/next/app-parts.ts';
import { orSignIn } from '../../server/next/or-sign-in.ts';
import { requireSession } from '../../server/next/session.ts';
import type { Changed } from '../../server/workspace-ledger.ts';

/**
 * What owners and operators change of their workspace. Whether they may is up to the ledger: it
 * reads their membership anew, and writes down who did what.
 */

export async function throwKillSwitch(
  _before: Changed | undefined,
  form: FormData,
): Promise<Changed> {
  return await change('workspaces:throwKillSwitch', { reason: words(form, 'reason') });
}

export async function liftKillSwitch(
  _before: Changed | undefined,
  form: FormData,
): Promise<Changed> {
  return await change('workspaces:liftKillSwitch', { reason: words(form, 'reason') });
}

export async function setRepositoryActive(
  _before: Changed | undefined,
  form: FormData,
): Promise<Changed> {
  return await change('repositories:setActive', {
    repositoryId: words(form, 'repositoryId'),
    active: words(form, 'active') === 'true',
  });
}

export async function enrolRepository(
  _before: Changed | undefined,
  form: FormData,
): Promise<Changed> {
  return await change('repositories:enrol', {
    repositoryId: words(form, 'repositoryId'),
    proposeWorkflows: [words(form, 'propose')],
    publishWorkflows: [words(form, 'publish')],
  });
}

export async function setSafety(_before: Changed | undefined, form: FormData): Promise<Changed> {
  const days = words(form, 'retentionDays');
  return await change('workspaces:setSafety', {
    stepUpMinutes: Number(words(form, 'stepUpMinutes')),
    retentionDays: days === '' ? null : Number(days),
  });
}

export async function setSolo(_before: Changed | undefined, form: FormData): Promise<Changed> {
  const minutes = words(form, 'coolOffMinutes');
  return await change('workspaces:setSolo', {
    coolOffMinutes: minutes === '' ? null : Number(minutes),
  });
}

type Change = Parameters<ReturnType<typeof appParts>['workspace']['change']>;

async function change(name: Change[1], args: Change[2]): Promise<Changed> {
  const { accessToken } = await requireSession();
  const { workspace, services } = appParts();
  const changed = await orSignIn(workspace.change(accessToken, name, args));
  // What a switch voided has a check on GitHub that still waits; a cron does what is left undone here.
  if (changed.status === 'done') after(() => closeEnded(services));
  refresh();
  return changed;
}

function words(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
