import { join } from 'node:path';
import type { NextConfig } from 'next';

const repository = join(import.meta.dirname, '..');

export default {
  // Runs on any Node host as `node server.js`, and on Vercel, which does not look at it.
  output: 'standalone',
  outputFileTracingRoot: repository,
  turbopack: { root: repository },
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` types these files; a build that repeats it takes twice as long.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.json' },
  devIndicators: false,
} satisfies NextConfig;
