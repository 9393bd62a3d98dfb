import { describe, expect, it } from 'vitest';
import { authorize } from '../../action/core/workflows/authorize/authorize.ts';
import { asked, forge, pullRequest } from '../core/authorize/asked.ts';

const sender = { provider: 'github', externalId: '40', login: 'mia', kind: 'User' } as const;
const denied = (category: string, reason = /./) => ({
  stop: { state: 'refused', category, reason: expect.stringMatching(reason) },
});

describe('[A3] an account that is taken for another', () => {
  it.each([
    ['an App', { ...sender, login: 'helper[bot]', kind: 'Bot' }],
    ['an organisation', { ...sender, kind: 'Organization' }],
    ['nobody', { ...sender, kind: 'Mannequin' }],
  ] as const)('%s is denied, whatever permission its name has', async (_, account) => {
    const services = forge({ mia: 'admin', 'helper[bot]': 'admin' });
    const outcome = await authorize(asked({ sender: account }), services, { allowedBots: ['41'] });
    expect(outcome).toEqual(denied('bot', /add 40 to PATCHPLANE_ALLOWED_BOTS/));
    expect(services.asked).toEqual([]);
  });

  it('an App is let in by its number, not by its name', async () => {
    const bot = { ...sender, login: 'helper[bot]', kind: 'Bot' } as const;
    const options = { allowedBots: ['40'] };
    const other = { ...bot, externalId: '41' };
    expect(await authorize(asked({ sender: bot }), forge({}), options)).toHaveProperty('add');
    expect(await authorize(asked({ sender: other }), forge({}), options)).toEqual(denied('bot'));
    const organisation = { ...sender, kind: 'Organization' } as const;
    expect(await authorize(asked({ sender: organisation }), forge({}), options)).toEqual(
      denied('bot'),
    );
  });

  it('a person whose name looks like a bot is asked about like any other', async () => {
    const person = { ...sender, login: 'evil-bot' };
    expect(
      await authorize(asked({ sender: person }), forge({ 'evil-bot': 'read' }), {
        allowedBots: [],
      }),
    ).toEqual(denied('permission'));
  });

  it.each([
    ['the same person', 'Mia', { mia: 'write' }, true],
    ['somebody else who may', 'max', { mia: 'write', max: 'write' }, true],
    ['somebody who may only read', 'max', { mia: 'write', max: 'read' }, false],
    ['a stranger', 'max', { mia: 'write' }, false],
    ['somebody who may, for one who may not', 'max', { mia: 'read', max: 'admin' }, false],
  ] as const)('a job that is re-run by %s', async (_, triggeringActor, permissions, goesOn) => {
    const outcome = await authorize(asked(), forge(permissions), {
      allowedBots: [],
      triggeringActor,
    });
    expect(Object.keys(outcome)).toContain(goesOn ? 'add' : 'stop');
  });

  it('a re-run is denied for bots and for accounts that are gone', async () => {
    const options = { allowedBots: [], triggeringActor: 'max' };
    const byBot = forge({ mia: 'write' }, { readAccount: async () => ({ id: '9', kind: 'Bot' }) });
    const gone = forge({ mia: 'write' }, { readAccount: async () => undefined });
    expect(await authorize(asked(), byBot, options)).toEqual(denied('rerun-actor', /re-run/));
    expect(await authorize(asked(), gone, options)).toEqual(denied('rerun-actor', /not know/));
    const pull = { issue: undefined, pullRequest, eventKind: 'github.pull_request.opened' };
    expect(await authorize(asked(pull), gone, options)).toEqual(denied('rerun-actor'));
  });
});
