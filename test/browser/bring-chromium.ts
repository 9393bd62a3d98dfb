import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';

/**
 * Before the first test: the browser that some of them drive is installed where that takes no
 * question (root, or sudo without a password). Where it can not be had, they say what is missing.
 */
export function setup(): void {
  if (findChromium()) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  process.stderr.write('Installing Chromium for the browser tests (once)...\n');
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const [program = '', ...rest] = [
      ...asRoot,
      'apt-get',
      '-o',
      'DPkg::Lock::Timeout=120',
      ...words,
    ];
    spawnSync(program, rest, {
      stdio: 'ignore',
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
}
