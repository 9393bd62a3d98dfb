import type { Metadata } from 'next';
import { AuditTrail } from '../../../components/settings/audit-trail.tsx';
import { KillSwitch } from '../../../components/settings/kill-switch.tsx';
import { Members } from '../../../components/settings/members.tsx';
import { Repositories } from '../../../components/settings/repositories.tsx';
import { Safety } from '../../../components/settings/safety.tsx';
import { appParts } from '../../../server/next/app-parts.ts';
import { orSignIn } from '../../../server/next/or-sign-in.ts';
import { requireSession } from '../../../server/next/session.ts';
import {
  enrolRepository,
  liftKillSwitch,
  setRepositoryActive,
  setSafety,
  setSolo,
  throwKillSwitch,
} from '../../actions/change-workspace.ts';

export const metadata: Metadata = { title: 'Settings' };

interface SettingsProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SettingsPage({ searchParams }: SettingsProps) {
  const { accessToken } = await requireSession();
  const { installation } = await searchParams;
  const settings = await orSignIn(appParts().workspace.settings(accessToken));
  const now = Date.now();
  return (
    <main className="page" id="main">
      <h1>Settings</h1>
      <KillSwitch settings={settings} now={now} throwIt={throwKillSwitch} liftIt={liftKillSwitch} />
      <Repositories
        settings={settings}
        notBegun={installation === 'not-begun'}
        setActive={setRepositoryActive}
        enrol={enrolRepository}
      />
      <Members settings={settings} />
      <Safety settings={settings} setSafety={setSafety} setSolo={setSolo} />
      <AuditTrail settings={settings} now={now} />
    </main>
  );
}
