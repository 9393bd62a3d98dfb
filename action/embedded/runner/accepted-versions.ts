/**
 * The versions of bubblewrap's package that are installed without asking, newest first. A
 * distribution that is not listed is left to its administrator.
 *
 * Why these: each release has two, the one it came with and the one of its security updates
 * (CVE-2024-42472 brought `--bind-fd` to all of them; jails here bind folders that only this
 * machine's side can write to, so the older one is sound for them too). The first stays in the
 * archive for as long as the release does, so there is always one to install.
 */
export const acceptedVersions: Readonly<Record<string, readonly string[]>> = {
  'ubuntu 22.04': ['0.6.1-1ubuntu0.1', '0.6.1-1'],
  'ubuntu 24.04': ['0.9.0-1ubuntu0.1', '0.9.0-1build1'],
  'debian 12': ['0.8.0-2+deb12u1', '0.8.0-2'],
  'debian 13': ['0.11.0-2'],
};
