import type { SecretScanner } from '../../core/services/secret-scanner.ts';
import { findProgram } from '../../embedded/find-program.ts';
import { createGitleaksScanner } from '../../plugins/gitleaks/gitleaks-scanner.ts';
import { createSecretlintScanner } from '../../plugins/secretlint/secretlint-scanner.ts';

/** Others' rules for credentials: Secretlint's always, gitleaks' where this machine has it. */
export function secretScannersOn(path: string): readonly SecretScanner[] {
  const program = findProgram('gitleaks', path);
  return [createSecretlintScanner(), ...(program ? [createGitleaksScanner({ program })] : [])];
}
