/**
 * The release of bubblewrap that each distribution's package is made of, and the only one that
 * is installed without asking. What follows the release in the package's version is the
 * distribution's own repair of it, signed like every package: the newest one is taken, named
 * exactly, and recorded. A distribution that is not listed is left to its administrator.
 */
export const acceptedReleases: Readonly<Record<string, string>> = {
  'ubuntu 22.04': '0.6.1',
  'ubuntu 24.04': '0.9.0',
  'debian 12': '0.8.0',
  'debian 13': '0.11.0',
};
