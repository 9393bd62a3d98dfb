/** `ubuntu 24.04`, of `/etc/os-release`; undefined where it does not say. */
export function distributionOf(osRelease: string | undefined): string | undefined {
  const fields = new Map(
    (osRelease ?? '').split('\n').flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(?:"([^"]*)"|\S*)/.exec(line) ?? [];
      if (!name) return [];
      return [[name, value ?? line.slice(name.length + 1).trim()] as const];
    }),
  );
  const [id, version] = [fields.get('ID'), fields.get('VERSION_ID')];
  return id && version ? `${id} ${version}` : undefined;
}
