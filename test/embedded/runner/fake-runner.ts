import type { Ran, RunnerSystem } from '../../../action/embedded/runner/runner-system.ts';

export interface FakeRunnerOptions {
  readonly platform?: string;
  readonly isRoot?: boolean;
  /** Whether sudo asks for no password; undefined: there is no sudo. */
  readonly sudo?: 'passwordless' | 'asks';
  readonly osRelease?: string;
  /** `/proc/sys/kernel/apparmor_restrict_unprivileged_userns` */
  readonly restricted?: boolean;
  /** bubblewrap is there from the start. */
  readonly bwrap?: string;
  /** Versions that the package archive offers, as `apt-cache madison` lists them. */
  readonly offered?: readonly string[];
  /** Whether AppArmor takes a profile; undefined: there is no apparmor_parser. */
  readonly parser?: 'works' | 'fails';
  /** A jail can be made without any profile. */
  readonly jailsWork?: boolean;
}

export interface FakeRunner extends RunnerSystem {
  /** Every command that was run, as one line each. */
  readonly commands: readonly string[];
  /** What AppArmor was given. */
  readonly profiles: readonly string[];
  readonly notes: readonly string[];
}

export const noble = 'NAME="Ubuntu"\nID=ubuntu\nVERSION_ID="24.04"\n';

/** A machine that behaves like the real ones as far as the options say. */
export function fakeRunner(options: FakeRunnerOptions): FakeRunner {
  const commands: string[] = [];
  const profiles: string[] = [];
  const notes: string[] = [];
  let installed: string | undefined = options.bwrap ? 'preinstalled' : undefined;
  const files: Record<string, string | undefined> = {
    '/etc/os-release': options.osRelease,
    '/proc/sys/kernel/apparmor_restrict_unprivileged_userns':
      options.restricted === undefined ? undefined : `${options.restricted ? 1 : 0}\n`,
  };
  const programs: Record<string, () => boolean> = {
    bwrap: () => installed !== undefined,
    sudo: () => options.sudo !== undefined,
    'apt-get': () => options.offered !== undefined,
    'apt-cache': () => options.offered !== undefined,
    apparmor_parser: () => options.parser !== undefined,
    'dpkg-query': () => options.offered !== undefined,
  };
  const mayDoAnything = () => options.isRoot === true || options.sudo === 'passwordless';

  const answers: Record<string, (argv: readonly string[], stdin: string) => Ran> = {
    true: () => (options.sudo === 'passwordless' ? ok() : failed('a password is required')),
    bwrap: (argv) => {
      if (argv[1] === '--version') return ok('bubblewrap 0.9.0\n');
      const works = options.jailsWork ?? (!options.restricted || profiles.length > 0);
      return works ? ok() : failed('bwrap: setting up uid map: Permission denied\n');
    },
    'apt-get': (argv) => {
      const version = argv.find((word) => word.startsWith('bubblewrap='))?.split('=')[1];
      if (argv.includes('update')) return ok();
      if (!mayDoAnything() || !options.offered?.includes(version ?? '')) return failed('E: no');
      installed = version;
      return ok();
    },
    'apt-cache': () =>
      ok(
        (options.offered ?? [])
          .map((one) => `bubblewrap | ${one} | http://archive noble/main`)
          .join('\n'),
      ),
    apparmor_parser: (_argv, stdin) => {
      if (!mayDoAnything() || options.parser !== 'works') return failed('denied');
      profiles.push(stdin);
      return ok();
    },
    'dpkg-query': () => ok(`bubblewrap\t${installed}\n`),
  };

  return {
    platform: options.platform ?? 'linux',
    kernel: '6.11.0-azure',
    isRoot: options.isRoot ?? false,
    commands,
    profiles,
    notes,
    find: (name) =>
      programs[name]?.()
        ? name === 'bwrap'
          ? (options.bwrap ?? '/usr/bin/bwrap')
          : `/usr/bin/${name}`
        : undefined,
    readText: (path) => files[path],
    async run(argv, { stdin = '' }) {
      commands.push(argv.join(' '));
      const words = argv[0] === '/usr/bin/sudo' ? argv.slice(2) : argv;
      const name = words[0]?.split('/').at(-1) ?? '';
      return answers[name]?.(words, stdin) ?? failed(`${name} is not there`);
    },
    note: (text) => void notes.push(text),
  };
}

function ok(stdout = ''): Ran {
  return { status: 0, stdout, stderr: '' };
}

function failed(stderr: string): Ran {
  return { status: 1, stdout: '', stderr };
}
