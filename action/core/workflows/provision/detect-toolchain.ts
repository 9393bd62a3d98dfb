import type { BaseFiles, Detected } from './base-files.ts';

const toolchains = [
  { file: 'go.mod', key: 'go-test', command: ['go', 'test', './...'] },
  { file: 'Cargo.toml', key: 'cargo-test', command: ['cargo', 'test'] },
];

/** Ecosystems whose one tool knows how to test. */
export function detectToolchain(files: BaseFiles): readonly Detected[] {
  return toolchains
    .filter(({ file }) => files.has(file))
    .map(({ file, key, command }) => ({
      sources: [file],
      requirement: { key, label: command.join(' '), command, report: 'exit-code' },
    }));
}
