import { z } from 'zod';

/** What happened to the foreign code that a project asks for. */
export const DependencyChange = z.enum([
  'added',
  'updated',
  'removed',
  /** Resolved somewhere else than everything else in the same lockfile, or than before. */
  'registry-host',
  /** A digest went away, became a weaker one, or changed for the same version. */
  'weak-integrity',
  /** A package that runs code as soon as it is installed, and did not before. */
  'install-script',
  /** From git, a URL or a path instead of the registry. */
  'foreign-source',
  /** One character away from a package that many use. */
  'look-alike',
  /** A lockfile that changed what is installed while no manifest beside it asked for it. */
  'lock-without-manifest',
]);
export type DependencyChange = z.infer<typeof DependencyChange>;

export const Ecosystem = z.enum(['npm', 'pnpm', 'yarn', 'bun', 'python', 'cargo', 'go', 'other']);
export type Ecosystem = z.infer<typeof Ecosystem>;

/** One observation about one package in one file. All texts are one safe line. */
export const DependencyFact = z.strictObject({
  path: z.string(),
  ecosystem: Ecosystem,
  change: DependencyChange,
  /** Name of the package; empty where the fact is about the whole file. */
  name: z.string(),
  /** What exactly: versions, hosts, algorithms. */
  detail: z.string(),
});
export type DependencyFact = z.infer<typeof DependencyFact>;
