/** The one place that says which Pi runs: exact version and the integrity of its tarball. */
export const pinnedPi = {
  name: '@earendil-works/pi-coding-agent',
  version: '1.5.2',
  integrity:
    'sha512-mUWI04rqF1Vd/m1q+Ps1XeWsTXEVvRUnsmRa83I3Dzua0Tx5bYS93imeqtIfrXf7PkkaR6ERz+AuQhIJlom5yA==',
  entry: 'dist/bundle/cli.js',
} as const;
