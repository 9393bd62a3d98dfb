import 'server-only';

/** A line above every page, for deployments that are not what they look like (a demo, staging). */
export function appNotice(): string | undefined {
  return process.env['PATCHPLANE_APP_NOTICE'] || undefined;
}
