import type { InstalledApp } from './caller.ts';
import { type Forge, type GitHubEvent, ownerAccount } from './forge.ts';
import type { InstallationRecord } from './installation-record.ts';
import { installationOf, installedAt } from './installation-state.ts';
import { accountOf } from './people.ts';
import { type Json, nodeId, renderUser } from './render-people.ts';

/** What owners do with an App in their settings; each answers with the event that GitHub sends. */
export interface InstallationActs {
  installApp(slug: string, by: string): GitHubEvent;
  suspendApp(slug: string, by: string): GitHubEvent;
  unsuspendApp(slug: string, by: string): GitHubEvent;
  uninstallApp(slug: string, by: string): GitHubEvent;
  /** Gives the repository to the App, or takes it away. */
  selectRepository(slug: string, by: string, selected: boolean): GitHubEvent;
}

export function createInstallationActs(forge: Forge): InstallationActs {
  const active = { status: 'active', suspendedAt: null, suspendedBy: null } as const;
  return {
    installApp: (slug, by) => change(forge, slug, by, 'created', { ...active, selected: true }),
    suspendApp: (slug, by) => {
      const suspended = { suspendedAt: forge.now(), suspendedBy: accountOf(forge, by) };
      return change(forge, slug, by, 'suspend', { status: 'suspended', ...suspended });
    },
    unsuspendApp: (slug, by) => change(forge, slug, by, 'unsuspend', active),
    uninstallApp: (slug, by) => change(forge, slug, by, 'deleted', { status: 'removed' }),
    selectRepository: (slug, by, selected) => {
      keep(forge, slug, { selected });
      const repositories = [briefly(forge)];
      return eventOf(forge, slug, by, 'installation_repositories', {
        action: selected ? 'added' : 'removed',
        repository_selection: 'selected',
        repositories_added: selected ? repositories : [],
        repositories_removed: selected ? [] : repositories,
        requester: null,
      });
    },
  };
}

function change(
  forge: Forge,
  slug: string,
  by: string,
  action: string,
  to: Partial<InstallationRecord>,
): GitHubEvent {
  keep(forge, slug, to);
  const repositories = installationOf(forge, slug).selected ? [briefly(forge)] : [];
  return eventOf(forge, slug, by, 'installation', { action, repositories });
}

function keep(forge: Forge, slug: string, to: Partial<InstallationRecord>): void {
  const { state } = forge.store;
  const next = { ...installationOf(forge, slug), ...to, updatedAt: forge.now() };
  state.installations = [...state.installations.filter((each) => each.slug !== slug), next];
  forge.store.save();
}

function eventOf(forge: Forge, slug: string, by: string, name: string, said: Json): GitHubEvent {
  const app = forge.apps.find((each) => each.slug === slug);
  if (!app) throw new TypeError(`there is no App ${slug}`);
  const sender = renderUser(forge.addresses, accountOf(forge, by));
  return { name, payload: { ...said, installation: renderInstallation(forge, app), sender } };
}

/** A repository as events about installations name it. */
function briefly({ repository: { id, owner, name, private: isPrivate = true } }: Forge): Json {
  return { id, node_id: nodeId('R', id), name, full_name: `${owner}/${name}`, private: isPrivate };
}

/** `installation`. */
export function renderInstallation(forge: Forge, app: InstalledApp): Json {
  const { api, server } = forge.addresses;
  const account = ownerAccount(forge);
  const { updatedAt, suspendedAt, suspendedBy } = installationOf(forge, app.slug);
  return {
    id: app.installationId,
    client_id: `Iv1.${app.id}`,
    account: renderUser(forge.addresses, account),
    repository_selection: 'selected',
    access_tokens_url: `${api}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${api}/installation/repositories`,
    html_url: `${server}/settings/installations/${app.installationId}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: app.permissions,
    events: [],
    created_at: installedAt,
    updated_at: updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedBy && renderUser(forge.addresses, suspendedBy),
    suspended_at: suspendedAt,
  };
}
