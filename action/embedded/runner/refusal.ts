import { Failure } from '../../domain/failure.ts';
import { profile } from './app-armor.ts';

/** What an administrator does, as sentences with the exact commands. */
const remedies = {
  install: 'Run: sudo apt-get install -y bubblewrap.',
  'load-profile': `Let it make user namespaces: printf '${profile.replaceAll('\n', '\\n')}' | sudo apparmor_parser --replace.`,
  'allow-namespaces':
    'Allow user namespaces: sudo sysctl -w user.max_user_namespaces=15000, on older Debian also kernel.unprivileged_userns_clone=1; a container has to be started with a seccomp profile that allows them.',
} as const;

export interface Refusal {
  /** What is the matter, as the start of a sentence. */
  readonly missing: string;
  readonly remedies: readonly (keyof typeof remedies)[];
  /** How to do without jails on this machine, as a sentence. */
  readonly elsewhere: string | undefined;
}

/** All of it in one message, so that nobody has to come back for the rest. */
export function refusal({ missing, remedies: names, elsewhere }: Refusal): Failure {
  const tell = [
    `${missing}; agent code never runs outside a jail.`,
    ...names.map((name) => remedies[name]),
    ...(elsewhere ? [elsewhere] : []),
  ];
  return new Failure({ code: 'misconfigured', tell: tell.join(' ') });
}
