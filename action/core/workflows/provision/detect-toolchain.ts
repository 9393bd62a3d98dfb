import type { BaseFiles, Detected } from './base-files.ts';

type Requirement = Detected['requirement'];

/** Of each ecosystem, what says that it is one, and how it is tested. */
const toolchains: readonly ((files: BaseFiles) => Promise<Detected | undefined>)[] = [
  async (files) =>
    files.has('go.mod')
      ? found('go.mod', {
          key: 'go-test',
          label: 'go test ./...',
          command: ['go', 'test', '-json', './...'],
          report: 'go-test',
        })
      : undefined,
  async (files) =>
    files.has('Cargo.toml')
      ? found('Cargo.toml', {
          key: 'cargo-test',
          label: 'cargo test',
          command: ['cargo', 'test', '--no-fail-fast'],
          report: 'cargo',
        })
      : undefined,
  async (files) => {
    if (!files.has('pom.xml')) return undefined;
    const command = files.has('mvnw') ? ['sh', './mvnw'] : ['mvn'];
    return found('pom.xml', byExitCode('maven-test', 'mvn test', [...command, '-B', 'test']));
  },
  async (files) => {
    const file = ['build.gradle', 'build.gradle.kts'].find(files.has);
    if (file === undefined) return undefined;
    const command = files.has('gradlew') ? ['sh', './gradlew'] : ['gradle'];
    const words = [...command, '--console=plain', 'test'];
    return found(file, byExitCode('gradle-test', 'gradle test', words));
  },
  async (files) => {
    const file =
      files.paths.find((path) => /^[^/]+\.slnx?$/.test(path)) ??
      files.paths.find((path) => /(^|\/)[^/]*Tests?[^/]*\.(cs|fs|vb)proj$/.test(path));
    if (file === undefined) return undefined;
    return found(
      file,
      byExitCode('dotnet-test', 'dotnet test', ['dotnet', 'test', '--nologo', file]),
    );
  },
  detectRuby,
  detectPhp,
];

/** Ecosystems whose own tool knows how to test. */
export async function detectToolchain(files: BaseFiles): Promise<readonly Detected[]> {
  const detected = await Promise.all(toolchains.map((detect) => detect(files)));
  return detected.filter((one) => one !== undefined);
}

async function detectRuby(files: BaseFiles): Promise<Detected | undefined> {
  if (!files.has('Gemfile')) return undefined;
  const rspec =
    files.has('.rspec') || files.paths.some((path) => /(^|\/)spec\/.+_spec\.rb$/.test(path));
  if (!rspec) {
    if (!files.paths.some((path) => /(^|\/)test\/.+_test\.rb$/.test(path))) return undefined;
    return found(
      'Gemfile',
      byExitCode('rake-test', 'rake test', ['bundle', 'exec', 'rake', 'test']),
    );
  }
  const formats = /\brspec_junit_formatter\b/.test((await files.read('Gemfile.lock')) ?? '');
  const command = ['bundle', 'exec', 'rspec'];
  if (!formats) return found('Gemfile', byExitCode('rspec', 'rspec', command));
  return found('Gemfile', {
    key: 'rspec',
    label: 'rspec',
    command: [...command, '--format', 'RspecJunitFormatter', '--out', '{report}'],
    report: 'junit',
    reportPath: 'rspec.xml',
  });
}

async function detectPhp(files: BaseFiles): Promise<Detected | undefined> {
  const file = ['phpunit.xml', 'phpunit.xml.dist', 'phpunit.dist.xml'].find(files.has);
  if (file === undefined) return undefined;
  return found(file, {
    key: 'phpunit',
    label: 'phpunit',
    command: ['php', 'vendor/bin/phpunit', '--log-junit', '{report}'],
    report: 'junit',
    reportPath: 'phpunit.xml',
  });
}

/** Tools that write reports only into the checkout, where a candidate could put one. */
function byExitCode(key: string, label: string, command: string[]): Requirement {
  return { key, label, command, report: 'exit-code' };
}

function found(source: string, requirement: Requirement): Detected {
  return { sources: [source], requirement };
}
