import { join } from 'node:path';
import type { NextConfig } from 'next';
import { dataPolicy, safetyHeaders } from './server/content-policy.ts';

const repository = join(import.meta.dirname, '..');

/** What proxy.ts does not see, see its matcher. */
const besideTheProxy = [
  '/_next/static/:path*',
  '/icon.svg',
  '/healthz',
  '/readyz',
  '/api/maintenance',
  '/api/github/webhooks',
  '/api/github/approvers',
  '/api/workos/webhooks',
  '/api/model/:path*',
];

export default {
  // Runs on any Node host as `node server.js`, and on Vercel, which does not look at it.
  output: 'standalone',
  outputFileTracingRoot: repository,
  turbopack: { root: repository },
  poweredByHeader: false,
  reactStrictMode: true,
  // No picture of ours needs another size: nothing is fetched, decoded and kept for anybody.
  images: { unoptimized: true },
  headers: async () =>
    besideTheProxy.map((source) => ({
      source,
      headers: Object.entries({ ...safetyHeaders, 'content-security-policy': dataPolicy }).map(
        ([key, value]) => ({ key, value }),
      ),
    })),
  // `npm run check` types these files; a build that repeats it takes twice as long.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.json' },
  devIndicators: false,
} satisfies NextConfig;
