import type { VerificationRequirement } from '../../../domain/verification.ts';
import type { Command } from '../../services/sandbox-service.ts';
import type { Bench } from './place.ts';

const chromiumMark = '{chromium}';

export interface CheckCommand {
  readonly command: Command;
  /** Absolute paths, only where a report file is wanted; the folder is to be made before. */
  readonly report: { readonly folder: string; readonly file: string } | undefined;
}

/** No shell, no inherited environment that we know of, a home that is thrown away. */
export function commandFor(
  requirement: VerificationRequirement,
  { sandbox, limits }: Pick<Bench, 'sandbox' | 'limits'>,
  chromium: string | undefined,
): CheckCommand {
  const { command, reportPath, timeoutSeconds } = requirement;
  // Outside of the checkout, under a name that nobody inside could know before.
  const folder = `${sandbox.scratch}/reports-${crypto.randomUUID()}`;
  const report = reportPath ? { folder, file: `${folder}/${reportPath}` } : undefined;
  const filled = command.map((word) =>
    word
      .replaceAll('{report}', () => report?.file ?? '{report}')
      .replaceAll('{reports}', () => report?.folder ?? '{reports}')
      .replaceAll(chromiumMark, () => chromium ?? chromiumMark),
  );
  return {
    report,
    command: {
      argv: filled,
      cwd: sandbox.workspace,
      env: {
        CI: '1',
        HOME: sandbox.scratch,
        LANG: 'C.UTF-8',
        NO_COLOR: '1',
        ...(report ? { PATCHPLANE_REPORT: report.file, PATCHPLANE_REPORT_DIR: report.folder } : {}),
      },
      timeoutSeconds,
      maxOutputBytes: limits.maxOutputBytes,
    },
  };
}

export function usesChromium({ command }: VerificationRequirement): boolean {
  return command.some((word) => word.includes(chromiumMark));
}

/** The first that is there. A distribution's own program first: its starter reads `/etc`, which jails lack. */
const browsers = [
  '/usr/lib/chromium/chromium',
  'chromium',
  'chromium-browser',
  'chrome-headless-shell',
  'google-chrome',
  'google-chrome-stable',
];

/** Absolute path of the sandbox's headless browser. */
export async function findChromium({
  service,
  sandbox,
  limits,
}: Pick<Bench, 'service' | 'sandbox' | 'limits'>): Promise<string | undefined> {
  const found = await service.execute(sandbox, {
    argv: ['sh', '-c', 'for name do command -v "$name" && exit 0; done; exit 1', 'sh', ...browsers],
    cwd: '/',
    timeoutSeconds: limits.gitTimeoutSeconds,
    maxOutputBytes: 4_096,
  });
  const path = new TextDecoder().decode(found.stdout).trim();
  return found.exitCode === 0 && path.startsWith('/') ? path : undefined;
}
