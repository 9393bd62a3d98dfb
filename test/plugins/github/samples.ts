/** Payloads as GitHub sends them, cut down to what is read. */
export const mia = { id: 40, login: 'mia', type: 'User' };
export const bot = { id: 41, login: 'helper[bot]', type: 'Bot' };

export const context = {
  repository: {
    id: 814523001,
    name: 'pagination',
    owner: { id: 7, login: 'acme' },
    default_branch: 'main',
  },
  sender: mia,
};

export const issue = {
  id: 5,
  number: 1,
  title: 'Last page',
  body: 'is dropped',
  state: 'open',
  html_url: 'https://github.com/acme/pagination/issues/1',
  updated_at: '2026-11-02T09:30:00Z',
};

export const comment = {
  id: 77,
  body: '/patchplane fix the rounding',
  html_url: 'https://github.com/acme/pagination/issues/1#issuecomment-77',
  updated_at: '2026-11-02T09:31:00Z',
  user: mia,
  performed_via_github_app: null,
};

export const commented = { ...context, action: 'created', issue, comment };

export const before = 'a'.repeat(40);
export const head = 'c'.repeat(40);

export const pullRequest = {
  id: 9,
  number: 2,
  title: 'Round up',
  body: 'As asked.',
  state: 'open',
  draft: false,
  html_url: 'https://github.com/acme/pagination/pull/2',
  updated_at: '2026-11-02T09:30:00Z',
  user: { id: 50 },
  head: { ref: 'topic', sha: head, repo: { id: 814523001 } },
  base: { ref: 'main', sha: 'b'.repeat(40), repo: { id: 814523001 } },
};

export const opened = { ...context, action: 'opened', pull_request: pullRequest };
