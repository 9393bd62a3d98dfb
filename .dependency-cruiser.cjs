// The walls of docs/MAP.md. `npm run check` fails on an import that goes through one.
const only = (name, from, mayImport, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(action|approval-app|test|node_modules)/', pathNot: [from, ...mayImport] },
});

const domain = '^action/domain/';
const services = '^action/core/services/';
const policy = '^action/core/policy/';
const report = '^action/core/report/';
// A sandbox is made ready and let go in the same way, whichever stage needs it.
const shared = '^action/core/((attempt|cancellation|context|journal)\\.ts$|sandbox/)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    only('domain-knows-zod-and-hashes', domain, ['^node_modules/(zod|@noble/hashes)/'], 'The words run in Node, in Convex and in a browser.'),
    only('services-know-domain', services, [domain, policy, '^node_modules/zod/'], 'Contracts name no vendor.'),
    only('policy-knows-domain', policy, [domain, services, '^node_modules/(zod|picomatch|jsonc-parser|yaml|smol-toml|@yarnpkg/parsers)/'], 'Policy is pure: facts in, verdict out.'),
    only('report-knows-domain', report, [domain, shared, services, policy], 'Reports are drawn from the trust report and nothing else.'),
    only('stages-know-the-core', '^action/core/workflows/', [domain, services, policy, report, shared, '^node_modules/(zod|tap-parser|saxes|yaml|image-size)/'], 'A stage knows words, contracts and policy.'),
    {
      name: 'stages-do-not-know-each-other',
      comment: 'Only a main line puts stages in order.',
      severity: 'error',
      from: { path: '^action/core/workflows/([^/]+)/' },
      to: { path: '^action/core/workflows/', pathNot: '^action/core/workflows/$1/' },
    },
    only('core-knows-the-core', '^action/core/', [domain, '^node_modules/(zod|@types/sarif|p-limit|picomatch|tap-parser|saxes|yaml|image-size|jsonc-parser|smol-toml|@yarnpkg/parsers)/'], 'No vendor reaches the core.'),
    {
      name: 'core-has-no-node',
      comment: 'The core runs wherever its plugins do.',
      severity: 'error',
      from: { path: '^action/(domain|core)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'plugins-do-not-know-each-other',
      comment: 'Only compose puts plugins together.',
      severity: 'error',
      from: { path: '^action/plugins/([^/]+)/' },
      to: { path: '^action/plugins/', pathNot: '^action/plugins/$1/' },
    },
    {
      name: 'plugins-know-contracts',
      comment: 'A plugin knows domain, contracts, its SDK and Node.',
      severity: 'error',
      from: { path: '^action/plugins/' },
      to: { path: '^(action|approval-app|test)/', pathNot: ['^action/plugins/', domain, services, policy, report] },
    },
    {
      name: 'only-composition-knows-plugins',
      comment: 'Everything else talks to contracts.',
      severity: 'error',
      from: { pathNot: '^(action/(entry|plugins|embedded)|test)/' },
      to: { path: '^action/plugins/' },
    },
    {
      name: 'nobody-knows-the-doors',
      comment: 'Entries are started, not imported.',
      severity: 'error',
      from: { pathNot: '^(action/entry|test)/' },
      to: { path: '^action/entry/' },
    },
    {
      name: 'the-embedded-cloud-stays-at-home',
      comment: 'Stand-ins are for npm start and tests; of the doors that ship, only propose has some.',
      severity: 'error',
      from: { path: '^action/', pathNot: '^action/(embedded|entry/(start|runner))' },
      to: { path: '^(action|approval-app)/embedded/' },
    },
    {
      name: 'a-runner-needs-jails-and-a-model',
      comment: 'Sandboxes on the runner and a route to the model ship; GitHub, R2 and people do not.',
      severity: 'error',
      from: { path: '^action/(entry/runner|embedded/(runner|daytona|model|pi))/' },
      to: {
        path: '^(action|approval-app)/embedded/',
        pathNot:
          '^action/embedded/(runner/|daytona/|model/|pi/|(listen|web-listener|guardian|find-program|pi-package)\\.)',
      },
    },
    {
      name: 'publish-has-no-agent',
      comment: 'The side that writes to a repository can not run anything.',
      severity: 'error',
      from: { path: '^action/(entry/(publish|compose-publish|compose-shared)|core/publish)' },
      to: { path: '^action/(plugins/(daytona|pi|model-route)|core/(propose|workflows/(run|capture|verify|provision/(provision|release|freeze))))' },
    },
    {
      name: 'app-knows-only-domain',
      comment: 'The approval app shares words with the action, nothing else.',
      severity: 'error',
      from: { path: '^approval-app/' },
      to: { path: '^action/', pathNot: domain },
    },
    only('the-contract-knows-domain', '^approval-app/contract/', [domain, '^node_modules/zod/'], 'What pages, server and ledger say to each other runs everywhere.'),
    only('components-show-and-nothing-else', '^approval-app/components/', [domain, '^approval-app/contract/', '^node_modules/(react|react-dom|@types/react|next|radix-ui|@pierre/diffs|@tanstack/react-virtual|anser)/'], 'No server, no ledger, no session: a component gets what it shows, and asks only our own routes.'),
    {
      name: 'action-does-not-know-the-app',
      comment: 'Only the embedded cloud starts both.',
      severity: 'error',
      from: { path: '^action/', pathNot: '^action/embedded/' },
      to: { path: '^approval-app/' },
    },
    {
      name: 'nobody-knows-the-tests',
      comment: 'Tests look at the code, never the other way round.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['_generated/', '^dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
