export const id = 477;
export const ids = [477];
export const modules = {

/***/ 93477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  proposeJob: () => (/* binding */ proposeJob)
});

// UNUSED EXPORTS: settingsOf

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/action/domain/policy-bundle.js + 1 modules
var policy_bundle = __webpack_require__(32494);
;// CONCATENATED MODULE: ./build/action/core/policy/default-bundle.js

/** Files that steer repository, agents, reviews or other people's machines. */
const protectedGlobs = [
    '**/.git/**',
    '**/.git',
    '.github/**',
    '**/{.gitattributes,.gitmodules,.gitconfig,.lfsconfig,CODEOWNERS}',
    '**/{.patchplane,.patchplane/**,patchplane.config.*,.patchplane.y?(a)ml,.ai-review.y?(a)ml}',
    '**/{AGENTS.md,AGENT.md,AGENTS.override.md,CLAUDE.md,CLAUDE.local.md,GEMINI.md}',
    '**/{.pi,.claude,.cursor,.codex,.gemini,.windsurf,.continue,.opencode,.aider*,.amp}/**',
    '**/{.mcp.json,mcp.json,.cursorrules,.cursorignore,.windsurfrules,.clinerules,.aider*,.copilot*}',
    '**/{.copilot*,.clinerules}/**',
    '**/{.husky,.githooks,.hooks}/**',
    '**/{.npmrc,.yarnrc,.yarnrc.yml,.pnpmfile.cjs,bunfig.toml,.pypirc,.netrc,pip.conf,.envrc}',
    '**/.yarn/{releases,plugins}/**',
    '**/.env',
    '**/.env.!(example|sample|template|dist)',
    '**/.ssh/**',
    '{.gitlab-ci.y?(a)ml,.gitlab/**,.travis.y?(a)ml,azure-pipelines.y?(a)ml,appveyor.y?(a)ml}',
    '{.appveyor.y?(a)ml,.circleci/**,.buildkite/**,.drone.y?(a)ml,.woodpecker*,.woodpecker/**}',
    '{.azuredevops/**,.gitea/**,.forgejo/**,bitbucket-pipelines.y?(a)ml,Jenkinsfile*,.teamcity/**}',
];
/** Files whose change is everyday for some and an attack for others: somebody has to look. */
const reviewedGlobs = [
    '**/{.vscode,.idea,.devcontainer,.zed}/**',
    '{LICENSE,LICENSE.*,COPYING,NOTICE,SECURITY.md}',
    '**/{.gitignore,.dockerignore,.npmignore}',
    '{renovate.json*,.renovaterc*,dependabot.y?(a)ml,.pre-commit-config.y?(a)ml}',
];
const rules = [
    {
        kind: 'empty-patch',
        id: 'empty-patch',
        effect: 'block',
        severity: 'blocker',
        message: 'The candidate changes nothing.',
    },
    {
        kind: 'protected-paths',
        id: 'protected-paths',
        effect: 'block',
        severity: 'blocker',
        message: 'This file steers the repository, its automation or its agents; change it by hand.',
        globs: protectedGlobs,
    },
    {
        kind: 'tree-mode',
        id: 'tree-mode',
        effect: 'block',
        severity: 'blocker',
        message: 'Symbolic links and submodules point outside what was reviewed.',
    },
    {
        kind: 'executable-bit',
        id: 'executable-bit',
        effect: 'block',
        severity: 'blocker',
        message: 'The candidate makes a file executable.',
    },
    {
        kind: 'unusual-path',
        id: 'unusual-path',
        effect: 'block',
        severity: 'blocker',
        message: 'The path does not read, sort or check out everywhere as it looks:',
    },
    {
        kind: 'secrets',
        id: 'secrets',
        effect: 'block',
        severity: 'blocker',
        message: 'The candidate adds a secret; revoke it if it is real.',
    },
    {
        kind: 'hidden-characters',
        id: 'hidden-characters',
        effect: 'block',
        severity: 'blocker',
        message: 'Added text does not say what it looks like.',
    },
    {
        kind: 'required-checks',
        id: 'required-checks',
        effect: 'changes-requested',
        severity: 'high',
        message: 'A required check did not pass on the candidate.',
    },
    {
        kind: 'new-test-failures',
        id: 'new-test-failures',
        effect: 'changes-requested',
        severity: 'high',
        message: 'A test fails that did not fail before.',
    },
    {
        kind: 'disappeared-tests',
        id: 'disappeared-tests',
        effect: 'changes-requested',
        severity: 'high',
        message: 'A test that ran on the base did not run on the candidate.',
    },
    {
        kind: 'skipped-tests',
        id: 'skipped-tests',
        effect: 'changes-requested',
        severity: 'high',
        message: 'A test that ran on the base is skipped on the candidate.',
    },
    {
        kind: 'truncated-evidence',
        id: 'truncated-evidence',
        effect: 'changes-requested',
        severity: 'high',
        message: 'The evidence is not whole.',
    },
    {
        kind: 'no-checks',
        id: 'no-checks',
        effect: 'manual-review',
        severity: 'high',
        message: 'Nothing was tested: the base has no check that PatchPlane could find.',
    },
    {
        kind: 'dependency-change',
        id: 'dependency-change',
        effect: 'manual-review',
        severity: 'high',
        message: 'Foreign code may change: look at what comes in and from where.',
    },
    {
        kind: 'ci-executable',
        id: 'ci-executable',
        effect: 'manual-review',
        severity: 'high',
        message: 'This file runs as soon as anybody builds, tests or installs.',
    },
    {
        kind: 'protected-paths',
        id: 'reviewed-paths',
        effect: 'manual-review',
        severity: 'medium',
        message: 'A person should agree with a change of this file.',
        globs: reviewedGlobs,
    },
    {
        kind: 'deleted-test-files',
        id: 'deleted-test-files',
        effect: 'manual-review',
        severity: 'medium',
        message: 'A test file was deleted.',
    },
    {
        kind: 'likely-secrets',
        id: 'likely-secrets',
        effect: 'manual-review',
        severity: 'high',
        message: 'The candidate adds what looks like a secret.',
    },
    {
        kind: 'shown-secrets',
        id: 'shown-secrets',
        effect: 'manual-review',
        severity: 'high',
        message: 'The patch displays a secret that the base already holds; revoke it.',
    },
    {
        kind: 'binary-change',
        id: 'binary-change',
        effect: 'manual-review',
        severity: 'medium',
        message: 'A binary file cannot be reviewed as text.',
    },
    {
        kind: 'raw-model-key',
        id: 'raw-model-key',
        effect: 'manual-review',
        severity: 'high',
        message: 'The agent could read a real model key: assume that it did.',
    },
];
/** What holds without any configuration: safe first, and nothing leaves without a person. */
const defaultBundle = {
    id: 'patchplane-default',
    version: 1,
    rules: [...rules],
    approvals: { required: 1, expiresAfterSeconds: 24 * 60 * 60 },
    sandbox: {
        ephemeral: true,
        autoStopMinutes: 30,
        ttlMinutes: 90,
        network: { blockAll: true, allowDomains: [] },
    },
    budgets: policy_bundle/* defaultBudgets */.MD,
};

// EXTERNAL MODULE: ./build/action/domain/failure.js
var domain_failure = __webpack_require__(25438);
;// CONCATENATED MODULE: ./build/action/core/advance.js

async function advance(conductor, attempt, stage, work) {
    if (attempt.stop)
        return attempt;
    const { journal, telemetry, context } = conductor;
    const startedAt = context.now();
    telemetry.progress({ kind: 'stage', stage: stage.name, status: 'started', elapsedMs: 0 });
    const outcome = await attemptStage(conductor, stage, startedAt, () => work(attempt.parts));
    const elapsedMs = context.now() - startedAt;
    const status = statusOf(outcome);
    const summary = 'stop' in outcome ? outcome.stop.reason : outcome.detail;
    await journal.record({
        type: stage.event,
        operation: stage.name,
        status,
        startedAt,
        ...(stage.plugin ? { pluginName: stage.plugin } : {}),
        ...(summary ? { summary } : {}),
        ...('stop' in outcome ? { errorCategory: outcome.stop.category } : {}),
    });
    telemetry.progress({
        kind: 'stage',
        stage: stage.name,
        status,
        elapsedMs,
        ...(summary ? { detail: summary } : {}),
    });
    const carried = {
        evidence: [...attempt.evidence, ...(outcome.evidence ?? [])],
        sandboxes: [...attempt.sandboxes, ...(outcome.sandboxes ?? [])],
        timings: { ...attempt.timings, [stage.name]: elapsedMs },
    };
    const parts = { ...attempt.parts, ...outcome.add };
    return 'stop' in outcome ? { ...carried, parts, stop: outcome.stop } : { ...carried, parts };
}
async function attemptStage({ runId, journal, storage, telemetry, context, cancellation }, stage, startedAt, work) {
    try {
        if (context.signal.aborted)
            return { stop: cancelled };
        if (stage.state)
            await storage.transition(runId, stage.state);
        await journal.record({
            type: stage.event,
            operation: stage.name,
            status: 'started',
            startedAt,
            ...(stage.plugin ? { pluginName: stage.plugin } : {}),
        });
        const working = stage.span ? telemetry.span(stage.span, work) : work();
        return await Promise.race([working, cancellation]);
    }
    catch (error) {
        if (context.signal.aborted)
            return { stop: cancelled };
        return { stop: stopFrom(error, telemetry) };
    }
}
/** How long a stage may go on after the job was cancelled, to keep what it has. */
const graceMs = 3_000;
/**
 * Resolves some time after the job was cancelled. A stage that did not notice by itself is
 * left behind then; what it started is swept at the end.
 */
async function cancellationOf(signal) {
    await new Promise((noticed) => {
        if (signal.aborted)
            noticed();
        else
            signal.addEventListener('abort', () => noticed(), { once: true });
    });
    await new Promise((passed) => setTimeout(passed, graceMs));
    return { stop: cancelled };
}
const cancelled = {
    state: 'cancelled',
    category: 'cancelled',
    reason: 'The job was cancelled.',
};
/** A Failure speaks for itself; anything else is a bug of ours, told as such and kept closed. */
function stopFrom(error, telemetry) {
    if (error instanceof domain_failure/* Failure */.H) {
        return { state: 'failed', category: error.code, reason: error.tell };
    }
    telemetry.captureError(error);
    return {
        state: 'failed',
        category: 'internal',
        reason: 'PatchPlane hit an internal error; nothing was published. The job log has the details.',
    };
}
function statusOf(outcome) {
    if (!('stop' in outcome))
        return 'succeeded';
    return outcome.stop.state === 'failed' || outcome.stop.state === 'cancelled'
        ? 'failed'
        : 'blocked';
}

;// CONCATENATED MODULE: ./build/action/domain/canonical-json.js
/**
 * Canonical JSON after RFC 8785: keys sorted by UTF-16 code units, no white space.
 * Values that JSON cannot carry faithfully (undefined in arrays, NaN, lone surrogates) are
 * errors here, because two sides that disagree about them would disagree about a digest.
 */
function canonicalJson(value) {
    if (value === null || typeof value === 'boolean')
        return JSON.stringify(value);
    if (typeof value === 'string')
        return canonicalString(value);
    if (typeof value === 'number')
        return canonicalNumber(value);
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    if (typeof value === 'object')
        return canonicalObject(value);
    throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
}
function canonicalObject(value) {
    const members = Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
}
function canonicalString(value) {
    if (!value.isWellFormed())
        throw new TypeError('canonical JSON cannot hold a lone surrogate');
    return JSON.stringify(value);
}
function canonicalNumber(value) {
    if (!Number.isFinite(value))
        throw new TypeError(`canonical JSON cannot hold ${value}`);
    return JSON.stringify(value);
}

// EXTERNAL MODULE: ./node_modules/@noble/hashes/sha2.js + 2 modules
var sha2 = __webpack_require__(65108);
// EXTERNAL MODULE: ./node_modules/@noble/hashes/utils.js
var utils = __webpack_require__(42565);
;// CONCATENATED MODULE: ./build/action/domain/digest.js



/** SHA-256 of bytes, or of a text's UTF-8. Runs alike in Node, in Convex and in a browser. */
function sha256Hex(content) {
    return (0,utils/* bytesToHex */.My)((0,sha2/* sha256 */.sc)(typeof content === 'string' ? (0,utils/* utf8ToBytes */.AI)(content) : content));
}
/** SHA-256 of a value's canonical JSON: the digest that people approve and chains link. */
function digest_digestOf(value) {
    return sha256Hex(canonicalJson(value));
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./build/action/domain/ids.js
var ids = __webpack_require__(29862);
;// CONCATENATED MODULE: ./build/action/domain/evidence-artifact.js


/** SPEC 11.2. */
const EvidenceKind = schemas/* enum */.k5n([
    'raw-trace',
    'stdout',
    'stderr',
    'diff',
    'test-report',
    'screenshot',
    'video',
    'policy-result',
    'trust-report',
]);
/** Metadata of one stored payload. The bytes live in the artifact store under `storageKey`. */
const EvidenceArtifact = schemas/* strictObject */.rej({
    id: ids/* RecordId */.Fg,
    workflowRunId: ids/* RunId */.PI,
    kind: EvidenceKind,
    storageProvider: schemas/* enum */.k5n(['cloudflare-r2', 'local']),
    storageKey: schemas/* string */.YjP().regex(/^[A-Za-z0-9][A-Za-z0-9/._-]{0,300}$/),
    contentType: schemas/* string */.YjP().max(200),
    sizeBytes: schemas/* int */.Whr().nonnegative(),
    sha256: ids/* Sha256 */.IA,
    createdAt: ids/* Timestamp */.Dc,
    /** What made it: `agent`, `verify/baseline/test`, `policy` ... */
    producer: schemas/* string */.YjP().max(200),
    truncated: schemas/* boolean */.zMY(),
});

;// CONCATENATED MODULE: ./build/action/domain/evidence-manifest.js





/** One piece of evidence; the file `evidence/<sha256>` of a run bundle holds its bytes. */
const ManifestItem = schemas/* strictObject */.rej({
    sha256: ids/* Sha256 */.IA,
    size: schemas/* int */.Whr().nonnegative(),
    kind: EvidenceKind,
    contentType: schemas/* string */.YjP(),
    /** Everything that produced exactly these bytes. */
    producers: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
    truncated: schemas/* boolean */.zMY(),
});
/** A file of the bundle that people read by name: reports, decision, texts put on GitHub. */
const ManifestDocument = schemas/* strictObject */.rej({
    path: schemas/* string */.YjP().regex(/^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)?\.(json|md|html)$/),
    sha256: ids/* Sha256 */.IA,
    size: schemas/* int */.Whr().nonnegative(),
});
/**
 * `manifest.json`. `items` is sealed before anyone is asked to decide: its digest is part of
 * the approval subject. `documents` grows afterwards (decision, publication, texts); the last
 * provenance event names the digest of the whole file.
 */
const EvidenceManifest = schemas/* strictObject */.rej({
    schemaVersion: schemas/* literal */.euz(1),
    runId: ids/* RunId */.PI,
    sealedSha256: ids/* Sha256 */.IA,
    items: schemas/* array */.YOg(ManifestItem),
    documents: schemas/* array */.YOg(ManifestDocument),
});
/** What is sealed: run and items in order of their digests, as the canonical JSON that is stored. */
function sealedList(runId, items) {
    const ordered = [...items].sort((left, right) => (left.sha256 < right.sha256 ? -1 : 1));
    return canonicalJson({ runId, items: ordered });
}
/** The address of the sealed list: part of the approval subject. */
function sealDigest(runId, items) {
    return sha256Hex(sealedList(runId, items));
}
/** The sealed list as it is read back from a store. */
const SealedList = schemas/* strictObject */.rej({ runId: ids/* RunId */.PI, items: schemas/* array */.YOg(ManifestItem) });

;// CONCATENATED MODULE: ./build/action/core/report/untrusted-text.js
/**
 * The only ways in which somebody else's text gets into Markdown: a code span or a fence
 * longer than any run of backticks in it. GitHub then makes no link, image, mention, issue
 * reference or HTML of it (GFM spec, 6.1 code spans, 4.5 fenced code blocks).
 */
function codeSpan(text, longest = 200) {
    const shown = visible(cut(text, longest)).replaceAll('\n', '\\n') || ' ';
    const fence = '`'.repeat(longestRun(shown) + 1);
    // A space on both sides is stripped by the renderer and lets the text begin with a backtick.
    return `${fence} ${shown} ${fence}`;
}
function codeBlock(text, longest = 8_000) {
    const shown = visible(cut(text, longest));
    const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
    return `${fence}text\n${shown}\n${fence}`;
}
/** Escapes for a plain sentence of our own that quotes a short known-shape value. */
function escapeHtml(text) {
    return visible(text)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;');
}
/**
 * Shows what would not be seen: control, format and default-ignorable characters, tags,
 * variation selectors and fillers become `\u{...}`. Line feed and tab stay.
 */
function visible(text) {
    return text
        .toWellFormed()
        .replaceAll('\r\n', '\n')
        .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu, (character) => character === '\n' || character === '\t'
        ? character
        : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
function cut(text, longest) {
    return text.length <= longest
        ? text
        : `${text.slice(0, longest)}… (${text.length - longest} more characters)`;
}
function longestRun(text) {
    return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

;// CONCATENATED MODULE: ./build/action/core/report/verdict-line.js
/** `+42 -7 in 3 files · 118/118 tests (0 new failures, 2 fixed) · $0.21 · patch 9f3c…` */
function verdictLine(report) {
    const { stats, patchSha256, status } = report.candidate;
    const parts = [
        status === 'none'
            ? 'no candidate'
            : `+${stats.additions} -${stats.deletions} in ${count(stats.filesChanged, 'file')}`,
        testLine(report),
        `$${report.agent.usage.costUsd.toFixed(2)}`,
    ];
    if (patchSha256)
        parts.push(`patch ${patchSha256.slice(0, 12)}…`);
    return parts.join(' · ');
}
function testLine({ tests }) {
    const { candidate, summary } = tests;
    if (candidate.status === 'not-run')
        return 'tests not run';
    const passed = candidate.cases.filter((test) => test.outcome === 'passed').length;
    return `${passed}/${candidate.cases.length} tests (${count(summary.newFailures.length, 'new failure')}, ${summary.fixed.length} fixed)`;
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
/** What a person should do next, in one sentence; the title of the check. */
function headline(report) {
    const reason = report.run.reason ?? '';
    switch (report.run.state) {
        case 'awaiting-decision':
            return nextAction[report.policy.outcome];
        case 'published':
            return `Approved and published as draft pull request #${report.publication.pullRequest ?? '?'}`;
        case 'rejected':
            return report.decision.status === 'changes-requested' ? 'Changes requested' : 'Rejected';
        case 'blocked':
            return 'Blocked by policy';
        case 'refused':
            return 'Refused';
        case 'cancelled':
            return 'Cancelled';
        case 'expired':
            return 'The approval expired';
        case 'failed':
            return reason ? `Failed: ${reason}` : 'Failed';
        default:
            return `Running (${report.run.state})`;
    }
}
const nextAction = {
    approve: 'Needs approval: policy has no objection',
    'manual-review': 'Needs approval: policy asks for a careful look',
    'changes-requested': 'Policy asks for changes',
    block: 'Blocked by policy',
    'not-evaluated': 'Not evaluated',
};
/** A path for people; the bytes of one that is not UTF-8 are shown as base64. */
function showPath(path) {
    return typeof path === 'string' ? path : `base64:${path.base64}`;
}

;// CONCATENATED MODULE: ./build/action/core/report/html.js


/** The report as one printable page: no script, nothing loaded, everything escaped. */
function reportHtml(report) {
    const { run, request, repository, agent, candidate, policy, decision, publication } = report;
    return page(`PatchPlane ${run.id}`, [
        `<h1>${escapeHtml(headline(report))}</h1>`,
        `<p class="verdict">${escapeHtml(verdictLine(report))}</p>`,
        table([
            ['run', run.id],
            ['state', run.state],
            ['because', run.reason],
            ['requested by', request.actorName && `${request.actorName} (${request.actorId})`],
            ['repository', repository.fullName],
            ['base', repository.baseSha],
            ['patch', candidate.patchSha256],
            ['result tree', candidate.resultTree],
            ['approval subject', report.subjectSha256],
            [
                'agent',
                agent.model && `${agent.provider} ${agent.model}, ${agent.modelRequests} model requests`,
            ],
            [
                'decision',
                decision.actorId ? `${decision.status} by ${decision.actorId}` : decision.status,
            ],
            ['override', decision.overrideReason],
            ['published', publication.branch && `${publication.branch} at ${publication.commit}`],
        ]),
        section('Request', `<pre>${escapeHtml(request.prompt ?? '')}</pre>`),
        section(`Policy: ${policy.outcome}`, list(policy.findings.map((finding) => `${finding.severity} · ${finding.rule}${finding.path ? ` · ${finding.path}` : ''} · ${finding.message}`))),
        section('Tests', testTable(report)),
        section('Changes', list(candidate.changes.map((change) => `${change.status} ${showPath(change.path)} ${change.oldMode}${change.newMode === change.oldMode ? '' : ` → ${change.newMode}`}`))),
        section('What the agent says (a claim, not evidence)', `<pre>${escapeHtml(agent.finalMessage ?? '')}</pre>`),
        section('Evidence', list(report.evidence.map((item) => `${item.kind} · ${item.sha256} · ${item.size} bytes · ${item.producers.join(', ')}${item.truncated ? ' · truncated' : ''}`))),
    ]);
}
function testTable({ tests }) {
    const before = new Map(tests.baseline.cases.map((test) => [test.id, test.outcome]));
    const ids = new Set([...before.keys(), ...tests.candidate.cases.map((test) => test.id)]);
    const after = new Map(tests.candidate.cases.map((test) => [test.id, test.outcome]));
    if (ids.size === 0)
        return '<p>Not run.</p>';
    const rows = [...ids].map((id) => `<tr><td>${escapeHtml(id)}</td><td>${before.get(id) ?? 'absent'}</td><td>${after.get(id) ?? 'absent'}</td></tr>`);
    return `<table><tr><th>case</th><th>base</th><th>candidate</th></tr>${rows.join('')}</table>`;
}
function section(title, body) {
    return `<h2>${escapeHtml(title)}</h2>${body}`;
}
function list(items) {
    if (items.length === 0)
        return '<p>None.</p>';
    return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}
function table(rows) {
    const known = rows.filter(([, value]) => value);
    return `<table>${known.map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(value ?? '')}</td></tr>`).join('')}</table>`;
}
function page(title, body) {
    return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>
${body.join('\n')}
</body></html>
`;
}
const style = `:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin-top:2rem}.verdict{font-variant-numeric:tabular-nums}
table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.15rem .8rem .15rem 0;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border-left:3px solid;padding-left:.8rem}`;

;// CONCATENATED MODULE: ./build/action/core/report/markdown.js


/** GitHub cuts a comment or a check summary at 65,535 characters; ours end before that. */
const longestText = 60_000;
const mostRows = 50;
/** The report as Markdown: verdict and digests first, so that no cut can hide them. */
function reportMarkdown(report) {
    return withinLimits([
        `### PatchPlane: ${plain(headline(report))}`,
        '',
        verdictLine(report),
        '',
        ...digests(report),
        ...reason(report),
        ...decision(report),
        ...findings(report),
        ...tests(report),
        ...changes(report),
        ...claim(report),
        ...evidence(report),
    ]);
}
function digests({ subjectSha256, candidate, run }) {
    const rows = [`run ${codeSpan(run.id)}`];
    if (candidate.patchSha256)
        rows.push(`patch ${codeSpan(candidate.patchSha256)}`);
    if (subjectSha256)
        rows.push(`approves ${codeSpan(subjectSha256)}`);
    return [rows.join(' · '), ''];
}
function reason({ run }) {
    return run.reason ? ['**Because**', '', codeBlock(run.reason, 2_000), ''] : [];
}
function decision({ decision: made, publication }) {
    if (made.status === 'none')
        return [];
    const lines = [`**Decision**: ${made.status} by ${codeSpan(made.actorId ?? 'nobody')}`];
    if (made.overrideReason)
        lines.push('', 'Policy was overridden, because:', codeBlock(made.overrideReason, 1_000));
    if (made.comment)
        lines.push('', codeBlock(made.comment, 1_000));
    if (publication.pullRequest)
        lines.push('', `Draft pull request: #${publication.pullRequest}`);
    return [...lines, ''];
}
function findings({ policy }) {
    const title = `**Policy**: ${policy.outcome}`;
    if (policy.findings.length === 0)
        return [title, ''];
    const rows = policy.findings
        .slice(0, mostRows)
        .map(({ rule, severity, path, message }) => `- ${severity} ${codeSpan(rule)} ${path ? `${codeSpan(path)} ` : ''}${codeSpan(message, 400)}`);
    return [title, '', ...rows, ...more(policy.findings.length), ''];
}
function tests({ tests: { baseline, candidate, summary }, verification }) {
    if (candidate.status === 'not-run')
        return ['**Tests**: not run', ''];
    const list = (title, ids) => ids.length === 0
        ? []
        : [
            `- ${title}:`,
            ...ids.slice(0, 20).map((id) => `  - ${codeSpan(id)}`),
            ...more(ids.length, 20),
        ];
    return [
        `**Tests**, run by PatchPlane in a fresh sandbox${verification.guessed ? ' (plan guessed from the repository)' : ''}: base ${baseline.status}, candidate ${candidate.status}`,
        '',
        ...list('new failures', summary.newFailures),
        ...list('still failing', summary.stillFailing),
        ...list('disappeared', summary.disappeared),
        ...list('newly skipped', summary.newlySkipped),
        ...list('fixed', summary.fixed),
        '',
    ];
}
function changes({ candidate }) {
    if (candidate.changes.length === 0)
        return [];
    const rows = candidate.changes
        .slice(0, mostRows)
        .map(({ status, path, newMode, oldMode }) => `- ${status} ${codeSpan(showPath(path))}${status !== 'A' && status !== 'D' && oldMode !== newMode ? ` mode ${oldMode} → ${newMode}` : ''}`);
    return [
        `**Changes**: ${count(candidate.changes.length, 'path')}`,
        '',
        ...rows,
        ...more(candidate.changes.length),
        '',
    ];
}
function claim({ agent }) {
    if (!agent.finalMessage)
        return [];
    return [
        '**What the agent says** (a claim, not evidence)',
        '',
        codeBlock(agent.finalMessage, 2_000),
        '',
    ];
}
function evidence({ evidence: items }) {
    const rows = items
        .slice(0, mostRows)
        .map(({ kind, sha256, size, producers, truncated }) => `- ${kind} ${codeSpan(sha256.slice(0, 12))} ${size} bytes, ${codeSpan(producers.join(', '))}${truncated ? ', truncated' : ''}`);
    return [`**Evidence**: ${count(items.length, 'item')}`, '', ...rows, ...more(items.length)];
}
function more(length, shown = mostRows) {
    return length > shown ? [`- … and ${length - shown} more`] : [];
}
/** Our own sentences are plain text already; a reason that rides in one is not. */
function plain(text) {
    return text.startsWith('Failed: ') ? `Failed: ${codeSpan(text.slice('Failed: '.length))}` : text;
}
function withinLimits(lines) {
    const text = `${lines.join('\n').trimEnd()}\n`;
    if (text.length <= longestText)
        return text;
    // Cut between blocks: half a fence would let the rest of the text out of it.
    const kept = lines.slice(0, 8).join('\n');
    return `${kept}\n\n… the rest is longer than GitHub shows; the run bundle has all of it.\n`;
}

;// CONCATENATED MODULE: ./build/action/core/bundle.js





/**
 * Closes a bundle. The last provenance event names the digest of `manifest.json`, which names
 * the digest of every other file: whatever is changed afterwards, something does not hold.
 */
async function closeBundle(content, journal) {
    const documents = documentsOf(content);
    const manifest = {
        schemaVersion: 1,
        runId: content.runId,
        sealedSha256: sealDigest(content.runId, content.items),
        items: [...content.items],
        documents: [...documents].map(([path, bytes]) => ({
            path,
            sha256: sha256Hex(bytes),
            size: bytes.length,
        })),
    };
    const manifestBytes = json(manifest);
    await sealOnce(sha256Hex(manifestBytes), journal);
    const evidence = content.items.flatMap(({ sha256 }) => {
        const bytes = content.contents.get(sha256);
        return bytes ? [[`evidence/${sha256}`, bytes]] : [];
    });
    const chain = journal
        .events()
        .map((event) => `${canonicalJson(event)}\n`)
        .join('');
    return new Map([
        ...evidence,
        ...documents,
        ['manifest.json', manifestBytes],
        ['provenance.jsonl', utf8(chain)],
    ]);
}
/** A publish that is run again, with nothing left to do, closes the same bundle again. */
async function sealOnce(manifestSha256, journal) {
    const last = journal.events().at(-1);
    if (last?.type === 'bundle.sealed' && last.artifactRefs.includes(manifestSha256))
        return;
    await journal.record({
        type: 'bundle.sealed',
        operation: 'seal bundle',
        status: 'succeeded',
        artifactRefs: [manifestSha256],
    });
}
function documentsOf({ report, subject, decision, texts }) {
    return new Map([
        ['trust-report.json', json(report)],
        ['trust-report.md', utf8(reportMarkdown(report))],
        ['trust-report.html', utf8(reportHtml(report))],
        [
            'decision.json',
            json({
                schemaVersion: 1,
                status: report.decision.status,
                subjectSha256: report.subjectSha256,
                subject: subject ?? null,
                decision: decision ?? null,
            }),
        ],
        [
            'publication.json',
            json({
                schemaVersion: 1,
                ...report.publication,
                resultTree: report.candidate.resultTree,
                subjectSha256: report.subjectSha256,
            }),
        ],
        ...[...texts].map(([name, text]) => [`publication/${name}.md`, utf8(text)]),
    ]);
}
function json(value) {
    return utf8(`${JSON.stringify(value, null, 2)}\n`);
}
function utf8(text) {
    return new TextEncoder().encode(text);
}

;// CONCATENATED MODULE: ./build/action/domain/provenance-event.js



/** SPEC 11.3, chained: `hash` covers every other field, `prevHash` is the hash before it. */
const ProvenanceEvent = schemas/* strictObject */.rej({
    id: ids/* RecordId */.Fg,
    workflowRunId: ids/* RunId */.PI,
    traceId: ids/* TraceId */.nI,
    parentEventId: ids/* RecordId */.Fg.optional(),
    sequence: schemas/* int */.Whr().nonnegative(),
    type: schemas/* string */.YjP().regex(/^[a-z]+(\.[a-z-]+)+$/),
    operation: schemas/* string */.YjP().max(200),
    pluginName: schemas/* string */.YjP().max(100).optional(),
    status: schemas/* enum */.k5n(['started', 'succeeded', 'failed', 'blocked']),
    startedAt: ids/* Timestamp */.Dc,
    completedAt: ids/* Timestamp */.Dc.optional(),
    summary: schemas/* string */.YjP().max(2_000).optional(),
    /** SHA-256 of the evidence that this event speaks of. */
    artifactRefs: schemas/* array */.YOg(ids/* Sha256 */.IA),
    errorCategory: schemas/* string */.YjP().max(100).optional(),
    prevHash: ids/* Sha256 */.IA,
    hash: ids/* Sha256 */.IA,
});
/** The chain of a run starts at the digest of its id: a chain of another run does not fit. */
function chainStart(runId) {
    return { hash: digest_digestOf({ chain: runId }), length: 0 };
}
function provenance_event_link(head, draft) {
    const body = { ...draft, sequence: head.length, prevHash: head.hash };
    return { ...body, hash: digest_digestOf(body) };
}
function headAfter(event) {
    return { hash: event.hash, length: event.sequence + 1 };
}
/**
 * The first event that does not follow from the one before it, or undefined for a whole chain.
 * `after` is where the events are said to go on from; by default, the start.
 */
function firstBreak(runId, events, after = chainStart(runId)) {
    let head = after;
    for (const [at, event] of events.entries()) {
        const { hash, ...body } = event;
        if (event.workflowRunId !== runId)
            return { at, because: `belongs to ${event.workflowRunId}` };
        if (event.sequence !== head.length)
            return { at, because: `has sequence ${event.sequence}, expected ${head.length}` };
        if (event.prevHash !== head.hash)
            return { at, because: 'does not link to the event before it' };
        if (digestOf(body) !== hash)
            return { at, because: 'was changed after it was written' };
        head = headAfter(event);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/action/core/journal.js

/** Longer summaries are cut: the ledger holds metadata, evidence holds bytes. */
const longestSummary = 1_000;
function createJournal(run, storage, context, written = []) {
    const events = [...written];
    let head = events.reduce((_, event) => headAfter(event), chainStart(run.id));
    const draft = (entry) => ({
        id: `event-${context.randomHex(8)}`,
        workflowRunId: run.id,
        traceId: run.traceId,
        type: entry.type,
        operation: entry.operation,
        status: entry.status,
        startedAt: entry.startedAt ?? context.now(),
        artifactRefs: [...(entry.artifactRefs ?? [])],
        ...(entry.status === 'started' ? {} : { completedAt: context.now() }),
        ...(entry.summary ? { summary: entry.summary.slice(0, longestSummary).toWellFormed() } : {}),
        ...(entry.pluginName ? { pluginName: entry.pluginName } : {}),
        ...(entry.parentEventId ? { parentEventId: entry.parentEventId } : {}),
        ...(entry.errorCategory ? { errorCategory: entry.errorCategory } : {}),
    });
    return {
        events: () => events,
        head: () => head,
        async record(...entries) {
            const before = head;
            const added = [];
            let next = before;
            for (const entry of entries) {
                const event = provenance_event_link(next, draft(entry));
                added.push(event);
                next = headAfter(event);
            }
            await storage.appendProvenanceEvents(run.id, before, added);
            events.push(...added);
            head = next;
            const last = added.at(-1);
            if (!last)
                throw new TypeError('a journal record needs at least one entry');
            return last;
        },
    };
}

;// CONCATENATED MODULE: ./build/action/domain/approval-subject.js




/**
 * Exactly what a person approves. The digest of its canonical JSON is what the decision
 * names; the publish job recomputes every part and refuses on any difference.
 */
const ApprovalSubject = schemas/* strictObject */.rej({
    schemaVersion: schemas/* literal */.euz(1),
    runId: ids/* RunId */.PI,
    repositoryId: ids/* RepositoryId */.s1,
    targetRef: schemas/* string */.YjP().startsWith('refs/heads/'),
    baseCommit: ids/* GitObjectId */.hO,
    baseTree: ids/* GitObjectId */.hO,
    patchSha256: ids/* Sha256 */.IA,
    resultTree: ids/* GitObjectId */.hO,
    planDigest: ids/* Sha256 */.IA,
    policyDigest: ids/* Sha256 */.IA,
    policyOutcome: policy_bundle/* PolicyOutcome */.fp,
    evidenceManifestSha256: ids/* Sha256 */.IA,
    provenanceHead: ids/* Sha256 */.IA,
    nonce: schemas/* string */.YjP().regex(/^[0-9a-f]{32}$/),
    expiresAt: ids/* Timestamp */.Dc,
});
function subjectDigest(subject) {
    return digest_digestOf(ApprovalSubject.parse(subject));
}

;// CONCATENATED MODULE: ./build/action/domain/candidate-patch-set.js


/** A path as git knows it: a string, or its bytes where they are not UTF-8. */
const TreePath = schemas/* union */.KCZ([schemas/* string */.YjP().min(1), schemas/* strictObject */.rej({ base64: schemas/* base64 */.K39() })]);
/** One line of `git diff-tree -r -z --raw --no-renames`; an absent side is null. */
const TreeChange = schemas/* strictObject */.rej({
    path: TreePath,
    status: schemas/* enum */.k5n(['A', 'D', 'M', 'T']),
    oldMode: schemas/* string */.YjP()
        .regex(/^[0-7]{6}$/)
        .nullable(),
    newMode: schemas/* string */.YjP()
        .regex(/^[0-7]{6}$/)
        .nullable(),
    oldBlob: ids/* GitObjectId */.hO.nullable(),
    newBlob: ids/* GitObjectId */.hO.nullable(),
});
/** A change as git prints it in a raw diff: an absent side is mode 000000 and an id of zeros. */
const RawTreeChange = TreeChange.extend({
    oldMode: schemas/* string */.YjP().regex(/^[0-7]{6}$/),
    newMode: schemas/* string */.YjP().regex(/^[0-7]{6}$/),
    oldBlob: ids/* GitObjectId */.hO,
    newBlob: ids/* GitObjectId */.hO,
});
function rawChange({ path, status, oldMode, newMode, oldBlob, newBlob, }) {
    const absent = '0'.repeat((oldBlob ?? newBlob ?? '').length || 40);
    return {
        path,
        status,
        oldMode: oldMode ?? absentMode,
        newMode: newMode ?? absentMode,
        oldBlob: oldBlob ?? absent,
        newBlob: newBlob ?? absent,
    };
}
const absentMode = '000000';
const PatchStats = schemas/* strictObject */.rej({
    filesChanged: schemas/* int */.Whr().nonnegative(),
    additions: schemas/* int */.Whr().nonnegative(),
    deletions: schemas/* int */.Whr().nonnegative(),
});
/** Whose work this is. An agent's patch can never stand for an incoming pull request. */
const CandidateSubject = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('sandbox-generated'), sandboxExecutionId: schemas/* string */.YjP() }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('incoming-pull-request'),
        repositoryExternalId: schemas/* string */.YjP(),
        pullRequestNumber: schemas/* int */.Whr().positive(),
        baseSha: ids/* GitObjectId */.hO,
        headSha: ids/* GitObjectId */.hO,
    }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('patch-file'), sha256: ids/* Sha256 */.IA }),
]);
/** What came out, derived on the trusted side from two trees; the bytes are evidence. */
const CandidatePatchSet = schemas/* strictObject */.rej({
    id: ids/* RecordId */.Fg,
    workflowRunId: ids/* RunId */.PI,
    subject: CandidateSubject,
    status: schemas/* enum */.k5n(['captured', 'empty']),
    baseSha: ids/* GitObjectId */.hO,
    baseTree: ids/* GitObjectId */.hO,
    resultTree: ids/* GitObjectId */.hO,
    patchSha256: ids/* Sha256 */.IA,
    changes: schemas/* array */.YOg(TreeChange),
    stats: PatchStats,
    createdAt: ids/* Timestamp */.Dc,
})
    .refine((set) => (set.status === 'empty') === (set.changes.length === 0), {
    path: ['status'],
    message: 'a candidate is empty exactly when it changes nothing',
});

;// CONCATENATED MODULE: ./build/action/domain/merge-decision.js


/** What a person may answer. */
const DecisionAnswer = schemas/* enum */.k5n(['approved', 'rejected', 'changes-requested']);
/** `refused`: somebody tried to decide and was not allowed to. */
const DecisionStatus = schemas/* enum */.k5n(['none', ...DecisionAnswer.options, 'refused']);
const MergeDecision = schemas/* strictObject */.rej({
    id: ids/* RecordId */.Fg,
    workflowRunId: ids/* RunId */.PI,
    /** The digest of the approval subject: the decision is about these bytes and nothing else. */
    subjectSha256: ids/* Sha256 */.IA,
    answer: DecisionAnswer,
    actorId: ids/* ActorId */.ND,
    comment: schemas/* string */.YjP().max(4_000),
    /** Present where a person approved against the policy's advice; visible for ever. */
    overrideReason: schemas/* string */.YjP().min(1).max(4_000).optional(),
    decidedAt: ids/* Timestamp */.Dc,
    /** When the publish job took it; a decision is used once. */
    consumedAt: ids/* Timestamp */.Dc.optional(),
});
/**
 * Whether policy lets a person give this answer: `approve` and `manual-review` ask for one,
 * `changes-requested` can be overridden with a reason, `block` and unknown never pass.
 */
function mayAnswer(answer, outcome, overrideReason) {
    if (answer !== 'approved')
        return { allowed: true };
    if (outcome === 'approve' || outcome === 'manual-review')
        return { allowed: true };
    if (outcome === 'changes-requested') {
        return overrideReason?.trim()
            ? { allowed: true }
            : {
                allowed: false,
                because: 'policy asks for changes; approving anyway needs an override reason',
            };
    }
    return { allowed: false, because: `policy outcome "${outcome}" can not be approved` };
}

;// CONCATENATED MODULE: ./build/action/domain/run-state.js

/**
 * The life of a run. Every edge is in the table below and nowhere else; the drawing is
 * checked against the table by a test.
 *
 *   received ──▶ provisioning ──▶ running ──▶ verifying ──▶ evaluating ──▶ awaiting-decision ──▶ publishing ──▶ published
 *      │              │              │            │             │                 │                 │
 *      ├▶ refused     │              │            │             ├▶ blocked        ├▶ rejected       │
 *      │              │              │            │             │                 ├▶ expired        │
 *      ├▶ failed      ├▶ failed      ├▶ failed    ├▶ failed     ├▶ failed         ├▶ failed         ├▶ failed
 *      └▶ cancelled   └▶ cancelled   └▶ cancelled └▶ cancelled  └▶ cancelled      └▶ cancelled      │
 *                                                                                 (a publish that died is
 *                                                                                  resumed, not restarted)
 */
const RunState = schemas/* enum */.k5n([
    'received',
    'refused',
    'provisioning',
    'running',
    'verifying',
    'evaluating',
    'awaiting-decision',
    'blocked',
    'rejected',
    'expired',
    'publishing',
    'published',
    'failed',
    'cancelled',
]);
const runTransitions = {
    received: ['refused', 'provisioning', 'failed', 'cancelled'],
    provisioning: ['running', 'failed', 'cancelled'],
    running: ['verifying', 'failed', 'cancelled'],
    verifying: ['evaluating', 'failed', 'cancelled'],
    evaluating: ['awaiting-decision', 'blocked', 'failed', 'cancelled'],
    'awaiting-decision': ['publishing', 'rejected', 'expired', 'failed', 'cancelled'],
    publishing: ['published', 'failed'],
    refused: [],
    blocked: [],
    rejected: [],
    expired: [],
    published: [],
    failed: [],
    cancelled: [],
};
function mayBecome(from, to) {
    return runTransitions[from].includes(to);
}
function isTerminal(state) {
    return runTransitions[state].length === 0;
}

;// CONCATENATED MODULE: ./build/action/domain/runtime-event.js


/** What an agent does, in our words. Closed: a runtime's new event becomes `unknown`, kept raw. */
const RuntimeEventType = schemas/* enum */.k5n([
    'agent.started',
    'turn.started',
    'message.started',
    'message.updated',
    'message.ended',
    'tool.started',
    'tool.updated',
    'tool.ended',
    'turn.ended',
    'agent.ended',
    'agent.settled',
    'rpc.response',
    'error',
    'unknown',
]);
/** Tokens and US dollars, of one message or summed over a run. */
const ModelUsage = schemas/* strictObject */.rej({
    inputTokens: schemas/* int */.Whr().nonnegative(),
    outputTokens: schemas/* int */.Whr().nonnegative(),
    cacheReadTokens: schemas/* int */.Whr().nonnegative(),
    cacheWriteTokens: schemas/* int */.Whr().nonnegative(),
    costUsd: schemas/* number */.aig().nonnegative(),
});
const RuntimeEvent = schemas/* strictObject */.rej({
    id: schemas/* string */.YjP().max(100),
    workflowRunId: ids/* RunId */.PI,
    provider: schemas/* literal */.euz('pi'),
    type: RuntimeEventType,
    occurredAt: ids/* Timestamp */.Dc,
    /** One line for a timeline; untrusted text, capped. */
    summary: schemas/* string */.YjP().max(500).optional(),
    /** Compact JSON of what matters of the raw event; untrusted, capped. */
    payloadJson: schemas/* string */.YjP().max(16_384).optional(),
    /** On `message.ended` of the model: what this answer cost. */
    usage: ModelUsage.optional(),
    /** On `message.ended` of the model: why it stopped. */
    stopReason: schemas/* string */.YjP().max(100).optional(),
    /** On `agent.settled`. */
    aborted: schemas/* boolean */.zMY().optional(),
    /** Session, stream, line and hash: the same line ingested twice is one event. */
    idempotencyKey: schemas/* string */.YjP().max(200),
    sourceSessionId: schemas/* string */.YjP().max(200).optional(),
    sourceCommandId: schemas/* string */.YjP().max(200).optional(),
    sourceStream: schemas/* enum */.k5n(['stdout', 'stderr']).optional(),
    sourceLine: schemas/* int */.Whr().nonnegative().optional(),
    sourceOffset: schemas/* int */.Whr().nonnegative().optional(),
});

;// CONCATENATED MODULE: ./build/action/domain/verification.js



/** One check that the harness runs by itself; the agent has no say in it. */
const VerificationRequirement = schemas/* strictObject */.rej({
    key: schemas/* string */.YjP().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    label: schemas/* string */.YjP().min(1).max(200),
    kind: schemas/* enum */.k5n(['test', 'lint', 'build', 'browser', 'security', 'review']),
    required: schemas/* boolean */.zMY(),
    /** Argument vector; no shell reads it. */
    command: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
    report: schemas/* enum */.k5n(['tap', 'exit-code']),
    timeoutSeconds: schemas/* int */.Whr().positive().max(3_600),
});
/** Read from the base ref and fixed, with its digest, before anything runs. */
const VerificationPlan = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    /** Base-ref files that the plan came from, and whether it was guessed from them. */
    sources: schemas/* array */.YOg(schemas/* string */.YjP()),
    guessed: schemas/* boolean */.zMY(),
    requirements: schemas/* array */.YOg(VerificationRequirement),
    digest: ids/* Sha256 */.IA,
});
function fixPlan(draft) {
    return VerificationPlan.parse({ ...draft, digest: digest_digestOf(draft) });
}
const TestCase = schemas/* strictObject */.rej({
    /** Requirement, file and full name: the same test on base and candidate has the same id. */
    id: schemas/* string */.YjP().min(1).max(2_000),
    name: schemas/* string */.YjP().max(1_000),
    file: schemas/* string */.YjP().max(1_000).optional(),
    outcome: schemas/* enum */.k5n(['passed', 'failed', 'skipped', 'error']),
    durationMs: schemas/* number */.aig().nonnegative().optional(),
});
/** `error`: the harness could not say; never counted as passed. */
const TestRunStatus = schemas/* enum */.k5n(['passed', 'failed', 'error', 'not-run']);
/** The whole plan on one tree. */
const TestRun = schemas/* strictObject */.rej({ status: TestRunStatus, cases: schemas/* array */.YOg(TestCase) });
/** Lists hold case ids. */
const TestComparison = schemas/* strictObject */.rej({
    newFailures: schemas/* array */.YOg(schemas/* string */.YjP()),
    fixed: schemas/* array */.YOg(schemas/* string */.YjP()),
    stillFailing: schemas/* array */.YOg(schemas/* string */.YjP()),
    disappeared: schemas/* array */.YOg(schemas/* string */.YjP()),
    newlySkipped: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const VerificationResult = schemas/* strictObject */.rej({
    requirementKey: schemas/* string */.YjP(),
    phase: schemas/* enum */.k5n(['baseline', 'candidate']),
    status: TestRunStatus,
    exitCode: schemas/* int */.Whr().nullable(),
    durationMs: schemas/* number */.aig().nonnegative(),
    truncated: schemas/* boolean */.zMY(),
});
/** What the trusted harness observed, base first. */
const Verification = schemas/* strictObject */.rej({
    plan: VerificationPlan,
    results: schemas/* array */.YOg(VerificationResult),
    baseline: TestRun,
    candidate: TestRun,
    summary: TestComparison,
    /** The tree that the candidate's checks ran on, read back; equal to `resultTree` or the run fails. */
    testedTree: schemas/* string */.YjP().nullable(),
});

;// CONCATENATED MODULE: ./build/action/domain/trust-report.js










const PublicationStatus = schemas/* enum */.k5n(['none', 'published', 'failed']);
/** The one record that the check, the comment, the page and the HTML report are drawn from. */
const trust_report_TrustReport = schemas/* strictObject */.rej({
    schemaVersion: schemas/* literal */.euz(1),
    run: schemas/* strictObject */.rej({
        id: ids/* RunId */.PI,
        state: RunState,
        reason: schemas/* string */.YjP().nullable(),
        attempt: schemas/* int */.Whr().positive(),
        trigger: schemas/* string */.YjP(),
        createdAt: ids/* Timestamp */.Dc,
    }),
    request: schemas/* strictObject */.rej({
        actorId: ids/* ActorId */.ND.nullable(),
        actorName: schemas/* string */.YjP().nullable(),
        prompt: schemas/* string */.YjP().nullable(),
        promptSha256: ids/* Sha256 */.IA.nullable(),
        url: schemas/* string */.YjP().nullable(),
        issueNumber: schemas/* int */.Whr().positive().nullable(),
    }),
    repository: schemas/* strictObject */.rej({
        id: ids/* RepositoryId */.s1.nullable(),
        fullName: schemas/* string */.YjP().nullable(),
        targetRef: schemas/* string */.YjP().nullable(),
        baseSha: ids/* GitObjectId */.hO.nullable(),
    }),
    agent: schemas/* strictObject */.rej({
        provider: schemas/* string */.YjP().nullable(),
        model: schemas/* string */.YjP().nullable(),
        outcome: schemas/* string */.YjP().nullable(),
        finalMessage: schemas/* string */.YjP().nullable(),
        modelRequests: schemas/* int */.Whr().nonnegative(),
        usage: ModelUsage,
        credential: schemas/* enum */.k5n(['grant', 'raw-key']).nullable(),
    }),
    sandboxes: schemas/* array */.YOg(schemas/* strictObject */.rej({
        purpose: schemas/* enum */.k5n(['agent', 'verify']),
        id: schemas/* string */.YjP(),
        provider: schemas/* string */.YjP(),
        isolation: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
        destroyed: schemas/* boolean */.zMY(),
    })),
    candidate: schemas/* strictObject */.rej({
        status: schemas/* enum */.k5n(['none', 'captured', 'empty']),
        baseSha: ids/* GitObjectId */.hO.nullable(),
        baseTree: ids/* GitObjectId */.hO.nullable(),
        resultTree: ids/* GitObjectId */.hO.nullable(),
        patchSha256: ids/* Sha256 */.IA.nullable(),
        stats: PatchStats,
        changes: schemas/* array */.YOg(RawTreeChange),
    }),
    tests: schemas/* strictObject */.rej({ baseline: TestRun, candidate: TestRun, summary: TestComparison }),
    verification: schemas/* strictObject */.rej({
        planDigest: ids/* Sha256 */.IA.nullable(),
        guessed: schemas/* boolean */.zMY(),
        sources: schemas/* array */.YOg(schemas/* string */.YjP()),
        commands: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* string */.YjP())),
        results: schemas/* array */.YOg(VerificationResult),
        testedTree: schemas/* string */.YjP().nullable(),
    }),
    policy: schemas/* strictObject */.rej({
        outcome: policy_bundle/* PolicyOutcome */.fp,
        digest: ids/* Sha256 */.IA.nullable(),
        bundle: schemas/* string */.YjP().nullable(),
        findings: schemas/* array */.YOg(policy_bundle/* PolicyFinding */.I$),
    }),
    evidence: schemas/* array */.YOg(ManifestItem),
    subject: ApprovalSubject.nullable(),
    subjectSha256: ids/* Sha256 */.IA.nullable(),
    decision: schemas/* strictObject */.rej({
        status: DecisionStatus,
        actorId: ids/* ActorId */.ND.nullable(),
        comment: schemas/* string */.YjP().nullable(),
        overrideReason: schemas/* string */.YjP().nullable(),
        decidedAt: ids/* Timestamp */.Dc.nullable(),
    }),
    publication: schemas/* strictObject */.rej({
        status: PublicationStatus,
        branch: schemas/* string */.YjP().nullable(),
        commit: ids/* GitObjectId */.hO.nullable(),
        pullRequest: schemas/* int */.Whr().positive().nullable(),
        url: schemas/* string */.YjP().nullable(),
        error: schemas/* string */.YjP().nullable(),
    }),
});

;// CONCATENATED MODULE: ./build/action/core/report/build-report.js



/** Draws the trust report from whatever the run came to know. What is not known is null. */
function buildReport(input) {
    const { run, state, reason, parts, sandboxes, items, subject } = input;
    return trust_report_TrustReport.parse({
        schemaVersion: 1,
        run: {
            id: run.id,
            state,
            reason: reason ?? null,
            attempt: run.attemptNumber,
            trigger: run.trigger,
            createdAt: run.createdAt,
        },
        request: requestOf(parts),
        repository: {
            id: run.repositoryId,
            fullName: parts.request?.intake.externalRef.repository.fullName ?? null,
            targetRef: run.targetRef,
            baseSha: parts.base?.trusted.base.commit ?? null,
        },
        agent: agentOf(parts),
        sandboxes: sandboxes.map((sandbox) => ({ ...sandbox, isolation: { ...sandbox.isolation } })),
        candidate: candidateOf(parts),
        ...verificationOf(parts),
        policy: {
            outcome: parts.verdict?.outcome ?? 'not-evaluated',
            digest: parts.verdict?.digest ?? null,
            bundle: parts.verdict ? `${parts.verdict.bundleId}@${parts.verdict.bundleVersion}` : null,
            findings: parts.verdict?.findings ?? [],
        },
        evidence: items,
        subject: subject ?? null,
        subjectSha256: subject ? subjectDigest(subject) : null,
        decision: nobodyDecided,
        publication: nothingPublished,
    });
}
const nobodyDecided = {
    status: 'none',
    actorId: null,
    comment: null,
    overrideReason: null,
    decidedAt: null,
};
const nothingPublished = {
    status: 'none',
    branch: null,
    commit: null,
    pullRequest: null,
    url: null,
    error: null,
};
function requestOf({ request }) {
    return {
        actorId: request?.intake.actor.id ?? null,
        actorName: request?.intake.actor.displayName ?? null,
        prompt: request?.intake.prompt ?? null,
        promptSha256: request?.intake.promptSha256 ?? null,
        url: request?.intake.externalRef.url ?? null,
        issueNumber: request?.intake.externalRef.issue?.number ?? null,
    };
}
function agentOf({ agent }) {
    return {
        provider: agent?.provider ?? null,
        model: agent?.model ?? null,
        outcome: agent?.outcome ?? null,
        finalMessage: agent?.finalMessage ?? null,
        modelRequests: agent?.modelRequests ?? 0,
        usage: agent?.usage ?? {
            inputTokens: 0,
            outputTokens: 0,
            cacheReadTokens: 0,
            cacheWriteTokens: 0,
            costUsd: 0,
        },
        credential: agent?.credential ?? null,
    };
}
function candidateOf({ candidate, base }) {
    const set = candidate?.set;
    return {
        status: set?.status ?? 'none',
        baseSha: base?.trusted.base.commit ?? null,
        baseTree: base?.trusted.base.tree ?? null,
        resultTree: set?.resultTree ?? null,
        patchSha256: set?.patchSha256 ?? null,
        stats: set?.stats ?? { filesChanged: 0, additions: 0, deletions: 0 },
        changes: (set?.changes ?? []).map(rawChange),
    };
}
function verificationOf({ verification, base, }) {
    const plan = verification?.plan ?? base?.plan;
    return {
        tests: testsOf(verification),
        verification: {
            planDigest: plan?.digest ?? null,
            guessed: plan?.guessed ?? false,
            sources: plan?.sources ?? [],
            commands: (plan?.requirements ?? []).map((requirement) => requirement.command),
            results: verification?.results ?? [],
            testedTree: verification?.testedTree ?? null,
        },
    };
}
function testsOf(verification) {
    const nothing = { status: 'not-run', cases: [] };
    return {
        baseline: verification?.baseline ?? nothing,
        candidate: verification?.candidate ?? nothing,
        summary: verification?.summary ?? {
            newFailures: [],
            fixed: [],
            stillFailing: [],
            disappeared: [],
            newlySkipped: [],
        },
    };
}

;// CONCATENATED MODULE: ./build/action/core/policy/secret-rules.js
/** A prefix that nothing else has: found wherever it stands. */
const anywhere = (body) => new RegExp(body, 'g');
/** A prefix that ends ordinary words too ("task-"): found at a word's start, or after `\\n` in JSON. */
const token = (body) => new RegExp(`(?:(?<![A-Za-z0-9_-])|(?<=\\\\[nrt]))${body}`, 'g');
const certain = (id, pattern) => ({
    id,
    confidence: 'certain',
    pattern,
});
const likely = (id, pattern) => ({ id, confidence: 'likely', pattern });
const secretRules = [
    certain('github-token', anywhere('gh[pousr]_[A-Za-z0-9_]{30,}')),
    certain('github-fine-grained-token', anywhere('github_pat_[A-Za-z0-9_]{30,}')),
    certain('gitlab-token', anywhere('gl(?:pat|dt|rt|cbt|ptt|soat)-[A-Za-z0-9_-]{20,}')),
    certain('anthropic-key', anywhere('sk-ant-[A-Za-z0-9_-]{20,}')),
    certain('openai-key', anywhere('sk-(?:proj|svcacct|admin|or-v1)-[A-Za-z0-9_-]{20,}')),
    certain('openai-legacy-key', token('sk-[A-Za-z0-9]{32,}')),
    certain('aws-access-key-id', token('(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])')),
    certain('aws-secret-access-key', /aws_?secret_?(?:access_?)?key["']?\s{0,4}[:=]{1,2}\s{0,4}["']?[A-Za-z0-9/+]{40}/gi),
    certain('google-api-key', token('AIza[A-Za-z0-9_-]{35}')),
    certain('google-oauth-secret', anywhere('GOCSPX-[A-Za-z0-9_-]{20,}')),
    certain('google-access-token', anywhere('ya29\\.[A-Za-z0-9_-]{30,}')),
    certain('slack-token', anywhere('xox[abeoprs]-[A-Za-z0-9-]{10,}')),
    certain('slack-app-token', anywhere('xapp-[0-9]-[A-Za-z0-9-]{10,}')),
    certain('slack-webhook', /hooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/\w{16,}/g),
    certain('npm-token', anywhere('npm_[A-Za-z0-9]{30,}')),
    certain('pypi-token', anywhere('pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{20,}')),
    certain('stripe-key', anywhere('(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}')),
    certain('webhook-secret', anywhere('whsec_[A-Za-z0-9+/=]{20,}')),
    certain('daytona-key', anywhere('dtn_[A-Za-z0-9]{32,}')),
    certain('convex-deploy-key', /(?<![A-Za-z0-9])(?:prod|dev|preview|project):[a-z0-9:-]{3,80}\|[A-Za-z0-9+/=_-]{20,}/g),
    certain('sentry-token', anywhere('sntry[su]_[A-Za-z0-9+/=_-]{30,}')),
    certain('posthog-key', anywhere('phx_[A-Za-z0-9]{30,}')),
    certain('huggingface-token', token('hf_[A-Za-z0-9]{30,}')),
    certain('sendgrid-key', token('SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,}')),
    certain('digitalocean-token', anywhere('do[opr]_v1_[a-f0-9]{64}')),
    certain('linear-key', anywhere('lin_api_[A-Za-z0-9]{30,}')),
    certain('azure-storage-key', /AccountKey=[A-Za-z0-9+/]{86}==/g),
    certain('age-secret-key', anywhere('AGE-SECRET-KEY-1[0-9A-Z]{40,}')),
    // The body may not hold a dash, so it ends at the END line; the bound keeps the regular
    // expression engine's own stack small when there is none.
    certain('private-key', /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[A-Za-z0-9+/=\\\s:,.]{0,16384}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g),
    likely('json-web-token', token('eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}')),
    likely('url-with-password', /(?<![A-Za-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'`<>{}$]{1,80}:[^\s/:@"'`<>{}$]{6,120}@/gi),
];

;// CONCATENATED MODULE: ./build/action/core/policy/find-secrets.js

/** Secrets by shape, in order of appearance. */
function findSecrets(text) {
    const found = [];
    for (const { id, confidence, pattern } of secretRules) {
        for (const match of text.matchAll(pattern)) {
            found.push({ rule: id, confidence, start: match.index, end: match.index + match[0].length });
        }
    }
    return withoutOverlaps([...found, ...findAssignments(text)]);
}
/** A name that promises a secret, then a quoted value that could be one. */
const assignment = /(?:password|passwd|secret|token|api_?key|access_?key|auth_?key|credential)["']?\s{0,4}(?::|=|=>|:=)\s{0,4}["'`]([^\s"'`$<>{}()]{16,200})["'`]/gi;
function findAssignments(text) {
    const found = [];
    for (const match of text.matchAll(assignment)) {
        if (!looksRandom(match[1] ?? ''))
            continue;
        const end = match.index + match[0].length;
        found.push({ rule: 'assigned-secret', confidence: 'likely', start: match.index, end });
    }
    return found;
}
/** Words, paths and placeholders have few distinct characters or no digits among letters. */
function looksRandom(value) {
    if (!/\d/.test(value) || !/[A-Za-z]/.test(value))
        return false;
    return entropy(value) > 3.4;
}
/** Shannon entropy in bits per character. */
function entropy(value) {
    const counts = new Map();
    for (const character of value)
        counts.set(character, (counts.get(character) ?? 0) + 1);
    const size = [...value].length;
    return [...counts.values()].reduce((sum, count) => sum - (count / size) * Math.log2(count / size), 0);
}
/** The first and surest of overlapping hits stands for all of them. */
function withoutOverlaps(found) {
    const ordered = [...found].sort((left, right) => left.start - right.start || right.end - left.end || (left.rule < right.rule ? -1 : 1));
    const kept = [];
    for (const hit of ordered) {
        const last = kept.at(-1);
        if (!last || hit.start >= last.end)
            kept.push(hit);
        else if (last.confidence === 'likely' && hit.confidence === 'certain') {
            kept[kept.length - 1] = { ...hit, start: last.start, end: Math.max(last.end, hit.end) };
        }
    }
    return kept;
}

;// CONCATENATED MODULE: ./build/action/core/policy/secret-spellings.js
/** Shorter values are words; taking them out would take ordinary text out. */
const shortestSecret = 6;
/** What a program may print in place of a secret's own bytes. */
function spellingsOf(value) {
    return [...new Set(textsOf(value))].map((text) => Uint8Array.from(text, (byte) => byte.charCodeAt(0)));
}
/** One character per byte. */
function textsOf(value) {
    if (value.length < shortestSecret)
        return [];
    const bytes = new TextEncoder().encode(value);
    const raw = String.fromCharCode(...bytes);
    const json = jsonEscaped(raw);
    const uri = encodeURIComponent(value.toWellFormed());
    const each = (write) => Array.from(bytes, (byte) => write(hexOf(byte)));
    const base64 = base64At(raw);
    return [
        raw,
        [...raw].reverse().join(''),
        json,
        jsonEscaped(json),
        json.replaceAll('/', '\\/'),
        uri,
        uri.replace(/%../g, (written) => written.toLowerCase()),
        ...cases(each((hex) => `%${hex}`).join('')),
        ...cases(each((hex) => hex).join('')),
        ...cases(each((hex) => `\\u00${hex}`).join('')),
        ...cases(each((hex) => `\\x${hex}`).join('')),
        ...cases(each((hex) => `\\\\u00${hex}`).join('')),
        each((hex) => `&#${Number.parseInt(hex, 16)};`).join(''),
        ...cases(each((hex) => `&#x${hex};`).join('')),
        [...raw].join('\0'),
        ...base64,
        ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
        ...base64At(btoa(raw)),
    ];
}
/** The three texts that base64 can turn these bytes into, less what the neighbours change. */
function base64At(raw) {
    return [0, 1, 2].map((offset) => {
        const encoded = btoa('\0'.repeat(offset) + raw);
        const first = Math.ceil((offset * 8) / 6);
        const last = Math.floor(((offset + raw.length) * 8) / 6);
        return encoded.slice(first, last);
    });
}
function jsonEscaped(value) {
    return JSON.stringify(value).slice(1, -1);
}
function cases(text) {
    return [text, text.toLowerCase(), text.toUpperCase()];
}
function hexOf(byte) {
    return byte.toString(16).padStart(2, '0');
}

;// CONCATENATED MODULE: ./build/action/core/policy/squeeze.js
/**
 * Bytes without white space, so that a value split over lines, or a base64 text wrapped at 76
 * columns, is one piece again. `written` also leaves out `\n`, `\r` and `\t` as JSON and shells
 * write them down.
 */
function squeeze(bytes, written) {
    const kept = new Uint8Array(bytes.length);
    const positions = new Uint32Array(bytes.length);
    let size = 0;
    for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at] ?? 0;
        if (byte === space || (byte >= tab && byte <= carriageReturn))
            continue;
        if (written && byte === backslash && isEscaped(bytes[at + 1])) {
            at += 1;
            continue;
        }
        kept[size] = byte;
        positions[size] = at;
        size += 1;
    }
    return { text: oneCharacterPerByte(kept.subarray(0, size)), positions };
}
/** Offsets in the text are offsets in the bytes. */
function oneCharacterPerByte(bytes) {
    return new TextDecoder('latin1').decode(bytes);
}
const tab = 0x09;
const carriageReturn = 0x0d;
const space = 0x20;
const backslash = 0x5c;
function isEscaped(byte) {
    return byte === 0x6e || byte === 0x72 || byte === 0x74;
}

;// CONCATENATED MODULE: ./build/action/core/policy/redact.js



/** Bytes are looked at in windows, so that memory stays flat however large the input is. */
const windowSize = 1 << 20;
/** What a window shares with the next one; no spelling of a credential is longer. */
const overlap = 64 * 1024;
/**
 * The same bytes without secrets: known values in every spelling that programs give them
 * (base64 at any offset, hex, escapes of URLs and JSON, split over lines), then everything
 * that has the shape of a credential. Bytes without secrets are returned as they are.
 */
function redact(content, knownValues) {
    const spellings = knownValues.flatMap(spellingsOf);
    const ranges = [];
    for (let from = 0; from < content.length; from += windowSize) {
        const end = Math.min(content.length, from + windowSize + overlap);
        const bytes = content.subarray(from, end);
        for (const range of [
            ...knownRanges(bytes, spellings),
            ...shapeRanges(oneCharacterPerByte(bytes)),
        ]) {
            ranges.push({ ...range, start: range.start + from, end: range.end + from });
        }
    }
    return ranges.length === 0 ? content : withoutRanges(content, merged(ranges));
}
/** `redact` for a text, by shape only. */
function redactSecrets(text) {
    const parts = [];
    let from = 0;
    for (const { start, end, label } of shapeRanges(text)) {
        parts.push(text.slice(from, start), `[redacted:${label}]`);
        from = end;
    }
    return from === 0 ? text : parts.join('') + text.slice(from);
}
/** A guess by entropy is worth a reviewer's look, not a hole in the evidence. */
function shapeRanges(text) {
    return findSecrets(text)
        .filter(({ rule }) => rule !== 'assigned-secret')
        .map(({ rule, start, end }) => ({ start, end, label: rule }));
}
function knownRanges(bytes, spellings) {
    if (spellings.length === 0)
        return [];
    const ranges = rangesIn(bytes, spellings, false);
    return bytes.includes(0x5c) ? [...ranges, ...rangesIn(bytes, spellings, true)] : ranges;
}
function rangesIn(bytes, spellings, written) {
    const { text, positions } = squeeze(bytes, written);
    const ranges = [];
    for (const spelling of spellings) {
        const wanted = squeeze(spelling, written).text;
        if (wanted.length === 0)
            continue;
        for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
            const start = positions[at] ?? 0;
            const end = (positions[at + wanted.length - 1] ?? bytes.length - 1) + 1;
            ranges.push({ start, end, label: 'known-value' });
        }
    }
    return ranges;
}
function merged(ranges) {
    const ordered = [...ranges].sort((left, right) => left.start - right.start);
    const kept = [];
    for (const range of ordered) {
        const last = kept.at(-1);
        if (last && range.start < last.end) {
            kept[kept.length - 1] = { ...last, end: Math.max(last.end, range.end) };
        }
        else {
            kept.push(range);
        }
    }
    return kept;
}
function withoutRanges(content, ranges) {
    const encoder = new TextEncoder();
    const parts = [];
    let from = 0;
    for (const { start, end, label } of ranges) {
        parts.push(content.subarray(from, start), encoder.encode(`[redacted:${label}]`));
        from = end;
    }
    parts.push(content.subarray(from));
    return joined(parts);
}
function joined(parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}

;// CONCATENATED MODULE: ./build/action/core/report/redact-report.js


/**
 * The report without secrets. It is what people read on GitHub and in the bundle, so every
 * text in it goes through the same redaction as the evidence; digests are left alone.
 */
function redactReport(report, secrets) {
    return trust_report_TrustReport.parse(withoutSecrets(report, secrets));
}
function withoutSecrets(value, secrets) {
    if (typeof value === 'string')
        return redactText(value, secrets);
    if (Array.isArray(value))
        return value.map((item) => withoutSecrets(item, secrets));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutSecrets(member, secrets)]));
}
const digest = /^[0-9a-f]{32,64}$/;
function redactText(text, secrets) {
    if (text.length < 8 || digest.test(text))
        return text;
    const bytes = new TextEncoder().encode(text);
    const redacted = redact(bytes, secrets);
    return redacted === bytes ? text : new TextDecoder().decode(redacted);
}

;// CONCATENATED MODULE: ./build/action/core/workflows/feedback/note.js
/**
 * Writes down what was published, once: a publish that is run again finds its notes there. The
 * chain comes first, since only one of two jobs at once can extend it; the other stops here.
 */
async function note({ storage, journal, context, noted }, { run }, { kind, externalId, url, targetSha }) {
    const idempotencyKey = `${kind}:${externalId}:${run.state}`;
    if (noted.has(idempotencyKey))
        return;
    await journal.record({
        type: `publication.${kind}`,
        operation: kind === 'check-run' || kind === 'issue-comment' ? 'tell people' : 'publish',
        status: 'succeeded',
        pluginName: 'github',
        summary: url ?? externalId,
    });
    await storage.createPublicationEvent({
        id: `publication-${context.randomHex(8)}`,
        workflowRunId: run.id,
        provider: 'github',
        kind,
        status: 'published',
        externalId,
        createdAt: context.now(),
        idempotencyKey,
        ...(url ? { url } : {}),
        ...(targetSha ? { targetSha } : {}),
    });
}

;// CONCATENATED MODULE: ./build/action/core/workflows/feedback/tell.js



/** Says on GitHub what the report says: one check, one comment, both edited in place. */
async function tell(report, { repository, issueNumber, headShas, detailsUrl }, telling) {
    const { feedback } = telling;
    const text = reportMarkdown(report);
    const link = detailsUrl && report.run.state === 'awaiting-decision'
        ? `\n[Read it and decide](${detailsUrl})\n`
        : '';
    const texts = new Map();
    for (const headSha of headShas) {
        const conclusion = conclusionOf(report);
        const check = await feedback.publishCheck(repository, {
            headSha,
            runId: report.run.id,
            title: title(headline(report)),
            summary: text,
            ...(conclusion ? { conclusion } : {}),
            ...(detailsUrl ? { detailsUrl } : {}),
        });
        texts.set('check-summary', text);
        await note(telling, report, { kind: 'check-run', ...check, targetSha: headSha });
    }
    if (issueNumber !== undefined) {
        const body = `${text}${link}`;
        const comment = await feedback.createIssueComment(repository, issueNumber, report.run.id, body);
        texts.set('comment', body);
        await note(telling, report, { kind: 'issue-comment', ...comment });
    }
    return texts;
}
/** Undefined while nothing is decided: a check that waits for a person is in progress. */
function conclusionOf({ run, decision, publication }) {
    switch (run.state) {
        case 'published':
            return decision.overrideReason ? 'neutral' : 'success';
        case 'rejected':
            return decision.status === 'changes-requested' ? 'action_required' : 'failure';
        case 'blocked':
        case 'refused':
        case 'failed':
            return 'failure';
        case 'cancelled':
            return 'cancelled';
        case 'expired':
            return 'timed_out';
        default:
            return publication.error ? 'failure' : undefined;
    }
}
function title(text) {
    return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/record/record.js

/** Writes metadata of what was found into the ledger; bytes stay in the artifact store. */
async function recordFindings({ parts }, sealed, storage, journal) {
    const { request, candidate, review, verdict } = parts;
    if (!request)
        throw new TypeError('nothing to record without a request');
    const runId = request.run.id;
    await storage.recordEvidenceArtifacts(runId, sealed.artifacts);
    if (candidate)
        await storage.createCandidatePatchSet(candidate.set);
    if (review)
        await storage.createReviewRun(review.run, review.findings);
    if (verdict)
        await storage.recordPolicyVerdict(runId, verdict);
    await journal.record({
        type: 'artifact.put',
        operation: 'store evidence',
        status: 'succeeded',
        artifactRefs: sealed.artifacts.map((artifact) => artifact.sha256),
    }, {
        type: 'evidence.sealed',
        operation: 'seal evidence',
        status: 'succeeded',
        artifactRefs: [sealed.sealedSha256],
    });
}
/** Puts together exactly what a person is asked to approve, as of now. */
function subjectOf({ request, access, base, candidate, verdict, }, sealedSha256, provenanceHead, context) {
    return {
        schemaVersion: 1,
        runId: request.run.id,
        repositoryId: access.repository.id,
        targetRef: request.targetRef,
        baseCommit: base.trusted.base.commit,
        baseTree: base.trusted.base.tree,
        patchSha256: candidate.set.patchSha256,
        resultTree: candidate.set.resultTree,
        planDigest: base.plan.digest,
        policyDigest: verdict.digest,
        policyOutcome: verdict.outcome,
        evidenceManifestSha256: sealedSha256,
        provenanceHead,
        nonce: context.randomHex(16),
        expiresAt: context.now() + base.policy.approvals.expiresAfterSeconds * 1_000,
    };
}
/** Asks for a decision, or writes down why there is none to make. */
async function conclude(runId, ending, storage, journal) {
    if ('stop' in ending) {
        const { state, reason, category } = ending.stop;
        await storage.transition(runId, state, { reason });
        await journal.record({
            type: `run.${state}`,
            operation: 'end run',
            status: state === 'blocked' || state === 'refused' ? 'blocked' : 'failed',
            summary: reason,
            errorCategory: category,
        });
        return state;
    }
    await storage.requestDecision(runId, ending.subject);
    await journal.record({
        type: 'decision.requested',
        operation: 'ask for a decision',
        status: 'succeeded',
        artifactRefs: [subjectDigest(ending.subject)],
    });
    return 'awaiting-decision';
}

;// CONCATENATED MODULE: ./build/action/core/workflows/seal/seal.js



/** A patch and the facts about it are sealed as they are: redacting would change what is approved. */
const neverRewritten = ['diff', 'policy-result'];
/** Redacts first, then addresses by content: what is stored is what is hashed. */
function prepareEvidence(evidence, secrets) {
    const items = new Map();
    const contents = new Map();
    for (const { kind, producer, contentType, content, truncated } of evidence) {
        const bytes = neverRewritten.includes(kind) ? content : redact(content, secrets);
        const sha256 = sha256Hex(bytes);
        const same = items.get(sha256);
        items.set(sha256, {
            sha256,
            size: bytes.length,
            kind: same?.kind ?? kind,
            contentType: same?.contentType ?? contentType,
            producers: [...(same?.producers ?? []), producer],
            truncated: truncated || (same?.truncated ?? false),
        });
        contents.set(sha256, bytes);
    }
    return { items: [...items.values()], contents };
}
/** Puts every item, and the sealed list of them, into the artifact store. */
async function seal(runId, prepared, store, context) {
    const artifacts = await Promise.all(prepared.items.map(async (item) => {
        const bytes = prepared.contents.get(item.sha256);
        if (!bytes)
            throw new TypeError(`no bytes for ${item.sha256}`);
        const stored = await store.putArtifact(runId, bytes, item.contentType);
        return {
            id: `artifact-${context.randomHex(8)}`,
            workflowRunId: runId,
            kind: item.kind,
            storageProvider: store.provider,
            storageKey: stored.storageKey,
            contentType: item.contentType,
            sizeBytes: item.size,
            sha256: item.sha256,
            createdAt: context.now(),
            producer: item.producers.join(', ').slice(0, 200),
            truncated: item.truncated,
        };
    }));
    const sealedSha256 = sealDigest(runId, prepared.items);
    const list = new TextEncoder().encode(sealedList(runId, prepared.items));
    await store.putArtifact(runId, list, 'application/json');
    return { ...prepared, sealedSha256, artifacts };
}

;// CONCATENATED MODULE: ./build/action/core/propose-ending.js






/**
 * Seal, record, open check: the same for a run that went well and for one that broke. Only
 * the first asks for a decision.
 */
async function concludeProposal(attempt, conductor, services, runUrl) {
    const { context, journal, telemetry } = conductor;
    const startedAt = context.now();
    telemetry.progress({ kind: 'stage', stage: 'seal', status: 'started', elapsedMs: 0 });
    const { sealed, attempt: judged } = await sealEvidence(attempt, conductor, services);
    await recordFindings(judged, sealed, services.storage, journal);
    const subject = judged.stop
        ? undefined
        : subjectOf(judged.parts, sealed.sealedSha256, journal.head().hash, context);
    const state = await conclude(conductor.runId, subject ? { subject } : { stop: judged.stop ?? neverStopped }, services.storage, journal);
    const report = draw(judged, state, sealed.items, subject, context.secrets);
    const texts = await tell(report, audienceOf(judged.parts, runUrl), {
        feedback: services.feedback,
        storage: services.storage,
        journal,
        context,
        noted: new Set(),
    });
    const elapsedMs = context.now() - startedAt;
    telemetry.progress({
        kind: 'stage',
        stage: 'seal',
        status: 'succeeded',
        elapsedMs,
        detail: `${sealed.items.length} pieces of evidence`,
    });
    return {
        state,
        timings: { ...judged.timings, seal: elapsedMs },
        content: {
            runId: report.run.id,
            items: sealed.items,
            contents: sealed.contents,
            report,
            subject,
            decision: undefined,
            texts,
        },
    };
}
const neverStopped = {
    state: 'failed',
    category: 'internal',
    reason: 'The run ended without a verdict.',
};
/** A run whose evidence can not be stored can not be approved: it becomes a failed one. */
async function sealEvidence(attempt, { context, runId, telemetry }, { artifacts }) {
    const expected = attempt.stop?.state ?? 'awaiting-decision';
    const first = prepareEvidence(attempt.evidence, context.secrets);
    const report = draw(attempt, expected, first.items, undefined, context.secrets);
    const prepared = prepareEvidence([
        ...attempt.evidence,
        {
            kind: 'trust-report',
            producer: 'patchplane',
            contentType: 'application/json',
            content: new TextEncoder().encode(JSON.stringify(report)),
            truncated: false,
        },
    ], context.secrets);
    try {
        const sealed = await telemetry.span('patchplane.artifact.put', () => seal(runId, prepared, artifacts, context));
        return { sealed, attempt };
    }
    catch (error) {
        if (!(error instanceof domain_failure/* Failure */.H))
            throw error;
        const halted = {
            ...attempt,
            stop: attempt.stop ?? { state: 'failed', category: error.code, reason: error.tell },
        };
        return { sealed: { ...prepared, sealedSha256: unsealed, artifacts: [] }, attempt: halted };
    }
}
/** Names no list of evidence at all: nothing can be approved under it. */
const unsealed = '0'.repeat(64);
function draw(attempt, state, items, subject, secrets) {
    const parts = attempt.parts;
    if (!parts.request)
        throw new TypeError('a report needs a request');
    const report = buildReport({
        run: parts.request.run,
        state,
        reason: attempt.stop?.reason,
        parts,
        sandboxes: attempt.sandboxes,
        items,
        ...(subject ? { subject } : {}),
    });
    return redactReport(report, secrets);
}
function audienceOf(parts, detailsUrl) {
    const { request, base } = parts;
    if (!request)
        throw new TypeError('an audience needs a request');
    return {
        repository: request.repository,
        issueNumber: request.intake.externalRef.issue?.number,
        headShas: base ? [base.trusted.base.commit] : [],
        detailsUrl,
    };
}

;// CONCATENATED MODULE: ./build/action/core/propose-stages.js
/** The stages of a proposal as people, the ledger, the chain and the trace know them. */
const openingStages = {
    authorize: {
        name: 'authorize',
        event: 'repository.verified',
        span: 'patchplane.git.verify_repo',
        plugin: 'github',
    },
    freeze: { name: 'freeze', event: 'base.frozen', plugin: 'git' },
    provision: {
        name: 'provision',
        event: 'sandbox.provisioned',
        span: 'patchplane.sandbox.provision',
        state: 'provisioning',
        plugin: 'daytona',
    },
    run: {
        name: 'run',
        event: 'runtime.session',
        span: 'patchplane.runtime.start_session',
        state: 'running',
        plugin: 'pi',
    },
    capture: { name: 'capture', event: 'candidate.captured', plugin: 'git' },
    verify: { name: 'verify', event: 'verification.run', state: 'verifying', plugin: 'daytona' },
    review: { name: 'review', event: 'review.run', span: 'patchplane.review.run' },
    evaluate: {
        name: 'evaluate',
        event: 'policy.evaluate',
        span: 'patchplane.policy.evaluate',
        state: 'evaluating',
    },
};

;// CONCATENATED MODULE: ./build/action/core/workflows/authorize/authorize.js
/** Who may let an agent loose on a repository: those who could push to it themselves. */
const trustedPermissions = ['write', 'maintain', 'admin'];
/**
 * Asks the forge, now, whether this is the repository that the event says and whether the
 * person who asked may ask. Nothing in the payload grants anything.
 */
async function authorize({ request }, repositories) {
    const { sender, issue } = request.intake.externalRef;
    const repository = await repositories.verifyRepositoryAccess(request.repository);
    if (sender.kind !== 'User') {
        return refuse(`${sender.kind} accounts can not start a run. Ask a person with write access to put the label on.`, 'bot');
    }
    const permission = await repositories.readActorPermission(request.repository, request.intake.actor, sender.login);
    if (!trustedPermissions.includes(permission)) {
        return refuse(`The person who asked has "${permission}" permission on this repository; starting a run needs write, maintain or admin. Ask a maintainer to put the label on.`, 'permission');
    }
    if (issue) {
        const live = await repositories.readIssue(request.repository, issue.number);
        if (live.title !== issue.title || live.body !== issue.body) {
            return refuse('The issue was edited after the label was put on. Remove the label and put it on again to run on the new text.', 'edited-since-trigger');
        }
    }
    return {
        add: { access: { repository, permission } },
        detail: `${permission} permission, looked up live`,
    };
}
function refuse(reason, category) {
    return { stop: { state: 'refused', reason, category } };
}

;// CONCATENATED MODULE: ./build/action/core/workflows/capture/capture-limits.js
const defaultCaptureLimits = {
    listedPaths: 300_000,
    ruleBytes: 8 * 1024 * 1024,
    files: 20_000,
    contentBytes: 64 * 1024 * 1024,
    seconds: 180,
};

;// CONCATENATED MODULE: ./build/action/domain/base64.js
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((letter, value) => [letter, value]));
/** Bytes as padded base64. Pure, because Node 24 has no `Uint8Array.toBase64` and the domain no Buffer. */
function encodeBase64(bytes) {
    let text = '';
    for (let at = 0; at < bytes.length; at += 3) {
        const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
        const letters = Math.min(3, bytes.length - at) + 1;
        for (let letter = 0; letter < 4; letter += 1)
            text += letter < letters ? alphabet.charAt((group >> (18 - 6 * letter)) & 63) : '=';
    }
    return text;
}
/**
 * The bytes of padded base64; undefined for anything that `encodeBase64` would not have
 * written, so that one sequence of bytes has exactly one spelling.
 */
function decodeBase64(text) {
    const body = text.replace(/={0,2}$/, '');
    const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
    let pending = 0;
    let bits = 0;
    let at = 0;
    for (const letter of body) {
        const value = values.get(letter);
        if (value === undefined)
            return undefined;
        pending = ((pending << 6) | value) & 0xfff;
        bits += 6;
        if (bits < 8)
            continue;
        bits -= 8;
        bytes[at] = (pending >> bits) & 0xff;
        at += 1;
    }
    return encodeBase64(bytes) === text ? bytes : undefined;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/capture/captured.js
function captured(value) {
    return { kind: 'captured', value };
}
function refused(because) {
    return { kind: 'refused', because };
}

;// CONCATENATED MODULE: ./build/action/domain/path-bytes.js

// A byte order mark is part of a file's name; a decoder that drops it would name another file.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
/** A path of git as it is written down: a string, or base64 where the bytes are not UTF-8. */
function treePathOf(path) {
    try {
        return strict.decode(path);
    }
    catch {
        return { base64: encodeBase64(path) };
    }
}
/**
 * A path for a sentence: quoted, printable ASCII only, at most 200 characters. Everything
 * that could move a cursor, turn the reading direction or end a line is escaped.
 */
function printablePath(path) {
    const text = JSON.stringify(lenient.decode(path)).replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return text.length <= 200 ? text : `${text.slice(0, 199)}..."`;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/capture/wire.js

/** A path as the collector writes it: base64 of its bytes. */
const WirePath = schemas/* string */.YjP().min(4).max(12_000);
/** The last line of everything the collector writes; what has none was cut off. */
const EndLine = schemas/* strictObject */.rej({
    end: schemas/* literal */.euz(true),
    count: schemas/* int */.Whr().nonnegative(),
    /** False when a limit was reached. */
    complete: schemas/* boolean */.zMY(),
});

;// CONCATENATED MODULE: ./build/action/core/workflows/capture/frames.js





const Header = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({
        p: WirePath,
        m: schemas/* enum */.k5n(['100644', '100755', '120000']),
        s: schemas/* int */.Whr().nonnegative(),
    }),
    schemas/* strictObject */.rej({ p: WirePath, e: schemas/* string */.YjP().max(40) }),
    EndLine,
]);
const newline = 0x0a;
const maxHeaderBytes = 16 * 1024;
/** Files as the collector packs them: a header line, then as many bytes as it says, to the end line. */
function readFrames(bytes, what) {
    const files = [];
    const unread = [];
    let at = 0;
    while (at < bytes.length) {
        const end = bytes.subarray(at, at + maxHeaderBytes).indexOf(newline);
        const header = end < 0 ? undefined : readHeader(bytes.subarray(at, at + end));
        if (!header)
            return garbled(what);
        at += end + 1;
        if ('end' in header)
            return ended(header, at === bytes.length, { files, unread }, what);
        const path = decodeBase64(header.p);
        if (!path)
            return garbled(what);
        if ('e' in header)
            unread.push({ path, code: header.e });
        else {
            if (at + header.s > bytes.length)
                return garbled(what);
            files.push({ path, mode: header.m, content: bytes.subarray(at, at + header.s) });
            at += header.s;
        }
    }
    return garbled(what);
}
/** The first file that was there and could not be read; leaving it out would hide a change. */
function whyUnread({ unread }) {
    const [first] = unread;
    if (!first)
        return undefined;
    return refused(`The changed file ${printablePath(first.path)} could not be read (${printable(first.code)}).`);
}
function ended(header, last, frames, what) {
    if (!last || header.count !== frames.files.length + frames.unread.length)
        return garbled(what);
    return header.complete ? captured(frames) : refused(`The ${what} are too large.`);
}
function readHeader(line) {
    try {
        return Header.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line)));
    }
    catch {
        return undefined;
    }
}
function printable(code) {
    return code.replace(/[^A-Za-z0-9]/g, '');
}
function garbled(what) {
    return refused(`The ${what} came out of the sandbox incomplete or garbled.`);
}

;// CONCATENATED MODULE: ./build/action/core/workflows/capture/listing.js




/** One path that is not as in the base. */
const ListedPath = schemas/* discriminatedUnion */.gMt('k', [
    schemas/* strictObject */.rej({
        k: schemas/* literal */.euz('file'),
        p: WirePath,
        m: schemas/* enum */.k5n(['100644', '100755']),
        s: schemas/* int */.Whr().nonnegative(),
    }),
    schemas/* strictObject */.rej({ k: schemas/* literal */.euz('link'), p: WirePath }),
    schemas/* strictObject */.rej({ k: schemas/* literal */.euz('deleted'), p: WirePath }),
    schemas/* strictObject */.rej({ k: schemas/* literal */.euz('repository'), p: WirePath }),
    schemas/* strictObject */.rej({
        k: schemas/* literal */.euz('special'),
        p: WirePath,
        t: schemas/* enum */.k5n(['named pipe', 'socket', 'device']),
    }),
    schemas/* strictObject */.rej({ k: schemas/* literal */.euz('unreadable'), p: WirePath, e: schemas/* string */.YjP().max(40) }),
]);
/** The collector's list, whole or not at all. Every path occurs once. */
function readListing(bytes) {
    const lines = readLines(bytes);
    const end = EndLine.safeParse(lines?.at(-1));
    if (!lines || !end.success || end.data.count !== lines.length - 1)
        return listing_garbled();
    if (!end.data.complete)
        return refused(`More than ${end.data.count} paths differ from the base, or its .gitignore files are too large.`);
    const listed = new Map();
    for (const line of lines.slice(0, -1)) {
        const entry = ListedPath.safeParse(line);
        const path = entry.success ? decodeBase64(entry.data.p) : undefined;
        if (!entry.success || !path || listed.has(entry.data.p))
            return listing_garbled();
        listed.set(entry.data.p, { ...entry.data, path });
    }
    return captured([...listed.values()]);
}
function readLines(bytes) {
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        if (!text.endsWith('\n'))
            return undefined;
        return text
            .slice(0, -1)
            .split('\n')
            .map((line) => JSON.parse(line));
    }
    catch {
        return undefined;
    }
}
function listing_garbled() {
    return refused('The list of changed files came out of the sandbox incomplete or garbled.');
}

;// CONCATENATED MODULE: ./build/action/core/workflows/capture/collector.js





/**
 * Both steps leave their result in the scratch folder, under a name that nobody inside could
 * know before; it is decoded here and believed in nothing.
 */
function createCollector(place) {
    const { service, sandbox, tools, limits } = place;
    const at = (part) => `${sandbox.scratch}/${place.name}-${part}`;
    const program = at(`collect.${tools.language ?? 'mts'}`);
    const run = (args, outputs, maxBytes) => runInside({ service, sandbox, tools, limits, program }, args, outputs, maxBytes);
    return {
        async list(base) {
            await service.upload(sandbox, [
                { path: program, content: tools.collector },
                { path: at('base'), content: lines(base.map(baseLine)) },
            ]);
            const algorithm = base.some((file) => file.blob.length === 64) ? 'sha256' : 'sha1';
            const caps = [String(limits.listedPaths), String(limits.ruleBytes)];
            const outputs = [at('listing'), at('rules')];
            // A listed path takes some hundred bytes; hostile long ones hit the byte limit first.
            const maxBytes = limits.listedPaths * 300 + limits.ruleBytes * 2;
            const came = await run(['list', sandbox.workspace, at('base'), ...outputs, algorithm, ...caps], outputs, maxBytes);
            return came.kind === 'refused' ? came : readList(came.value);
        },
        async pack(wanted) {
            await service.upload(sandbox, [
                { path: at('wanted'), content: lines(wanted.map((file) => file.p)) },
            ]);
            const came = await run(['pack', sandbox.workspace, at('wanted'), at('frames'), String(limits.contentBytes)], [at('frames')], limits.contentBytes + wanted.length * 16_384 + 1_024);
            return came.kind === 'refused' ? came : readPack(came.value, wanted);
        },
    };
}
/** A lost sandbox is a `Failure` and passes up; a program that fails or says too much is refused. */
async function runInside({ service, sandbox, tools, limits, program }, args, outputs, maxBytes) {
    const ended = await service.execute(sandbox, {
        argv: [tools.nodeBin, program, ...args],
        // The agent may have left settings for node in its own environment.
        env: { NODE_OPTIONS: '', NODE_PATH: '', LANG: 'C.UTF-8' },
        cwd: sandbox.scratch,
        timeoutSeconds: limits.seconds,
        maxOutputBytes: 64 * 1024,
    });
    if (ended.timedOut)
        return refused(`Reading the work tree took longer than ${limits.seconds} seconds.`);
    if (ended.exitCode !== 0)
        return refused('Reading the work tree failed inside the sandbox.');
    try {
        const files = await service.collectArtifacts(sandbox, outputs, maxBytes);
        const present = files.filter((file) => file !== undefined);
        return present.length === outputs.length
            ? captured(present)
            : refused('The sandbox did not hand over the work tree.');
    }
    catch (error) {
        if (error instanceof domain_failure/* Failure */.H && error.code === 'too-large')
            return refused(`The work tree's changes are larger than ${maxBytes} bytes.`);
        throw error;
    }
}
function readList([listing, rules]) {
    const listed = readListing(listing ?? new Uint8Array());
    if (listed.kind === 'refused')
        return listed;
    const frames = readFrames(rules ?? new Uint8Array(), '.gitignore files');
    if (frames.kind === 'refused')
        return frames;
    // Rules that can not be read hide nothing, so they may be missing.
    return captured({ listed: listed.value, rules: frames.value.files });
}
/** Exactly what was asked for, in that order and of the kind that was listed. */
function readPack([bytes], wanted) {
    const frames = readFrames(bytes ?? new Uint8Array(), 'changed files');
    if (frames.kind === 'refused')
        return frames;
    const unread = whyUnread(frames.value);
    if (unread)
        return unread;
    const { files } = frames.value;
    const same = wanted.every((listed, position) => {
        const file = files[position];
        return file && encodeBase64(file.path) === listed.p && file.mode === modeOf(listed);
    });
    return same && files.length === wanted.length
        ? captured(files)
        : refused('The work tree changed while it was read.');
}
function modeOf(listed) {
    if (listed.k === 'file')
        return listed.m;
    return listed.k === 'link' ? '120000' : undefined;
}
function baseLine({ path, mode, blob }) {
    return JSON.stringify({ p: encodeBase64(path), m: mode, b: blob });
}
function lines(entries) {
    return new TextEncoder().encode(entries.map((entry) => `${entry}\n`).join(''));
}

;// CONCATENATED MODULE: ./build/action/core/workflows/capture/sort-changes.js



/**
 * What belongs to the candidate. Ignore rules leave out what the base does not track, never
 * what it tracks; whatever is left and is neither file, link nor gap is refused, because a
 * patch can not say it.
 */
async function sortChanges(listing, base, ask, limits) {
    const tracked = new Set(base.map((file) => encodeBase64(file.path)));
    const untracked = listing.listed.filter(({ p }) => !tracked.has(p));
    const ignored = await ask(listing.rules, untracked.map(({ path }) => path));
    const relevant = listing.listed.filter(({ p }) => tracked.has(p) || !ignored.has(p));
    const because = relevant.map(whyImpossible).find(Boolean) ?? whyTooMuch(relevant, limits);
    if (because)
        return refused(because);
    return captured({
        wanted: relevant.filter(({ k }) => k === 'file' || k === 'link'),
        deleted: relevant.filter(({ k }) => k === 'deleted').map(({ path }) => path),
    });
}
function whyImpossible(listed) {
    const path = printablePath(listed.path);
    switch (listed.k) {
        case 'file':
        case 'link':
        case 'deleted':
            return undefined;
        case 'repository':
            return `There is a git repository inside the work tree: ${path}.`;
        case 'special':
            return `The work tree holds a ${listed.t}, which a patch can not hold: ${path}.`;
        case 'unreadable':
            return `The path ${path} could not be read.`;
    }
}
function whyTooMuch(relevant, limits) {
    if (relevant.length > limits.files)
        return `The candidate touches ${relevant.length} files; at most ${limits.files} are allowed.`;
    const bytes = relevant.reduce((sum, listed) => sum + (listed.k === 'file' ? listed.s : 0), 0);
    return bytes > limits.contentBytes
        ? `The candidate writes ${bytes} bytes; at most ${limits.contentBytes} are allowed.`
        : undefined;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/capture/capture.js



/**
 * Takes the agent's work out of its sandbox. What comes out is bytes and claims: which paths,
 * which contents. What they amount to (tree, patch, digest) is derived by git on our side,
 * and anything incomplete, oversized or impossible is refused as a whole.
 */
async function capture(known, services, tools, { now, randomHex }) {
    const { trusted } = known.base;
    const limits = tools.limits ?? defaultCaptureLimits;
    const collector = createCollector({
        service: services.sandboxes,
        sandbox: known.sandbox,
        tools,
        limits,
        name: `capture-${randomHex(8)}`,
    });
    const base = await trusted.listBase();
    const listing = await collector.list(base);
    if (listing.kind === 'refused')
        return stop(listing.because);
    const changes = await sortChanges(listing.value, base, trusted.ignoredPaths, limits);
    if (changes.kind === 'refused')
        return stop(changes.because);
    const packed = await collector.pack(changes.value.wanted);
    if (packed.kind === 'refused')
        return stop(packed.because);
    const { deleted } = changes.value;
    const derivation = await trusted.derive({ written: packed.value, deleted });
    if (derivation.kind === 'refused')
        return stop(derivation.because);
    const { derived } = derivation;
    const set = capture_candidateOf(known, derived, {
        id: `candidate-${randomHex(8)}`,
        createdAt: now(),
    });
    return {
        add: { candidate: { set, patch: derived.patch } },
        evidence: [
            {
                kind: 'diff',
                producer: 'capture',
                contentType: 'text/x-patch',
                content: derived.patch,
                truncated: false,
            },
        ],
        detail: summaryOf(derived),
    };
}
function capture_candidateOf({ request, base, sandbox }, derived, record) {
    return {
        ...record,
        workflowRunId: request.run.id,
        subject: { kind: 'sandbox-generated', sandboxExecutionId: sandbox.id },
        status: derived.changes.length === 0 ? 'empty' : 'captured',
        baseSha: base.trusted.base.commit,
        baseTree: base.trusted.base.tree,
        resultTree: derived.resultTree,
        patchSha256: derived.patchSha256,
        changes: [...derived.changes],
        stats: derived.stats,
    };
}
function summaryOf({ stats }) {
    const { filesChanged, additions, deletions } = stats;
    if (filesChanged === 0)
        return 'nothing changed';
    return `${filesChanged} ${filesChanged === 1 ? 'file' : 'files'}, +${additions} -${deletions}`;
}
function stop(reason) {
    return { stop: { state: 'failed', category: 'capture-refused', reason } };
}

;// CONCATENATED MODULE: ./build/action/domain/display-path.js
/**
 * A path as one safe, unambiguous line: an ordinary path is itself; a backslash, a character
 * that cannot be seen and a byte that is not UTF-8 are written as escapes. Two different
 * paths never look alike.
 */
function displayPath(path) {
    return typeof path === 'string' ? escaped(path) : escapedBytes(path.base64);
}
const unseen = /[\\\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
function escaped(text) {
    return text.replace(unseen, (character) => character === '\\' ? '\\\\' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
function escapedBytes(base64) {
    return [...atob(base64)]
        .map((byte) => {
        if (byte === '\\')
            return '\\\\';
        if (byte >= ' ' && byte <= '~')
            return byte;
        return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
    })
        .join('');
}

;// CONCATENATED MODULE: ./build/action/core/policy/hidden-characters.js
/** Everything that deserves a second look; most text has none, so this is the only full pass. */
const suspicious = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Zl}\p{Zp}\u2800\ufffe\uffff]|(?![\t\n\r\f])\p{Cc}/gu;
const plainAscii = /^[\t\n\r\f -~]*$/;
/** All of them, one by one: the caller knows which ones matter and when it has seen enough. */
function* findHiddenCharacters(text) {
    if (plainAscii.test(text))
        return;
    for (const match of text.matchAll(suspicious)) {
        const kind = kindAt(text, match.index, match[0]);
        if (kind)
            yield hidden_characters_hidden(kind, match);
    }
    for (const match of text.matchAll(lookAlike)) {
        if (isDeceptive(text, match.index, match[0].length))
            yield hidden_characters_hidden('look-alike', match);
    }
}
/** `U+202E`. */
function codePointName(codePoint) {
    return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
function kindAt(text, offset, character) {
    if (/\p{Bidi_Control}/u.test(character))
        return 'bidi';
    if (/\p{Cc}/u.test(character))
        return 'control';
    if (/\p{Co}/u.test(character))
        return 'private-use';
    if (isHonest(text, offset, character))
        return undefined;
    return 'invisible';
}
/** Places where an invisible character is how people write: emoji, joining scripts, a first BOM. */
function isHonest(text, offset, character) {
    if (character === '\ufeff')
        return offset === 0;
    if (visibleFormat.test(character))
        return true;
    const before = text.slice(Math.max(0, offset - 12), offset);
    const after = text.slice(offset + character.length, offset + character.length + 2);
    if (character === '\ufe0e' || character === '\ufe0f') {
        return /[\p{Emoji}\p{Extended_Pictographic}]$/u.test(before);
    }
    if (character === '\u200d' && pictographBefore.test(before)) {
        return /^\p{Extended_Pictographic}/u.test(after);
    }
    if (character === '\u200d' || character === '\u200c') {
        return joining.test(before);
    }
    return false;
}
/** Signs of Arabic, Syriac and Kaithi that Unicode files under format characters but that show. */
const visibleFormat = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;
const pictographBefore = /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?$/u;
/** Scripts whose spelling needs joiners. */
const joining = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
/**
 * Letters of other alphabets that a reader takes for Latin ones (after Unicode's confusables),
 * full-width and mathematical letters, the click letter that looks like "!", the Greek question
 * mark that looks like ";".
 */
const lookAlike = /[асеорхуіјѕһԁԛԝӏѵАВЕЅІЈКМНОРСТУХҮԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινυօսհոցԼ\u13a0-\u13f4\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}\u01c3\u037e]/gu;
const greekQuestionMark = '\u037e';
function hidden_characters_hidden(kind, match) {
    return { kind, codePoint: match[0].codePointAt(0) ?? 0, offset: match.index };
}
const wordBefore = /[\p{L}\p{M}\p{N}_]*$/u;
const wordAfter = /^[\p{L}\p{M}\p{N}_]*/u;
/**
 * A word deceives when it has plain Latin letters and every other letter passes for one.
 * `userимя` is visibly mixed and `Δx` is how physicists write; neither is meant here.
 */
function isDeceptive(text, offset, length) {
    if (text[offset] === greekQuestionMark)
        return true;
    // A word's neighbourhood is enough, and bounds the work for text without any break.
    const before = wordBefore.exec(text.slice(Math.max(0, offset - 48), offset))?.[0] ?? '';
    const after = wordAfter.exec(text.slice(offset + length, offset + length + 48))?.[0] ?? '';
    const others = (before + after).replace(lookAlike, '').replace(/[\p{M}\p{N}_]/gu, '');
    return /[A-Za-z]/.test(others) && /^\p{Script=Latin}*$/u.test(others);
}

;// CONCATENATED MODULE: ./build/action/core/policy/unusual-path.js

const unusualReasons = [
    'not-utf8',
    'control-character',
    'hidden-character',
    'backslash',
    'trailing-dot-or-space',
    'leading-dash',
    'colon',
    'not-normalised',
    'reserved-name',
    'git-directory',
    'traversal',
    'too-long',
];
/** Longer ones break tools and screens; the longest paths of large real projects are near 250. */
const longestPath = 512;
const longestSegment = 255;
/** Why a path would read, resolve or check out differently from how it looks; sorted. */
function unusualIn(path) {
    if (typeof path !== 'string')
        return ['not-utf8'];
    const segments = path.split('/');
    const reasons = {
        'not-utf8': !path.isWellFormed(),
        'control-character': /\p{Cc}/u.test(path),
        'hidden-character': findHiddenCharacters(path).some(({ kind }) => kind !== 'control'),
        backslash: path.includes('\\'),
        'trailing-dot-or-space': segments.some((segment) => /[. ]$/.test(segment)),
        'leading-dash': path.startsWith('-'),
        colon: path.includes(':'),
        'not-normalised': path.normalize('NFC') !== path,
        'reserved-name': segments.some((segment) => windowsDevice.test(segment)),
        'git-directory': segments.some(looksLikeGitDirectory),
        traversal: segments.some((segment) => segment === '' || segment === '.' || segment === '..'),
        'too-long': path.length > longestPath || segments.some(({ length }) => length > longestSegment),
    };
    return unusualReasons.filter((reason) => reasons[reason]);
}
const windowsDevice = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;
/** `.git` to some file system: other case, NTFS short name, ignorable characters in between. */
function looksLikeGitDirectory(segment) {
    const folded = segment
        .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[. ]+$/, '');
    return folded === '.git' || /^git~\d+$/.test(folded);
}

;// CONCATENATED MODULE: ./build/action/core/policy/facts.js





/** What a changed path is, beside its content. */
const PathKind = schemas/* enum */.k5n([
    'binary',
    'ci-executable',
    'dependency',
    'executable-bit-added',
    'gitlink',
    'symlink',
    'test',
]);
/** One changed path. Every path of the tree diff is here, whatever could be read of it. */
const PathFact = schemas/* strictObject */.rej({
    path: TreePath,
    /** The path as one safe line; see `displayPath`. */
    display: schemas/* string */.YjP(),
    status: schemas/* enum */.k5n(['A', 'D', 'M', 'T']),
    oldMode: schemas/* string */.YjP().nullable(),
    newMode: schemas/* string */.YjP().nullable(),
    oldBlob: ids/* GitObjectId */.hO.nullable(),
    newBlob: ids/* GitObjectId */.hO.nullable(),
    /** Bytes; null where there is no blob or it was not read. */
    newSize: schemas/* int */.Whr().nonnegative().nullable(),
    /** `not-scanned`: too large; nobody may say that it is clean. */
    content: schemas/* enum */.k5n(['scanned', 'not-scanned', 'none']),
    kinds: schemas/* array */.YOg(PathKind),
    unusual: schemas/* array */.YOg(schemas/* enum */.k5n(unusualReasons)),
});
/** Where a secret is, never what it is. */
const SecretFact = schemas/* strictObject */.rej({
    rule: schemas/* string */.YjP(),
    confidence: schemas/* enum */.k5n(['certain', 'likely']),
    /** `added` by the candidate; `shown`: the base has it and the patch displays it. */
    side: schemas/* enum */.k5n(['added', 'shown']),
    path: schemas/* string */.YjP(),
    /** Of the new file when added, of the patch when shown; null where it is in the path itself. */
    line: schemas/* int */.Whr().positive().nullable(),
});
const HiddenCharacterFact = schemas/* strictObject */.rej({
    path: schemas/* string */.YjP(),
    line: schemas/* int */.Whr().positive(),
    kinds: schemas/* array */.YOg(schemas/* enum */.k5n(['bidi', 'invisible', 'private-use', 'control', 'look-alike'])),
    /** `U+202E`, each once, at most eight. */
    codePoints: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const CheckFact = schemas/* strictObject */.rej({
    key: schemas/* string */.YjP(),
    label: schemas/* string */.YjP(),
    required: schemas/* boolean */.zMY(),
    baseline: TestRunStatus,
    candidate: TestRunStatus,
});
const VerificationFacts = schemas/* strictObject */.rej({
    planDigest: ids/* Sha256 */.IA,
    guessed: schemas/* boolean */.zMY(),
    sources: schemas/* array */.YOg(schemas/* string */.YjP()),
    checks: schemas/* array */.YOg(CheckFact),
    baseline: TestRunStatus,
    candidate: TestRunStatus,
    summary: TestComparison,
    testedTree: schemas/* string */.YjP().nullable(),
});
/**
 * All that policy may look at, sealed as its input. Lists are sorted, so that the same
 * candidate gives the same facts in whatever order they were gathered.
 */
const PolicyFacts = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    candidate: schemas/* strictObject */.rej({
        status: schemas/* enum */.k5n(['captured', 'empty']),
        subject: schemas/* enum */.k5n(['sandbox-generated', 'incoming-pull-request', 'patch-file']),
        baseSha: ids/* GitObjectId */.hO,
        baseTree: ids/* GitObjectId */.hO,
        resultTree: ids/* GitObjectId */.hO,
        patchSha256: ids/* Sha256 */.IA,
        stats: PatchStats,
    }),
    paths: schemas/* array */.YOg(PathFact),
    secrets: schemas/* array */.YOg(SecretFact),
    hiddenCharacters: schemas/* array */.YOg(HiddenCharacterFact),
    /** True when there were more hits than are listed. */
    hitsTruncated: schemas/* boolean */.zMY(),
    verification: VerificationFacts,
    /** Null where no agent ran (an incoming pull request). */
    agent: schemas/* strictObject */.rej({ outcome: schemas/* string */.YjP(), credential: schemas/* enum */.k5n(['grant', 'raw-key']) })
        .nullable(),
    /** Producers of evidence that is not whole. */
    truncatedEvidence: schemas/* array */.YOg(schemas/* string */.YjP()),
});

;// CONCATENATED MODULE: ./build/action/core/policy/gather-facts.js


/** Facts list this many hits of each sort; one is enough to act on, a thousand is enough to read. */
const mostHits = 1_000;
/**
 * Puts what was observed into the one form that policy reads. Throws when a change has no scan
 * (a bug of ours): a path that policy never saw must not pass.
 */
function gatherFacts(observed) {
    const { candidate, scans, verification, agent } = observed;
    const paths = sortBy(scans.map(({ path }) => path), ({ display }) => display);
    requireEveryPath(candidate, new Set(paths.map(({ display }) => display)));
    const secrets = sortHits([...scans.flatMap((scan) => scan.secrets), ...observed.shownSecrets]);
    const hidden = sortHits(scans.flatMap(({ hiddenCharacters }) => hiddenCharacters));
    return PolicyFacts.parse({
        version: 1,
        candidate: {
            status: candidate.status,
            subject: candidate.subject.kind,
            baseSha: candidate.baseSha,
            baseTree: candidate.baseTree,
            resultTree: candidate.resultTree,
            patchSha256: candidate.patchSha256,
            stats: candidate.stats,
        },
        paths,
        secrets: secrets.slice(0, mostHits),
        hiddenCharacters: hidden.slice(0, mostHits),
        hitsTruncated: secrets.length > mostHits || hidden.length > mostHits,
        verification: verificationFacts(verification),
        agent: agent ? { outcome: agent.outcome, credential: agent.credential } : null,
        truncatedEvidence: [...new Set(observed.truncatedEvidence)].sort(),
    });
}
function requireEveryPath(candidate, seen) {
    const missing = candidate.changes.find(({ path }) => !seen.has(displayPath(path)));
    if (missing || seen.size !== candidate.changes.length) {
        throw new TypeError('the scans are not those of the candidate');
    }
}
function verificationFacts(verification) {
    const { plan, results, summary } = verification;
    const statusOf = (key, phase) => results.find((result) => result.requirementKey === key && result.phase === phase)?.status ??
        'not-run';
    return {
        planDigest: plan.digest,
        guessed: plan.guessed,
        sources: [...plan.sources].sort(),
        checks: sortBy(plan.requirements.map(({ key, label, required }) => ({
            key,
            label,
            required,
            baseline: statusOf(key, 'baseline'),
            candidate: statusOf(key, 'candidate'),
        })), ({ key }) => key),
        baseline: verification.baseline.status,
        candidate: verification.candidate.status,
        summary: sortedSummary(summary),
        testedTree: verification.testedTree,
    };
}
function sortedSummary(summary) {
    return {
        newFailures: [...summary.newFailures].sort(),
        fixed: [...summary.fixed].sort(),
        stillFailing: [...summary.stillFailing].sort(),
        disappeared: [...summary.disappeared].sort(),
        newlySkipped: [...summary.newlySkipped].sort(),
    };
}
/** The surest first, so that a cut list keeps what matters. */
function sortHits(hits) {
    return sortBy(hits, (hit) => {
        const sure = 'confidence' in hit ? `${hit.confidence} ${hit.side} ${hit.rule}` : '';
        return `${sure} ${hit.path} ${String(hit.line ?? 0).padStart(9, '0')}`;
    });
}
function sortBy(items, keyOf) {
    return items
        .map((item) => ({ item, key: keyOf(item) }))
        .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
        .map(({ item }) => item);
}

;// CONCATENATED MODULE: ./build/action/core/policy/lines.js
/**
 * Compares as bags of lines: a line that stands more often in the new text than in the old is
 * added, wherever it stands. Moving a line adds nothing.
 */
function createLines(before, after) {
    const old = countsOf(before.split('\n'));
    const lines = after.split('\n');
    const surplus = countsOf(lines);
    for (const [line, count] of old) {
        const now = surplus.get(line);
        if (now !== undefined)
            surplus.set(line, now - count);
    }
    const starts = new Uint32Array(lines.length);
    let offset = 0;
    for (const [index, line] of lines.entries()) {
        starts[index] = offset;
        offset += line.length + 1;
    }
    const at = (wanted) => {
        let low = 0;
        let high = starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if ((starts[middle] ?? 0) <= wanted)
                low = middle;
            else
                high = middle - 1;
        }
        return low + 1;
    };
    const isAdded = (line) => (surplus.get(lines[line - 1] ?? '') ?? 0) > 0;
    return {
        at,
        text: (line) => lines[line - 1] ?? '',
        isAdded,
        anyAdded(start, end) {
            for (let line = at(start); line <= at(Math.max(start, end - 1)); line += 1) {
                if (isAdded(line))
                    return true;
            }
            return false;
        },
    };
}
function countsOf(lines) {
    const counts = new Map();
    for (const line of lines)
        counts.set(line, (counts.get(line) ?? 0) + 1);
    return counts;
}

;// CONCATENATED MODULE: ./build/action/core/policy/manifest-change.js

const PackageManifest = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J());
/** Which code is fetched. */
const dependencyFields = [
    'dependencies',
    'devDependencies',
    'optionalDependencies',
    'peerDependencies',
    'bundleDependencies',
    'bundledDependencies',
    'overrides',
    'resolutions',
    'packageManager',
    'devEngines',
    'workspaces',
    'pnpm',
    'catalog',
    'catalogs',
    'patchedDependencies',
    'trustedDependencies',
];
/** What a new version of the same package says that runs nothing and fetches nothing. */
const inertFields = [
    'name',
    'version',
    'description',
    'keywords',
    'license',
    'author',
    'contributors',
    'homepage',
    'repository',
    'bugs',
    'funding',
];
/** Compares two manifests field by field; one that cannot be read counts as changed in full. */
function manifestChange(before, after) {
    const old = fieldsOf(before ?? '{}');
    const next = fieldsOf(after ?? '{}');
    if (!old || !next)
        return { dependencies: true, scripts: true };
    const changed = [...new Set([...old.keys(), ...next.keys()])].filter((field) => old.get(field) !== next.get(field));
    return {
        dependencies: changed.some((field) => dependencyFields.includes(field)),
        scripts: changed.some((field) => !dependencyFields.includes(field) && !inertFields.includes(field)),
    };
}
/** Each field's JSON; undefined for what is no manifest, or nests deeper than JSON can be written. */
function fieldsOf(text) {
    try {
        const manifest = PackageManifest.parse(JSON.parse(text));
        return new Map(Object.entries(manifest).map(([field, value]) => [field, JSON.stringify(value)]));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
;// CONCATENATED MODULE: ./build/action/core/policy/path-kinds.js

/** Globs as people mean them here: dot files too, in whatever case the file system forgives. */
function pathMatcher(globs) {
    return picomatch([...globs], { dot: true, nocase: true, windows: false });
}
/** Manifests, lockfiles and vendored code: what decides which foreign code comes in. */
const isDependencyFile = pathMatcher([
    '**/{package.json,package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml}',
    '**/{pnpm-workspace.yaml,bun.lock,bun.lockb,deno.json,deno.jsonc,deno.lock,bower.json}',
    '**/{*requirements*.txt,requirements/*.txt,constraints*.txt,Pipfile,Pipfile.lock}',
    '**/{poetry.lock,uv.lock,pdm.lock,pyproject.toml,setup.py,setup.cfg,environment.yml}',
    '**/{go.mod,go.sum,go.work,go.work.sum,Cargo.toml,Cargo.lock,Gemfile,Gemfile.lock,*.gemspec}',
    '**/{composer.json,composer.lock,pom.xml,*.gradle,*.gradle.kts,gradle.lockfile}',
    '**/{libs.versions.toml,gradle-wrapper.properties,*.csproj,*.fsproj,packages.config}',
    '**/{packages.lock.json,Directory.Packages.props,nuget.config,mix.exs,mix.lock}',
    '**/{Podfile,Podfile.lock,Package.swift,Package.resolved,pubspec.yaml,pubspec.lock}',
    '**/{flake.nix,flake.lock,MODULE.bazel,MODULE.bazel.lock,WORKSPACE}',
    '**/{node_modules,vendor,third_party}/**',
]);
/** Files whose code runs as soon as somebody builds, tests or installs: before any review of it. */
const isExecutableAtCi = pathMatcher([
    '**/{package.json,Makefile,GNUmakefile,*.mk,CMakeLists.txt,configure,justfile,Taskfile.y?(a)ml}',
    '**/{conftest.py,setup.py,setup.cfg,tox.ini,noxfile.py,pytest.ini,pyproject.toml,*.pth}',
    '**/{sitecustomize.py,usercustomize.py,build.rs,binding.gyp,Rakefile,Gemfile,*.gemspec}',
    '**/{*.gradle,*.gradle.kts,gradlew,gradlew.bat,gradle-wrapper.jar,pom.xml,mvnw,mvnw.cmd}',
    '**/{Dockerfile,Dockerfile.*,*.dockerfile,Containerfile,docker-compose*.y?(a)ml,compose.y?(a)ml}',
    '**/{vitest,vite,jest,webpack,rollup,babel,eslint,prettier,playwright,karma,next}.config.*',
    '**/{.mocharc*,.babelrc*,.eslintrc*,.pre-commit-config.y?(a)ml,.prettierrc*,lefthook.y?(a)ml}',
    '**/{.cargo/config,.cargo/config.toml,rust-toolchain*,.mise.toml,mise.toml,.tool-versions}',
    '**/{action.yml,action.yaml,build.zig,Package.swift,mix.exs,*.csproj,*.props,*.targets}',
]);
const isTestFile = pathMatcher([
    '**/{test,tests,__tests__,spec,specs,e2e,__snapshots__,testdata}/**',
    '**/*.{test,spec,cy}.*',
    '**/{test_*.py,*_test.py,*_test.go,*_spec.rb,*_test.rb,*Test.java,*Tests.cs,*Test.php,*.snap}',
]);

;// CONCATENATED MODULE: ./build/action/core/policy/read-text.js
/** UTF-8, or UTF-16 where a byte order mark says so; other bytes become U+FFFD. */
function readText(bytes) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe)
        return { text: decode(bytes, 'utf-16le'), binary: true };
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
        return { text: decode(bytes, 'utf-16be'), binary: true };
    const text = decode(bytes, 'utf-8');
    if (bytes.includes(0))
        return { text, binary: true };
    return { text, binary: text.includes('\ufffd') && !isUtf8(bytes) };
}
function decode(bytes, encoding) {
    return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}
function isUtf8(bytes) {
    try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/action/core/policy/scan-change.js








/** Looks at one change: modes, names and what its new content adds to the old. Pure. */
function scanChange(change, before, after) {
    const display = displayPath(change.path);
    const old = before instanceof Uint8Array ? readText(before) : undefined;
    const next = after instanceof Uint8Array ? readText(after) : undefined;
    const added = next ? hitsIn(display, old?.text ?? '', next) : nothing;
    return {
        path: {
            ...change,
            display,
            newSize: after instanceof Uint8Array ? after.length : null,
            content: contentOf(before, after),
            kinds: kindsOf(change, before, after, old, next),
            unusual: [...unusualIn(change.path)],
        },
        secrets: [...secretsInPath(display), ...added.secrets],
        hiddenCharacters: added.hiddenCharacters,
    };
}
const nothing = { secrets: [], hiddenCharacters: [] };
function contentOf(before, after) {
    if (before === 'unread' || after === 'unread')
        return 'not-scanned';
    return after === undefined ? 'none' : 'scanned';
}
function secretsInPath(display) {
    return findSecrets(display).map(({ rule, confidence }) => ({
        rule,
        confidence,
        side: 'added',
        path: display,
        line: null,
    }));
}
/** Only lines that the old content does not have as often count as the candidate's. */
function hitsIn(display, before, next) {
    // Most files have no hit at all: lines are only compared where there is one.
    let known;
    const lines = () => {
        known ??= createLines(before, next.text);
        return known;
    };
    const secrets = findSecrets(next.text)
        .filter(({ start, end }) => lines().anyAdded(start, end))
        .map(({ rule, confidence, start }) => ({
        rule,
        confidence,
        side: 'added',
        path: display,
        line: lines().at(start),
    }));
    return { secrets, hiddenCharacters: hiddenIn(display, next, lines) };
}
function hiddenIn(display, next, lines) {
    const byLine = new Map();
    for (const character of next.binary ? [] : findHiddenCharacters(next.text)) {
        const line = lines().at(character.offset);
        const found = byLine.get(line) ?? [];
        if (found.length < mostPerLine && lines().isAdded(line)) {
            byLine.set(line, found);
            found.push(character);
        }
    }
    return [...byLine].map(([line, found]) => ({
        path: display,
        line,
        kinds: [...new Set(found.map(({ kind }) => kind))].sort(),
        codePoints: [...new Set(found.map(({ codePoint }) => codePointName(codePoint)))].slice(0, 8),
    }));
}
/** Enough to show what kind of line it is. */
const mostPerLine = 200;
function kindsOf(change, before, after, old, next) {
    const path = typeof change.path === 'string' ? change.path : displayPath(change.path);
    const modes = [change.oldMode, change.newMode];
    const manifest = /(^|\/)package\.json$/i.test(path) && before !== 'unread' && after !== 'unread'
        ? manifestChange(old?.text, next?.text)
        : { dependencies: true, scripts: true };
    const is = {
        binary: Boolean(old?.binary || next?.binary),
        'ci-executable': isExecutableAtCi(path) && manifest.scripts,
        dependency: isDependencyFile(path) && manifest.dependencies,
        'executable-bit-added': change.newMode === '100755' && change.oldMode !== '100755',
        gitlink: modes.includes('160000'),
        symlink: modes.includes('120000'),
        test: isTestFile(path),
    };
    return kinds.filter((kind) => is[kind]);
}
const kinds = [
    'binary',
    'ci-executable',
    'dependency',
    'executable-bit-added',
    'gitlink',
    'symlink',
    'test',
];

;// CONCATENATED MODULE: ./build/action/core/policy/shown-secrets.js


/**
 * Secrets that the base holds and the patch displays, as removed or surrounding lines: they are
 * not the candidate's, but whoever opens the evidence reads them. Line numbers are the patch's,
 * whose text decides nothing else.
 */
function shownSecrets(patch) {
    const text = new TextDecoder('utf-8').decode(patch);
    const found = findSecrets(text);
    if (found.length === 0)
        return [];
    const lines = createLines('', text);
    return found
        .map((secret) => ({ ...secret, line: lines.at(secret.start) }))
        .filter(({ line }) => isOldLine(lines.text(line)))
        .map(({ rule, confidence, line }) => ({
        rule,
        confidence,
        side: 'shown',
        path: '(patch)',
        line,
    }));
}
function isOldLine(line) {
    return line.startsWith(' ') || (line.startsWith('-') && !line.startsWith('--- '));
}

;// CONCATENATED MODULE: ./build/action/core/workflows/evaluate/scan-candidate.js


const defaultScanLimits = {
    blobBytes: 8 * 1024 * 1024,
    totalBytes: 128 * 1024 * 1024,
};
/** Reads both sides of every change, one at a time, from the trusted object store. */
async function scanCandidate({ set, patch }, trusted, limits) {
    let left = limits.totalBytes;
    const read = async (blob, mode) => {
        // A submodule names a commit of another repository: there is no blob here.
        if (blob === null || mode === '160000')
            return undefined;
        if (left <= 0)
            return 'unread';
        const content = await trusted.readBlob(blob);
        left -= content.length;
        return content.length > limits.blobBytes ? 'unread' : content;
    };
    const scans = [];
    for (const change of inOrder(set.changes)) {
        const before = await read(change.oldBlob, change.oldMode);
        const after = await read(change.newBlob, change.newMode);
        scans.push(scanChange(change, before, after));
    }
    const shown = patch.length <= limits.totalBytes;
    return {
        scans,
        shownSecrets: shown ? shownSecrets(patch) : [],
        truncated: shown ? [] : ['policy/patch'],
    };
}
/** Which changes the limits reach must not depend on the order in which they came. */
function inOrder(changes) {
    const keyOf = ({ path }) => (typeof path === 'string' ? path : path.base64);
    return [...changes].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/action/core/workflows/evaluate/evaluate.js



/**
 * Looks at the applied tree (never at diff text), and lets policy judge what was found. Bundle,
 * facts and verdict become evidence, so that anybody can judge again.
 */
async function evaluate({ base, candidate, verification, agent, }, { policy }, { evidence, limits = defaultScanLimits }) {
    const scanned = await scanCandidate(candidate, base.trusted, limits);
    const facts = gatherFacts({
        candidate: candidate.set,
        scans: scanned.scans,
        shownSecrets: scanned.shownSecrets,
        verification,
        agent,
        truncatedEvidence: [
            ...evidence.filter(({ truncated }) => truncated).map(({ producer }) => producer),
            ...scanned.truncated,
        ],
    });
    const verdict = policy.evaluatePolicy(base.policy, facts);
    const result = {
        kind: 'policy-result',
        producer: 'policy',
        contentType: 'application/json',
        content: new TextEncoder().encode(canonicalJson({ bundle: base.policy, facts, verdict })),
        truncated: false,
    };
    const known = { add: { verdict }, evidence: [result], detail: detailOf(verdict) };
    if (verdict.outcome === 'approve' || verdict.outcome === 'manual-review')
        return known;
    if (verdict.outcome === 'changes-requested')
        return known;
    return { ...known, stop: { state: 'blocked', category: 'policy', reason: reasonOf(verdict) } };
}
function detailOf({ outcome, findings }) {
    if (findings.length === 0)
        return outcome;
    return `${outcome}: ${findings.length} finding${findings.length === 1 ? '' : 's'}`;
}
/** Enough findings to know where to look; the rest is in the report. */
const mostNamed = 3;
/** What blocks, in the words of the rules: one sentence a rule, with the paths it is about. */
function reasonOf({ findings }) {
    const blocking = findings.filter(({ effect }) => effect === 'block');
    const rules = [...new Set(blocking.map(({ rule }) => rule))];
    return rules
        .map((rule) => sentenceOf(blocking.filter((finding) => finding.rule === rule)))
        .join(' ')
        .toWellFormed();
}
function sentenceOf(findings) {
    const paths = findings.flatMap(({ path }) => (path === undefined ? [] : [path.slice(0, 200)]));
    const named = paths.slice(0, mostNamed).join(', ');
    const rest = paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : '';
    const [first] = findings;
    return `${first?.message ?? ''}${named ? ` ${named}${rest}` : ''} (${first?.rule ?? ''})`;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/intake/intake.js
/** Turns an event into a durable run, once: the same delivery never makes a second one. */
async function intake(event, services, job, context) {
    const answer = services.webhooks.toIntake(event);
    if (answer.kind === 'ignored')
        return answer;
    const { intake: accepted, targetRef } = answer;
    const { repository } = accepted.externalRef;
    const id = `run-${context.randomHex(8)}`;
    const { run, created } = await services.storage.createWorkflowFromIntake(accepted, {
        id,
        repositoryId: `github:${repository.externalId}`,
        targetRef,
        trigger: accepted.externalRef.eventKind,
        createdAt: context.now(),
        ...job,
    });
    if (!created)
        return { kind: 'duplicate', run };
    return { kind: 'accepted', request: { intake: accepted, targetRef, repository, run } };
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/base-files.js
/** A manifest that is larger is not one. */
const largestManifest = 1024 * 1024;
async function baseFiles(base) {
    const regular = (await base.listBase()).filter(({ mode }) => mode.startsWith('100'));
    const paths = regular.flatMap(({ path }) => textOf(path) ?? []).sort();
    const known = new Set(paths);
    return {
        paths,
        has: (path) => known.has(path),
        async read(path) {
            if (!known.has(path))
                return undefined;
            const content = await base.readBaseFile(path);
            if (!content || content.length > largestManifest)
                return undefined;
            return textOf(content);
        },
    };
}
function textOf(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/detect-make.js
/** In the order in which make itself looks. */
const makefiles = ['GNUmakefile', 'makefile', 'Makefile'];
async function detectMake(files) {
    const file = makefiles.find((name) => files.has(name));
    if (file === undefined)
        return undefined;
    const hasTest = /^test\s*:(?!=)/m.test((await files.read(file)) ?? '');
    if (!hasTest)
        return undefined;
    return {
        sources: [file],
        requirement: {
            key: 'make-test',
            label: 'make test',
            command: ['make', 'test'],
            report: 'exit-code',
        },
    };
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/detect-node.js

const detect_node_PackageManifest = schemas/* looseObject */._H3({
    scripts: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).optional(),
});
/** `npm init` writes this; it is no test. */
const placeholder = /no test specified/;
async function detectNode(files) {
    const scripts = scriptsOf(await files.read('package.json'));
    const { test: script } = scripts;
    if (typeof script !== 'string' || script.trim() === '' || placeholder.test(script)) {
        return undefined;
    }
    // Hooks around the script (a build, usually) only run where npm runs it.
    const hooked = 'pretest' in scripts || 'posttest' in scripts;
    const rest = hooked ? undefined : nodeTestArguments(script);
    return {
        sources: ['package.json'],
        requirement: rest
            ? {
                key: 'node-test',
                label: 'node --test',
                command: ['node', '--test', '--test-reporter=tap', ...rest],
                report: 'tap',
            }
            : { key: 'npm-test', label: 'npm test', command: ['npm', 'test'], report: 'exit-code' },
    };
}
/** What stands beside `node --test` in a script that needs no shell, or undefined. */
function nodeTestArguments(script) {
    const [program, ...words] = script.trim().split(/\s+/).map(unquoted);
    if (program !== 'node' || !words.includes('--test'))
        return undefined;
    const kept = [];
    for (const [index, word] of words.entries()) {
        if (word === undefined)
            return undefined;
        // The harness reads TAP from stdout; the repository's own choice would hide it.
        if (word === '--test' || reporter.test(word) || reporterAlone.test(words[index - 1] ?? '')) {
            continue;
        }
        kept.push(word);
    }
    return kept;
}
const reporter = /^--test-reporter(-destination)?(=|$)/;
const reporterAlone = /^--test-reporter(-destination)?$/;
/**
 * Words that mean the same to a shell and to `execve`: no expansion and no operator. A star is
 * expanded by node as a shell would, two only if the shell was kept from it by quotes.
 */
const plainWord = /^(?!.*\*\*)[A-Za-z0-9._/@:,=+*-]+$/;
const quotedWord = /^(["'])([A-Za-z0-9._/@:,=+*{}?-]+)\1$/;
function unquoted(word) {
    return plainWord.test(word) ? word : quotedWord.exec(word)?.[2];
}
function scriptsOf(manifest) {
    if (manifest === undefined)
        return {};
    try {
        return detect_node_PackageManifest.safeParse(JSON.parse(manifest)).data?.scripts ?? {};
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/detect-python.js
const testModule = /(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/;
/** Projects that ask for pytest get pytest; plain `unittest` files need nothing installed. */
async function detectPython(files) {
    const tests = files.paths.filter((path) => testModule.test(path));
    const configured = await pytestFile(files);
    if (configured !== undefined)
        return pytest([configured]);
    const [first] = tests;
    if (first === undefined)
        return undefined;
    return (await onlyUnittest(files, tests)) ? unittest(files, first) : pytest([first]);
}
/** The file that configures pytest, if one does. */
async function pytestFile(files) {
    for (const name of ['pytest.ini', '.pytest.ini', 'conftest.py', 'tests/conftest.py']) {
        if (files.has(name))
            return name;
    }
    for (const [name, section] of sections) {
        if (section.test((await files.read(name)) ?? ''))
            return name;
    }
    return undefined;
}
const sections = [
    ['pyproject.toml', /^\[tool\.pytest\b/m],
    ['setup.cfg', /^\[tool:pytest\]/m],
    ['tox.ini', /^\[pytest\]/m],
];
/** What `unittest discover` looks for. */
const discovered = /(^|\/)test[^/]*\.py$/;
/** Enough files to know a habit by. */
const mostRead = 20;
async function onlyUnittest(files, tests) {
    if (!tests.every((path) => discovered.test(path)))
        return false;
    for (const path of tests.slice(0, mostRead)) {
        const source = (await files.read(path)) ?? '';
        if (!/^\s*(import unittest|from unittest)\b/m.test(source))
            return false;
        if (/^\s*(import pytest|from pytest)\b/m.test(source))
            return false;
    }
    return true;
}
function pytest(sources) {
    return {
        sources,
        requirement: {
            key: 'pytest',
            label: 'pytest',
            command: ['python3', '-m', 'pytest', '-q'],
            report: 'exit-code',
        },
    };
}
/** `discover` only enters packages, so a folder without `__init__.py` is named. */
function unittest(files, first) {
    const folder = first.split('/').slice(0, -1).join('/');
    const named = folder !== '' && !files.has(`${folder}/__init__.py`);
    const start = named ? ['-s', folder] : [];
    return {
        sources: [first],
        requirement: {
            key: 'unittest',
            label: 'unittest',
            command: ['python3', '-m', 'unittest', 'discover', '-v', ...start],
            report: 'exit-code',
        },
    };
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/detect-toolchain.js
const toolchains = [
    { file: 'go.mod', key: 'go-test', command: ['go', 'test', './...'] },
    { file: 'Cargo.toml', key: 'cargo-test', command: ['cargo', 'test'] },
];
/** Ecosystems whose one tool knows how to test. */
function detectToolchain(files) {
    return toolchains
        .filter(({ file }) => files.has(file))
        .map(({ file, key, command }) => ({
        sources: [file],
        requirement: { key, label: command.join(' '), command, report: 'exit-code' },
    }));
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/detect-plan.js






const testTimeoutSeconds = 600;
/**
 * Zero configuration: what the base itself says about how it is tested. The candidate is never
 * asked. No file that can be read means no requirement, which policy takes from there.
 */
async function detectPlan(base) {
    const files = await baseFiles(base);
    const detected = [
        await detectNode(files),
        await detectPython(files),
        ...detectToolchain(files),
    ].filter((found) => found !== undefined);
    // A Makefile's `test` target usually wraps what was found already.
    const make = detected.length === 0 ? await detectMake(files) : undefined;
    const all = make ? [make] : detected;
    return fixPlan({
        version: 1,
        sources: [...new Set(all.flatMap(({ sources }) => sources))].sort(),
        guessed: true,
        requirements: all.map(({ requirement }) => ({
            ...requirement,
            kind: 'test',
            required: true,
            timeoutSeconds: testTimeoutSeconds,
        })),
    });
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/freeze.js

/**
 * Fixes what everything after is measured against: one base commit, the checks its own files
 * ask for, and the policy. The candidate can change none of them any more.
 */
async function freeze({ request }, { reader, git }, policy) {
    const frozen = await reader.freezeBase(request.repository, request.targetRef);
    const trusted = await git.open(request.repository, frozen);
    const plan = await detectPlan(trusted);
    return {
        add: { base: { trusted, plan, policy } },
        detail: `base ${frozen.commit.slice(0, 12)}, ${countOf(plan.requirements.length)} found`,
    };
}
function countOf(checks) {
    if (checks === 0)
        return 'no check';
    return checks === 1 ? '1 check' : `${checks} checks`;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/provision.js
/** A place for the agent, holding exactly the frozen base commit. */
async function provision({ request, base }, { sandbox }, { allow }) {
    const provisioned = await sandbox.provision({
        runId: request.run.id,
        purpose: 'agent',
        policy: base.policy.sandbox,
        checkout: {
            owner: request.repository.owner,
            name: request.repository.name,
            commit: base.trusted.base.commit,
        },
        allow,
    });
    return { add: { sandbox: provisioned }, detail: `${provisioned.provider} sandbox` };
}

;// CONCATENATED MODULE: ./build/action/core/workflows/provision/release.js
/**
 * Lets the agent's sandbox go, whatever happened in it. Without one in hand (creation may
 * have timed out half-way) everything that carries the run's label is swept.
 */
async function release(runId, sandbox, sandboxes) {
    if (!sandbox) {
        await sandboxes.sweep(runId);
        return [];
    }
    await sandboxes.destroy(sandbox);
    const { purpose, id, provider, isolation } = sandbox;
    return [{ purpose, id, provider, isolation, destroyed: true }];
}

;// CONCATENATED MODULE: ./build/action/core/workflows/review/review.js
/**
 * The review that needs no reviewer: what the harness observed, stated as a review. Without any
 * check there is nothing to state, and "unavailable" is not "passed".
 */
async function review({ request, candidate, verification, }, context) {
    const now = context.now();
    const { status } = verification.candidate;
    const run = {
        id: `review-run-${context.randomHex(8)}`,
        workflowRunId: request.run.id,
        candidatePatchSetId: candidate.set.id,
        kind: 'test',
        reviewer: 'patchplane:deterministic',
        status: status === 'not-run' || status === 'error' ? 'unavailable' : status,
        summary: review_summaryOf(verification),
        reviewedRevision: candidate.set.resultTree,
        startedAt: now,
        completedAt: now,
        createdAt: now,
    };
    return { add: { review: { run, findings: [] } }, detail: run.status };
}
function review_summaryOf({ candidate, summary }) {
    const passed = candidate.cases.filter(({ outcome }) => outcome === 'passed').length;
    return [
        `Checks ${candidate.status}: ${passed} of ${candidate.cases.length} cases passed`,
        `${summary.newFailures.length} new failures`,
        `${summary.fixed.length} fixed`,
        `${summary.stillFailing.length} still failing`,
        `${summary.disappeared.length} disappeared`,
        `${summary.newlySkipped.length} newly skipped.`,
    ].join(', ');
}

;// CONCATENATED MODULE: ./build/action/core/workflows/run/spending.js
const nothingSpent = {
    modelRequests: 0,
    usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 },
    outputBytes: 0,
};
function spend(before, event) {
    const outputBytes = Math.max(before.outputBytes, event.sourceOffset ?? 0);
    if (!event.usage)
        return { ...before, outputBytes };
    const { usage } = before;
    return {
        modelRequests: before.modelRequests + 1,
        outputBytes,
        usage: {
            inputTokens: usage.inputTokens + event.usage.inputTokens,
            outputTokens: usage.outputTokens + event.usage.outputTokens,
            cacheReadTokens: usage.cacheReadTokens + event.usage.cacheReadTokens,
            cacheWriteTokens: usage.cacheWriteTokens + event.usage.cacheWriteTokens,
            costUsd: usage.costUsd + event.usage.costUsd,
        },
    };
}
/**
 * The first budget that is used up, as a sentence; undefined while all hold. The last request
 * of the budget may still be the one that finishes the work: only wanting more exceeds it.
 */
function overspent(spending, budgets, wantsMore) {
    if (wantsMore && spending.modelRequests >= budgets.modelRequests) {
        return `The agent used up its budget of ${budgets.modelRequests} model requests.`;
    }
    if (spending.usage.costUsd > budgets.costUsd) {
        return `The agent used up its budget of ${budgets.costUsd} USD.`;
    }
    if (spending.outputBytes > budgets.outputBytes) {
        return `The agent used up its budget of ${budgets.outputBytes} bytes of output.`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/run/conversation.js


const nothingHeard = {
    spending: nothingSpent,
    finalMessage: undefined,
    stopReason: undefined,
};
function hear(before, event) {
    const spending = spend(before.spending, event);
    if (event.type !== 'message.ended' || !event.stopReason)
        return { ...before, spending };
    const finalMessage = conversation_textOf(event) ?? before.finalMessage;
    return { spending, finalMessage, stopReason: event.stopReason };
}
/**
 * Whether this event ended it. Success is settled, not aborted, and a model that stopped by
 * itself; the agent's own words and exit codes decide nothing.
 */
function endOf({ spending, stopReason }, event, budgets) {
    const used = overspent(spending, budgets, stopReason !== 'stop');
    if (used)
        return { outcome: 'budget-exceeded', because: used };
    if (event.type !== 'agent.settled')
        return undefined;
    if (event.aborted)
        return { outcome: 'aborted', because: 'The agent was aborted.' };
    if (stopReason === 'stop')
        return { outcome: 'settled' };
    return { outcome: 'model-failed', because: modelFailure(stopReason) };
}
function modelFailure(stopReason) {
    return stopReason === 'length'
        ? 'The model ran out of output tokens before it was done.'
        : 'The model did not answer properly; the agent gave up after its retries. Check provider, model and key, then run again.';
}
const Spoken = schemas/* looseObject */._H3({ text: schemas/* string */.YjP().min(1) });
/** What the agent said, whole where the event holds it, else its one-line summary. */
function conversation_textOf({ payloadJson, summary }) {
    const spoken = payloadJson ? Spoken.safeParse(JSON.parse(payloadJson)) : undefined;
    return spoken?.success ? spoken.data.text : summary;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/run/event-ledger.js

const batchSize = 25;
/** Deltas are for watching, not for keeping; the raw trace has them. */
const event_ledger_transient = ['message.updated', 'tool.updated'];
function openEventLedger(runId, storage, secrets) {
    let waiting = [];
    let writing = Promise.resolve();
    const flush = () => {
        if (waiting.length === 0)
            return;
        const batch = waiting;
        waiting = [];
        writing = writing.then(() => storage.appendRuntimeEvents(runId, batch));
        // Seen again by close(); here it only must not become an unhandled rejection.
        writing.catch(() => undefined);
    };
    return {
        add(event) {
            if (event_ledger_transient.includes(event.type))
                return;
            waiting.push(event_ledger_withoutSecrets(event, secrets));
            if (waiting.length >= batchSize)
                flush();
        },
        async close() {
            flush();
            await writing;
        },
    };
}
/** As the ledger's schema has them; a mark in a secret's place may be longer than the secret. */
const event_ledger_longestSummary = 500;
const longestPayload = 16_384;
/** An agent can print whatever it can read, its own grant first of all. */
function event_ledger_withoutSecrets(event, secrets) {
    const { summary, payloadJson, ...rest } = event;
    const payload = payloadJson === undefined ? undefined : redactText(payloadJson, secrets);
    return {
        ...rest,
        ...(summary === undefined
            ? {}
            : { summary: redactText(summary, secrets).slice(0, event_ledger_longestSummary).toWellFormed() }),
        ...(payload === undefined || payload.length > longestPayload ? {} : { payloadJson: payload }),
    };
}

;// CONCATENATED MODULE: ./build/action/core/workflows/run/instructions.js
/**
 * What the agent is told. The task is somebody's text and stays apart from our words; none of
 * these words protects anything, the sandbox and everything after it does.
 */
function instructions(task, checks) {
    const verification = checks.length
        ? `Your change will be verified elsewhere by running: ${checks.map((argv) => argv.join(' ')).join('; ')}.`
        : 'No automatic check was found for this repository; say how you verified your change.';
    return [
        'You work in a checkout of a git repository, in a sandbox. Make the smallest change that does the task below.',
        'Leave your changes in the work tree: do not commit, do not push, do not change git configuration.',
        'Do not edit CI workflows, agent instructions or lock files unless the task is about them.',
        verification,
        'When you are done, stop and say in a few sentences what you changed and why.',
        '',
        'The task:',
        task,
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/action/core/workflows/run/until-aborted.js
/**
 * Ends an async iteration with the signal's reason the moment it fires, also while the
 * iteration waits for its next item.
 */
async function* untilAborted(items, signal) {
    const iterator = items[Symbol.asyncIterator]();
    const aborted = Promise.withResolvers();
    // Nobody waits for it between two items; that must not count as unhandled.
    aborted.promise.catch(() => undefined);
    const fail = () => aborted.reject(signal.reason);
    if (signal.aborted)
        fail();
    signal.addEventListener('abort', fail, { once: true });
    try {
        while (true) {
            const next = await Promise.race([iterator.next(), aborted.promise]);
            if (next.done)
                return;
            yield next.value;
        }
    }
    finally {
        signal.removeEventListener('abort', fail);
    }
}

;// CONCATENATED MODULE: ./build/action/core/workflows/run/run-agent.js







/**
 * Lets the agent work until it settles or a budget is used up. Whatever happens, the grant is
 * revoked, the agent is stopped and what it printed is kept.
 */
async function runAgent(known, services, { signal, secrets }) {
    const runId = known.request.run.id;
    const grant = await services.models.grant(runId, known.base.policy.budgets);
    // The agent knows its grant, and nothing that it prints may carry it further.
    const hidden = [...secrets, grant.token];
    try {
        const handle = await services.runtime.startSession({ runId, sandbox: known.sandbox, grant });
        const ledger = openEventLedger(runId, services.storage, hidden);
        const { heard, end } = await converse(known, services.runtime, handle, ledger, signal);
        const trace = await services.runtime.stopSession(handle);
        await ledger.close();
        const agent = reportOf(heard, end, grant, services.models.describe(), hidden);
        return judge(agent, end, evidenceOf(trace, hidden));
    }
    finally {
        await services.models.revoke(grant);
    }
}
async function converse({ request, base }, runtime, handle, ledger, signal) {
    const { budgets } = base.policy;
    const checks = base.plan.requirements.map((requirement) => requirement.command);
    const message = instructions(request.intake.prompt, checks);
    const deadline = AbortSignal.timeout(budgets.wallSeconds * 1_000);
    const halt = AbortSignal.any([signal, deadline]);
    let heard = nothingHeard;
    try {
        await runtime.sendInstruction(handle, { kind: 'prompt', message });
        for await (const event of untilAborted(runtime.streamEvents(handle), halt)) {
            ledger.add(event);
            heard = hear(heard, event);
            const end = endOf(heard, event, budgets);
            if (end)
                return { heard, end };
        }
        return {
            heard,
            end: { outcome: 'lost', because: 'The agent stopped talking before it was done.' },
        };
    }
    catch (error) {
        return { heard, end: interruption(error, signal, deadline, budgets.wallSeconds) };
    }
}
function interruption(error, signal, deadline, seconds) {
    if (signal.aborted)
        return { outcome: 'cancelled', because: 'The job was cancelled.' };
    if (deadline.aborted) {
        return {
            outcome: 'budget-exceeded',
            because: `The agent used up its budget of ${seconds} seconds.`,
        };
    }
    if (!(error instanceof domain_failure/* Failure */.H))
        throw error;
    // More output than may be kept is a budget too, only noticed further out.
    return { outcome: error.code === 'too-large' ? 'budget-exceeded' : 'lost', because: error.tell };
}
function reportOf({ spending, finalMessage }, { outcome }, grant, { provider, model }, secrets) {
    const { modelRequests, usage } = spending;
    return {
        outcome,
        finalMessage: finalMessage === undefined ? undefined : redactText(finalMessage, secrets),
        modelRequests,
        usage,
        credential: grant.exposure,
        provider,
        model,
    };
}
function judge(agent, { outcome, because }, evidence) {
    if (outcome === 'settled') {
        return {
            add: { agent },
            evidence,
            detail: `settled after ${agent.modelRequests} model requests`,
        };
    }
    const stop = {
        state: outcome === 'cancelled' ? 'cancelled' : 'failed',
        category: outcome,
        reason: because ?? 'The agent did not finish.',
    };
    return { stop, add: { agent }, evidence };
}
function evidenceOf({ stdout, stderr, truncated }, secrets) {
    const pieces = [
        {
            kind: 'raw-trace',
            producer: 'agent',
            contentType: 'application/jsonl',
            content: redact(stdout, secrets),
            truncated,
        },
        {
            kind: 'stderr',
            producer: 'agent',
            contentType: 'text/plain',
            content: redact(stderr, secrets),
            truncated,
        },
    ];
    return pieces.filter(({ content }) => content.length > 0);
}

;// CONCATENATED MODULE: ./build/action/core/workflows/verify/case-ids.js

/** The name of the case that stands for a check's program where no test of it can. */
const wholeCommand = '(command)';
const longestName = 1_000;
/**
 * Ids are requirement, file and full name, so that the same test on two trees has the same id;
 * tests that share all three are told apart by their order. Long names keep their identity as
 * a digest.
 */
function withIds(requirementKey, cases) {
    const taken = new Set();
    const seen = new Map();
    return cases.map((named) => {
        const name = fitted(named.name, longestName);
        const file = named.file === undefined ? undefined : fitted(named.file, longestName / 2);
        const plain = [requirementKey, file, name].filter((part) => part !== undefined).join('::');
        let count = (seen.get(plain) ?? 0) + 1;
        let id = count === 1 ? plain : `${plain}#${count}`;
        while (taken.has(id)) {
            count += 1;
            id = `${plain}#${count}`;
        }
        seen.set(plain, count);
        taken.add(id);
        return { ...named, id, name, ...(file === undefined ? {} : { file }) };
    });
}
function fitted(text, longest) {
    if (text.length <= longest)
        return text.toWellFormed();
    const digest = sha256Hex(text.toWellFormed()).slice(0, 16);
    return `${text.slice(0, longest - 20).toWellFormed()}...${digest}`;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/verify/compare.js

/** What the candidate changed, case by case. Lists are sorted and hold ids. */
function compare(baseline, candidate) {
    const before = byId(baseline);
    const after = byId(candidate);
    const ids = (list, wanted) => list
        .filter(wanted)
        .map(({ id }) => id)
        .sort();
    return {
        newFailures: ids(candidate.cases, (test) => fails(test) && !fails(before.get(test.id))),
        fixed: [
            ...ids(candidate.cases, ({ id, outcome }) => outcome === 'passed' && fails(before.get(id))),
            ...ids(baseline.cases, (test) => !after.has(test.id) && standsForOthers(test)),
        ].sort(),
        stillFailing: ids(candidate.cases, (test) => fails(test) && fails(before.get(test.id))),
        disappeared: ids(baseline.cases, (test) => !after.has(test.id) && !standsForOthers(test)),
        newlySkipped: ids(candidate.cases, (test) => {
            const earlier = before.get(test.id);
            return test.outcome === 'skipped' && earlier !== undefined && earlier.outcome !== 'skipped';
        }),
    };
}
/**
 * A failure of a whole file or of the whole command: it is reported in place of the tests that
 * could not run, and gives way to them when they can.
 */
function standsForOthers(test) {
    return fails(test) && (test.name === test.file || test.name === wholeCommand);
}
function byId(run) {
    return new Map(run.cases.map((test) => [test.id, test]));
}
/** A case that did not run has not failed. */
function fails(test) {
    return test?.outcome === 'failed' || test?.outcome === 'error';
}

;// CONCATENATED MODULE: ./build/action/core/workflows/verify/limits.js
const defaultVerifyLimits = {
    gitTimeoutSeconds: 120,
    maxOutputBytes: 8 * 1024 * 1024,
};

// EXTERNAL MODULE: ./node_modules/tap-parser/dist/esm/index.js + 15 modules
var esm = __webpack_require__(63415);
;// CONCATENATED MODULE: ./build/action/core/workflows/verify/tap-lines.js
const deepest = 64;
const longestLine = 16_384;
const testPoint = /^(?:not )?ok\b/;
const structure = /^(?:(?:not )?ok\b|\d+\.\.\d+|Bail out!|# Subtest|TAP version|\}\s*$|\{\s*$|pragma )/;
const diagnostic = /^(?:duration_ms: [0-9.e+-]{1,40}|type: '?(?:suite|test)'?)$/;
function tapLines(text) {
    const lines = text.split('\n');
    if (lines.some((line) => indentOf(line) > deepest * 4 && structure.test(line.trimStart()))) {
        return { kind: 'refused', because: 'it nests too deeply' };
    }
    return { kind: 'lines', lines: kept(lines) };
}
function* kept(lines) {
    let place = { block: undefined, point: undefined };
    for (const whole of lines) {
        const line = whole.slice(0, longestLine).trimEnd();
        const next = placeAfter(place, line.trimStart(), indentOf(line));
        if (next.keep)
            yield `${line}\n`;
        place = next;
    }
}
function placeAfter(place, content, indent) {
    const { block, point } = place;
    if (block !== undefined && (content === '' || indent >= block)) {
        const ends = indent === block && content === '...';
        const keep = ends || (indent === block && diagnostic.test(content));
        return { block: ends ? undefined : block, point: undefined, keep };
    }
    if (content === '---' && point !== undefined && indent > point) {
        return { block: indent, point: undefined, keep: true };
    }
    return {
        block: undefined,
        point: testPoint.test(content) ? indent : undefined,
        keep: structure.test(content),
    };
}
function indentOf(line) {
    return line.length - line.trimStart().length;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/verify/parse-tap.js


/**
 * Reads TAP from a program that may lie. Counts are recomputed from the cases; a plan that
 * does not match them, a repeated number, a bail-out or a missing plan is a problem. Of nested
 * tests only the leaves are cases; a parent is one where it fails and no leaf says why.
 */
function parseTap(text) {
    const tap = tapLines(text);
    if (tap.kind === 'refused')
        return { cases: [], problem: `The report is refused: ${tap.because}.` };
    const parser = new esm/* Parser */.iX();
    const cases = [];
    const problems = watch(parser, [], cases);
    for (const line of tap.lines)
        parser.write(line);
    parser.end();
    return { cases, problem: problems() ?? problemOf(parser) };
}
/** Collects a parser's cases; answers with the first problem of its children. */
function watch(parser, names, cases) {
    let problem;
    /** Where the cases of the subtest begin whose closing point comes next. */
    let openFrom;
    parser.on('child', (child) => {
        const childNames = [...names, child.name].filter((name) => name !== '');
        openFrom = cases.length;
        const problems = watch(child, childNames, cases);
        child.on('complete', () => {
            problem ??= problems() ?? problemOf(child);
        });
    });
    parser.on('assert', (result) => {
        const leaves = openFrom === undefined ? [] : cases.slice(openFrom);
        const isParent = openFrom !== undefined && (leaves.length > 0 || isSuite(result));
        openFrom = undefined;
        const passed = outcomeOf(result) === 'passed';
        const explained = passed || leaves.some(({ outcome }) => outcome === 'failed');
        if ((isParent || isSuite(result)) && explained)
            return;
        cases.push(caseOf(result, names));
    });
    return () => problem;
}
/** Node's name for a test file that failed as a whole. */
const testFile = /^[^\s:]+\.[cm]?[jt]sx?$/;
function caseOf(result, names) {
    const name = [...names, result.name || '(unnamed)'].join(' > ');
    return {
        name,
        outcome: outcomeOf(result),
        ...(testFile.test(name) ? { file: name } : {}),
        ...(result.time !== null && result.time >= 0 ? { durationMs: result.time } : {}),
    };
}
function outcomeOf(result) {
    if (result.skip || result.todo)
        return 'skipped';
    return result.ok ? 'passed' : 'failed';
}
/** Node's runner says so; other producers have no such notion. */
function isSuite(result) {
    return result.diag?.type === 'suite';
}
function problemOf(parser) {
    if (parser.bailedOut)
        return 'The tests bailed out.';
    const wrong = parser.failures.find(({ tapError }) => tapError);
    return wrong ? 'The report contradicts its own plan.' : undefined;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/verify/judge-execution.js


/**
 * What one execution of a check says. It passed only if the program ended by itself with 0,
 * its output is whole, and a report (where there is one) has cases of which none failed.
 * Anything that cannot be told is an error.
 */
function judgeExecution(requirement, run) {
    const judged = requirement.report === 'tap' ? judgeTap(run) : judgeExitCode(requirement, run);
    return { status: judge_execution_statusOf(judged), cases: withIds(requirement.key, judged) };
}
function judgeExitCode({ command }, run) {
    const name = command.join(' ');
    if (brokenBy(run))
        return [{ name, outcome: 'error' }];
    return [{ name, outcome: run.exitCode === 0 ? 'passed' : 'failed' }];
}
function judgeTap(run) {
    const { cases, problem } = parseTap(new TextDecoder('utf-8').decode(run.stdout));
    if (brokenBy(run) || problem)
        return [...cases, { name: wholeCommand, outcome: 'error' }];
    // A runner that found nothing to run says "ok" too.
    if (cases.length === 0)
        return [{ name: wholeCommand, outcome: 'error' }];
    const failed = cases.some(({ outcome }) => outcome === 'failed');
    return run.exitCode === 0 || failed
        ? cases
        : [...cases, { name: wholeCommand, outcome: 'failed' }];
}
/** Killed, out of time, or more output than anybody read. */
function brokenBy(run) {
    return run.timedOut || run.exitCode === null || run.truncated;
}
function judge_execution_statusOf(cases) {
    if (cases.some(({ outcome }) => outcome === 'error'))
        return 'error';
    return cases.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed';
}

;// CONCATENATED MODULE: ./build/action/core/workflows/verify/run-plan.js


/** Runs the checks in their order, one at a time, each in the tree as `beforeEach` leaves it. */
async function runPlan(plan, phase, bench) {
    const runs = [];
    for (const requirement of plan.requirements) {
        const execution = await bench.service.execute(bench.sandbox, commandFor(requirement, bench.sandbox, bench.limits));
        runs.push(judged(requirement, phase, execution));
    }
    return {
        run: { status: overall(runs), cases: runs.flatMap(({ run }) => run.cases) },
        results: runs.flatMap(({ results }) => results),
        evidence: runs.flatMap(({ evidence }) => evidence),
    };
}
/** No shell, no inherited environment that we know of, a home that is thrown away. */
function commandFor(requirement, sandbox, limits) {
    return {
        argv: requirement.command,
        cwd: sandbox.workspace,
        env: { CI: '1', HOME: sandbox.scratch, LANG: 'C.UTF-8', NO_COLOR: '1' },
        timeoutSeconds: requirement.timeoutSeconds,
        maxOutputBytes: limits.maxOutputBytes,
    };
}
function judged(requirement, phase, execution) {
    const { status, cases } = judgeExecution(requirement, execution);
    const result = {
        requirementKey: requirement.key,
        phase,
        status,
        exitCode: execution.exitCode,
        durationMs: Math.max(0, Math.round(execution.durationMs)),
        truncated: execution.truncated,
    };
    const report = { requirement, result, cases };
    return {
        run: { status, cases: [...cases] },
        results: [result],
        evidence: run_plan_evidenceOf(`verify/${phase}/${requirement.key}`, execution, report),
    };
}
function run_plan_evidenceOf(producer, execution, report) {
    const { truncated } = execution;
    const streams = [
        { kind: 'stdout', producer, contentType: run_plan_text, content: execution.stdout, truncated },
        { kind: 'stderr', producer, contentType: run_plan_text, content: execution.stderr, truncated },
    ];
    return [
        ...streams.filter(({ content }) => content.length > 0),
        {
            kind: 'test-report',
            producer,
            contentType: 'application/json',
            content: new TextEncoder().encode(canonicalJson(report)),
            truncated,
        },
    ];
}
/** Never served as anything a browser would interpret. */
const run_plan_text = 'text/plain; charset=utf-8';
/** The worst check is the run's. */
function overall(runs) {
    const statuses = runs.map(({ run }) => run.status);
    if (statuses.length === 0)
        return 'not-run';
    if (statuses.includes('error'))
        return 'error';
    return statuses.includes('failed') ? 'failed' : 'passed';
}

;// CONCATENATED MODULE: ./build/action/core/workflows/verify/verify-tree.js
function createVerifyTree(service, sandbox, limits) {
    const patchFile = `${sandbox.scratch}/candidate.patch`;
    const spareIndex = `${sandbox.scratch}/candidate.index`;
    // One call per question: a call costs more than the git commands in it. The scripts are
    // fixed; what varies comes as arguments.
    const ask = async (script, ...values) => treeOf(await service.execute(sandbox, {
        argv: ['sh', '-ec', script, 'sh', ...values],
        cwd: sandbox.workspace,
        env: { ...quietGit, HOME: sandbox.scratch },
        timeoutSeconds: limits.gitTimeoutSeconds,
        maxOutputBytes: 64 * 1024,
    }));
    return {
        reset: (commit) => ask(resetScript, commit),
        async apply(commit, patch) {
            await service.upload(sandbox, [{ path: patchFile, content: patch }]);
            return ask(applyScript, commit, patchFile, spareIndex);
        },
        read: () => ask(readScript),
    };
}
const resetScript = `
git reset --hard --quiet "$1"
git clean -ffdxq
git write-tree`;
/**
 * Into a spare index first: blobs against blobs, so that no attribute, filter or line ending
 * setting of the repository has a say in what the patch means.
 */
const applyScript = `
GIT_INDEX_FILE="$3" git read-tree "$1"
GIT_INDEX_FILE="$3" git apply --cached --binary --whitespace=nowarn "$2"
tree=$(GIT_INDEX_FILE="$3" git write-tree)
git read-tree --reset -u "$tree"
git write-tree`;
const readScript = `
git add --update .
git write-tree`;
/** Whatever the repository or the machine configures, these win (git-config(1), GIT_CONFIG_COUNT). */
const settings = [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['core.untrackedCache', 'false'],
    ['safe.directory', '*'],
    ['gc.auto', '0'],
];
const quietGit = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
    ])),
};
function succeeded(execution) {
    return execution.exitCode === 0 && !execution.timedOut;
}
function treeOf(execution) {
    const text = new TextDecoder().decode(execution.stdout).trim();
    return succeeded(execution) && /^[0-9a-f]{40,64}$/.test(text) ? text : undefined;
}

;// CONCATENATED MODULE: ./build/action/core/workflows/verify/verify.js





/**
 * Runs the plan in a fresh sandbox that never saw the agent: on the base first, then on base
 * plus canonical patch, whose tree must be the candidate's. The sandbox is gone afterwards,
 * whatever happened in it.
 */
async function verify(known, services, limits = defaultVerifyLimits) {
    const { plan } = known.base;
    if (known.candidate.set.status === 'empty' || plan.requirements.length === 0) {
        return { add: { verification: notRun(plan) }, detail: 'nothing to run' };
    }
    const sandbox = await verify_provision(known, services);
    const outcome = await observe(known, services, sandbox, limits);
    return { ...outcome, sandboxes: [await dispose(services, sandbox)] };
}
async function verify_provision({ request, base }, { sandbox }) {
    return sandbox.provision({
        runId: request.run.id,
        purpose: 'verify',
        policy: base.policy.sandbox,
        checkout: {
            owner: request.repository.owner,
            name: request.repository.name,
            commit: base.trusted.base.commit,
        },
        allow: [],
    });
}
/** A sandbox that breaks is an outcome here: it must still be destroyed and reported. */
async function observe(known, { sandbox: service }, sandbox, limits) {
    const evidence = [];
    try {
        return await measure(known, service, sandbox, limits, evidence);
    }
    catch (error) {
        if (!(error instanceof domain_failure/* Failure */.H)) {
            await service.destroy(sandbox).catch(() => undefined);
            throw error;
        }
        return { stop: { state: 'failed', category: error.code, reason: error.tell }, evidence };
    }
}
async function measure({ base, candidate }, service, sandbox, limits, evidence) {
    const { plan, trusted } = base;
    const { commit, tree: baseTree } = trusted.base;
    const tree = createVerifyTree(service, sandbox, limits);
    const bench = { service, sandbox, limits };
    if ((await tree.reset(commit)) !== baseTree) {
        return { stop: treeMismatch('the base commit'), evidence };
    }
    const baseline = await runPlan(plan, 'baseline', bench);
    evidence.push(...baseline.evidence);
    // Tests write files; what they left behind must not meet the candidate.
    if ((await tree.reset(commit)) !== baseTree) {
        return { stop: treeMismatch('the base commit'), evidence };
    }
    const applied = await tree.apply(commit, candidate.patch);
    if (applied !== candidate.set.resultTree) {
        return { stop: treeMismatch("the candidate's result tree"), evidence };
    }
    const tested = await runPlan(plan, 'candidate', bench);
    evidence.push(...tested.evidence);
    const after = await tree.read();
    return {
        add: { verification: verify_verificationOf(plan, baseline, tested, applied) },
        evidence,
        detail: `${tellOf(tested.run)}${after === applied ? '' : '; the tests changed tracked files'}`,
    };
}
function verify_verificationOf(plan, baseline, tested, testedTree) {
    return {
        plan,
        results: [...baseline.results, ...tested.results],
        baseline: baseline.run,
        candidate: tested.run,
        summary: compare(baseline.run, tested.run),
        testedTree,
    };
}
function notRun(plan) {
    const none = { status: 'not-run', cases: [] };
    return {
        plan,
        results: [],
        baseline: none,
        candidate: none,
        summary: compare(none, none),
        testedTree: null,
    };
}
function treeMismatch(expected) {
    return {
        state: 'failed',
        category: 'tree-mismatch',
        reason: `The verify sandbox does not hold ${expected}, so nothing was judged.`,
    };
}
async function dispose({ sandbox: service }, sandbox) {
    const { purpose, id, provider, isolation } = sandbox;
    const destroyed = await service.destroy(sandbox).then(() => true, () => false);
    return { purpose, id, provider, isolation, destroyed };
}
function tellOf({ status, cases }) {
    const passed = cases.filter(({ outcome }) => outcome === 'passed').length;
    return `${status}: ${passed} of ${cases.length} passed`;
}

;// CONCATENATED MODULE: ./build/action/core/propose.js















/**
 * From an event to a question for a person. Nothing here can write to the repository, and
 * nothing after `run agent` believes anything that came out of a sandbox.
 */
async function propose(event, services, settings, context) {
    const received = await intake(event, services, settings.job, context);
    if (received.kind === 'ignored')
        return received;
    if (received.kind === 'duplicate') {
        return { kind: 'duplicate', runId: received.run.id, state: received.run.state };
    }
    const { request } = received;
    const conductor = conduct(request, services, context);
    const { egress } = services.models.describe();
    const started = await begin(conductor, request, services);
    const authorized = await advance(conductor, started, openingStages.authorize, (parts) => authorize(parts, services.repositories));
    const frozen = await advance(conductor, authorized, openingStages.freeze, (parts) => freeze(parts, { reader: services.repositories, git: services.git }, settings.policy));
    const provisioned = await advance(conductor, frozen, openingStages.provision, (parts) => provision(parts, { sandbox: services.sandboxes }, { allow: [egress] }));
    const ran = await advance(conductor, provisioned, openingStages.run, (parts) => runAgent(parts, services, context));
    const captured = await advance(conductor, ran, openingStages.capture, (parts) => capture(parts, services, settings.capture, context));
    const released = await letGo(captured, request.run.id, services);
    const verified = await advance(conductor, released, openingStages.verify, (parts) => verify(parts, { sandbox: services.sandboxes }));
    const reviewed = await advance(conductor, verified, openingStages.review, (parts) => review(parts, context));
    const evaluated = await advance(conductor, reviewed, openingStages.evaluate, (parts) => evaluate(parts, services, { evidence: reviewed.evidence }));
    // A stage that was left behind, or died half-way, may have left a sandbox.
    if (evaluated.stop)
        await services.sandboxes.sweep(request.run.id);
    const ending = await concludeProposal(evaluated, conductor, services, settings.runUrl(request.run.id));
    await frozenBase(evaluated)?.close();
    const bundle = await closeBundle(ending.content, conductor.journal);
    return {
        kind: 'ended',
        runId: request.run.id,
        state: ending.state,
        report: ending.content.report,
        bundle,
        timings: ending.timings,
    };
}
function conduct(request, services, context) {
    const { run } = request;
    const journal = createJournal(run, services.storage, context);
    return {
        runId: run.id,
        journal,
        storage: services.storage,
        telemetry: services.telemetry,
        context,
        cancellation: cancellationOf(context.signal),
    };
}
/** The first entry of the chain says who asked for what; then the ack that people wait for. */
async function begin({ journal }, request, { feedback, analytics }) {
    const { intake: asked, repository, run } = request;
    await journal.record({
        type: 'request.received',
        operation: 'intake',
        status: 'succeeded',
        summary: `${asked.actor.id} asked through ${run.trigger} in github:${repository.externalId}`,
        artifactRefs: [asked.promptSha256],
    });
    analytics.track('workflow_started', { runId: run.id, trigger: run.trigger });
    const { issue } = asked.externalRef;
    if (issue)
        await feedback.react({ repository, issueNumber: issue.number }, 'eyes');
    return { parts: { request }, evidence: [], sandboxes: [], timings: {} };
}
/** The agent's sandbox ends here, whether or not anything came of it. */
async function letGo(attempt, runId, { sandboxes }) {
    const parts = attempt.parts;
    if (!parts.base)
        return attempt;
    const released = await release(runId, parts.sandbox, sandboxes);
    return { ...attempt, sandboxes: [...attempt.sandboxes, ...released] };
}
function frozenBase(attempt) {
    const parts = attempt.parts;
    return parts.base?.trusted;
}

;// CONCATENATED MODULE: ./build/action/entry/bundle-folder.js




/** Where a run's bundle is: `<state>/runs/<run>`, absolute. */
function bundleFolder(stateDir, runId) {
    return (0,external_node_path_.resolve)(stateDir, 'runs', runId);
}
/** Writes a bundle beside its place, then moves it there: a reader never sees half of one. */
function writeBundle(folder, bundle) {
    const fresh = `${folder}.${process.pid}.new`;
    const old = `${folder}.${process.pid}.old`;
    (0,external_node_fs_.rmSync)(fresh, { recursive: true, force: true });
    for (const [path, bytes] of bundle) {
        const file = (0,external_node_path_.join)(fresh, path);
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(file), { recursive: true });
        (0,external_node_fs_.writeFileSync)(file, bytes);
    }
    if (exists(folder))
        (0,external_node_fs_.renameSync)(folder, old);
    (0,external_node_fs_.renameSync)(fresh, folder);
    (0,external_node_fs_.rmSync)(old, { recursive: true, force: true });
}
/** Reads every file of a bundle; a link or anything else that is not a file is an error. */
function readBundle(folder) {
    const files = new Map();
    for (const entry of bundle_folder_list(folder)) {
        if (entry.isDirectory())
            continue;
        const file = join(entry.parentPath, entry.name);
        const path = relative(folder, file);
        if (!entry.isFile())
            throw notPlain(path);
        files.set(path, readFileSync(file));
    }
    return files;
}
/** The trust report of a bundle that this process's own job wrote. */
function readReport(folder) {
    return TrustReport.parse(JSON.parse(readFileSync(join(folder, 'trust-report.json'), 'utf8')));
}
function bundle_folder_list(folder) {
    try {
        return readdirSync(folder, { withFileTypes: true, recursive: true });
    }
    catch (cause) {
        throw unreadable(folder, 'it is not a folder that can be read', cause);
    }
}
/** A link may lead anywhere, also to bytes that change after they were checked. */
function notPlain(path) {
    return new Failure({
        code: 'tampered',
        tell: `Does not hold: ${JSON.stringify(path)} is not a plain file.`,
    });
}
function unreadable(folder, because, cause) {
    return new Failure({
        code: 'misconfigured',
        tell: `${folder}: ${because}. Give the folder of a run, as in .patchplane/state/runs/<run>.`,
        cause,
    });
}
function exists(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false }) !== undefined;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/action/plugins/daytona/daytona-failure.js


/** What the SDK's errors carry; a transport failure has no status. */
const SdkError = schemas/* looseObject */._H3({
    name: schemas/* string */.YjP().catch(''),
    message: schemas/* string */.YjP().catch(''),
    statusCode: schemas/* number */.aig().optional().catch(undefined),
    code: schemas/* string */.YjP().optional().catch(undefined),
    /** An object of the HTTP client's own class, so no plain record. */
    headers: schemas/* looseObject */._H3({}).optional().catch(undefined),
});
function readSdkError(error) {
    const parsed = SdkError.safeParse(error);
    if (!parsed.success)
        return { name: '', message: String(error) };
    // An error's name and headers may sit on its prototype, where a copy does not find them.
    return error instanceof Error ? { ...parsed.data, name: error.constructor.name } : parsed.data;
}
/** Seconds until another try, from `Retry-After` or the vendor's `Retry-After-<throttler>`. */
function retryAfterSeconds({ headers }) {
    const values = Object.entries(headers ?? {})
        .filter(([name]) => /^retry-after(-|$)/i.test(name))
        .map(([, value]) => Number(value))
        .filter((seconds) => Number.isFinite(seconds) && seconds >= 0);
    return values.length > 0 ? Math.max(...values) : undefined;
}
/** `what` completes "Daytona could not ...". The vendor's own words stay in `cause`. */
function toFailure(error, what) {
    if (error instanceof domain_failure/* Failure */.H)
        return error;
    const { name, statusCode, code } = readSdkError(error);
    const kind = kindOf(statusCode, name, code);
    const status = statusCode === undefined ? '' : ` (HTTP ${statusCode})`;
    return new domain_failure/* Failure */.H({
        code: kind,
        tell: `Daytona could not ${what}${status}: ${advice[kind]}`,
        retryable: kind === 'rate-limited' || kind === 'timeout' || kind === 'unavailable',
        cause: error,
    });
}
function kindOf(status, name, code) {
    if (code?.startsWith('GIT_AUTH'))
        return 'auth';
    if (status === 401 || status === 403 || name === 'DaytonaAuthenticationError')
        return 'auth';
    if (status === 404 || status === 410)
        return 'not-found';
    if (status === 408 || status === 504 || name.includes('Timeout'))
        return 'timeout';
    if (status === 409)
        return 'conflict';
    if (status === 429)
        return 'rate-limited';
    if (status !== undefined && status >= 400 && status < 500)
        return 'misconfigured';
    return 'unavailable';
}
const advice = {
    auth: 'check that DAYTONA_API_KEY is valid and may write and delete sandboxes, and that the clone token may read the repository.',
    'not-found': 'it is not there.',
    timeout: 'it did not answer in time; try again.',
    conflict: 'it exists already.',
    'rate-limited': 'too many requests; try again later or lower the number of parallel runs.',
    misconfigured: 'it refused the request; check snapshot, target and network policy.',
    unavailable: 'it is not reachable or not well; check DAYTONA_API_URL and the status of Daytona.',
};
function sandboxLost(cause) {
    return new domain_failure/* Failure */.H({
        code: 'sandbox-lost',
        tell: 'The sandbox is gone: Daytona stopped or deleted it while it was in use; run the request again.',
        retryable: true,
        cause,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/daytona-client.js


const requestTimeoutMs = 120_000;
const mostTries = 5;
const longestWaitSeconds = 30;
function createDaytonaClient(access) {
    let loading;
    const known = new Map();
    async function connect() {
        // Loading takes half a second; a run that is refused before never pays for it.
        const sdk = await Promise.all(/* import() */[__webpack_require__.e(9), __webpack_require__.e(654)]).then(__webpack_require__.t.bind(__webpack_require__, 14654, 19));
        // All settings are given: what is missing, the SDK would take from the environment or
        // from a `.env` file of the folder it runs in, which may be the user's repository.
        return new sdk.Daytona({
            apiKey: access.apiKey,
            apiUrl: access.apiUrl,
            target: access.target ?? 'us',
            otelEnabled: false,
            // Polls fast at first and opens no event socket that somebody would have to close.
            useDeprecatedPolling: true,
            requestTimeoutMs,
        });
    }
    async function api(what, work) {
        loading ??= connect();
        const daytona = await loading;
        return patiently(() => work(daytona)).catch((error) => {
            throw toFailure(error, what);
        });
    }
    async function isAlive(id) {
        try {
            const { state } = await api('look up a sandbox', (daytona) => daytona.get(id));
            return state === 'started';
        }
        catch (error) {
            if (toFailure(error, '').code === 'not-found')
                return false;
            throw error;
        }
    }
    async function inside(id, what, work) {
        try {
            return await api(what, async (daytona) => {
                const sandbox = known.get(id) ?? (await daytona.get(id));
                known.set(id, sandbox);
                return work(sandbox);
            });
        }
        catch (error) {
            const alive = await isAlive(id).catch(() => true);
            throw alive ? error : sandboxLost(error);
        }
    }
    return { api, inside, isAlive, forget: (id) => void known.delete(id) };
}
/** A throttled call was not carried out, whatever it was, so it may be repeated. */
async function patiently(work) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work();
        }
        catch (error) {
            const details = readSdkError(error);
            if (details.statusCode !== 429 || attempt === mostTries)
                throw error;
            const seconds = retryAfterSeconds(details) ?? 2 ** (attempt - 1);
            if (seconds > longestWaitSeconds)
                throw error;
            await (0,promises_.setTimeout)(seconds * 1000);
        }
    }
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/destroy.js


const mostMs = 90_000;
/** Deletes, then asks until the answer is that there is no such sandbox. */
async function destroy(client, id) {
    client.forget(id);
    const deadline = performance.now() + mostMs;
    let asked = false;
    for (let pause = 20; performance.now() < deadline; pause = Math.min(pause * 2, 1_000)) {
        const sandbox = await find(client, id);
        if (!sandbox)
            return;
        if (!asked)
            await remove(client, id);
        asked = true;
        await (0,promises_.setTimeout)(pause);
    }
    throw new domain_failure/* Failure */.H({
        code: 'timeout',
        tell: 'Daytona did not confirm in time that a sandbox is gone; look for it in its dashboard.',
        retryable: true,
    });
}
async function sweep(client, runId) {
    const ids = await client.api('list sandboxes', async (daytona) => {
        const found = [];
        const labels = { app: 'patchplane', run: runId };
        for await (const sandbox of daytona.list({ labels })) {
            // The list is foreign: only what carries our labels is ours to delete.
            const { app, run } = sandbox.labels;
            if (app === labels.app && run === runId)
                found.push(sandbox.id);
        }
        return found;
    });
    await Promise.all(ids.map((id) => destroy(client, id)));
    return ids.length;
}
async function find(client, id) {
    const state = await quietly(() => client.api('look up a sandbox', async (daytona) => (await daytona.get(id)).state ?? 'unknown'));
    return state === 'destroyed' ? undefined : state;
}
async function remove(client, id) {
    await quietly(() => client.api('delete a sandbox', async (daytona) => daytona.delete(await daytona.get(id), 60)));
}
/** Not there, or being changed by somebody who deletes it too: the loop finds out. */
async function quietly(work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof domain_failure/* Failure */.H && error.code === 'not-found')
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/action/plugins/daytona/files.js

const transferSeconds = 300;
async function upload(client, sandbox, files) {
    if (files.length === 0)
        return;
    const sources = files.map(({ path, content }) => ({
        source: Buffer.from(content),
        destination: path,
    }));
    await client.inside(sandbox.id, 'upload files', ({ fs }) => fs.uploadFiles(sources, transferSeconds));
}
/** `maxBytes` is for each file. */
async function collect(client, sandbox, paths, maxBytes) {
    const contents = [];
    for (const path of paths)
        contents.push(await collectOne(client, sandbox.id, path, maxBytes));
    return contents;
}
/** Asks for the size first: what is too large is not fetched at all. */
async function collectOne(client, id, path, maxBytes) {
    const details = await unlessMissing(() => client.inside(id, 'look at a file', ({ fs }) => fs.getFileDetails(path)));
    if (!details)
        return undefined;
    if (details.isDir)
        throw notAFile();
    if (details.size > maxBytes)
        throw tooLarge(maxBytes);
    return fetchFile(client, id, path, maxBytes);
}
/** Counts while it reads, because a file may be larger than it said. */
function fetchFile(client, id, path, maxBytes) {
    return unlessMissing(() => client.inside(id, 'download a file', async ({ fs }) => drain(await fs.downloadFileStream(path, transferSeconds), maxBytes)));
}
async function unlessMissing(work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof domain_failure/* Failure */.H && error.code === 'not-found')
            return undefined;
        throw error;
    }
}
async function drain(stream, maxBytes) {
    const chunks = [];
    let size = 0;
    for await (const chunk of stream) {
        if (!(chunk instanceof Uint8Array))
            continue;
        size += chunk.length;
        if (size > maxBytes)
            throw tooLarge(maxBytes);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
function tooLarge(maxBytes) {
    return new domain_failure/* Failure */.H({
        code: 'too-large',
        tell: `A file in the sandbox is larger than the ${maxBytes} bytes that may be collected; make it smaller or raise the limit.`,
    });
}
function notAFile() {
    return new domain_failure/* Failure */.H({
        code: 'invalid-answer',
        tell: 'A folder was found in the sandbox where a file was expected.',
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/shell-text.js
/**
 * The vendor's wire takes commands as shell text; this is the only place that writes any.
 * A word between single quotes means itself in every POSIX shell and in zsh.
 */
function quote(word) {
    if (word.includes('\0'))
        throw new TypeError('a command cannot hold a NUL character');
    return `'${word.replaceAll("'", `'\\''`)}'`;
}
/**
 * Everything runs in a subshell: the session's own shell sources this text, and a bare `exit`
 * or `exec` would take it along and leave the command without an exit code for ever.
 */
function runText(program, keepBytes) {
    const { out, err } = outputFiles(program.folder);
    return `(
${enter(program)}
(
${become(program)}
) >${quote(out)} 2>${quote(err)} </dev/null
code=$?
${keepText(program.folder, keepBytes)}
exit $code
)`;
}
/** Standard output and input stay with the session; standard error goes to a file. */
function attachText(program) {
    return `(
${enter(program)}
${become(program)} 2>${quote(outputFiles(program.folder).err)}
)`;
}
/** Keeps the first bytes of both outputs in files of their own, so that no more are fetched. */
function keepText(folder, bytes) {
    const { out, err, keptOut, keptErr } = outputFiles(folder);
    return `head -c ${bytes} ${quote(out)} >${quote(keptOut)}
head -c ${bytes} ${quote(err)} >${quote(keptErr)}`;
}
function outputFiles(folder) {
    return {
        out: `${folder}/out`,
        err: `${folder}/err`,
        keptOut: `${folder}/out.kept`,
        keptErr: `${folder}/err.kept`,
    };
}
function enter({ folder, cwd }) {
    return `mkdir -p -- ${quote(folder)} && cd -- ${quote(cwd)} || exit 126`;
}
/** `exec` finds programs only: a word such as `exit` is not read as the shell's own. */
function become({ argv, env }) {
    if (argv.length === 0 || argv[0]?.startsWith('-') || argv[0] === '') {
        throw new TypeError('a command starts with the name of a program');
    }
    const exports = Object.entries(env).map(([name, value]) => {
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
            throw new TypeError('not a variable name');
        return `export ${name}=${quote(value)}\n`;
    });
    return `${exports.join('')}exec ${argv.map(quote).join(' ')}`;
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/execute.js





const shortestPauseMs = 10;
const longestPauseMs = 1_000;
/**
 * One program in a session of its own. The vendor's one-shot call mixes both outputs and does
 * not survive long runs, so outputs go to files and the exit code is polled for. The clock
 * that ends it is ours: when it runs out, the session is deleted with all its processes.
 */
async function execute({ client, now }, sandbox, command) {
    const session = `run-${(0,external_node_crypto_.randomUUID)()}`;
    const folder = `${sandbox.scratch}/${session}`;
    const { argv, cwd = sandbox.workspace, env = {}, maxOutputBytes } = command;
    const text = runText({ argv, cwd, env, folder }, maxOutputBytes + 1);
    const started = now();
    const commandId = await start(client, sandbox.id, session, text);
    const exitCode = await waitForExit(client, sandbox.id, { session, commandId }, command.timeoutSeconds);
    const durationMs = now() - started;
    await closeSession(client, sandbox.id, session);
    if (exitCode === null)
        await keepOutput(client, sandbox.id, folder, maxOutputBytes + 1);
    const { keptOut, keptErr } = outputFiles(folder);
    const read = (path) => fetchFile(client, sandbox.id, path, maxOutputBytes + 1);
    const [out, err] = await Promise.all([read(keptOut), read(keptErr)]);
    const stdout = out ?? new Uint8Array();
    const stderr = err ?? new Uint8Array();
    return {
        exitCode,
        timedOut: exitCode === null,
        stdout: stdout.subarray(0, maxOutputBytes),
        stderr: stderr.subarray(0, maxOutputBytes),
        // Missing files are lost output, which is never the same as no output.
        truncated: !out || !err || Math.max(out.length, err.length) > maxOutputBytes,
        durationMs,
    };
}
/** Opens a session and starts a command in it; resolves with the command's id. */
async function start(client, id, session, command) {
    await client.inside(id, 'open a session', ({ process }) => process.createSession(session));
    const { cmdId } = await client.inside(id, 'start a command', ({ process }) => process.executeSessionCommand(session, { command, runAsync: true, suppressInputEcho: true }));
    return cmdId;
}
/**
 * The exit code, or null when time ran out. Waits a tenth of the time that it waited already:
 * a short command is noticed at once, a long one is not asked after all the time.
 */
async function waitForExit(client, id, { session, commandId }, timeoutSeconds) {
    const started = performance.now();
    const deadline = started + timeoutSeconds * 1000;
    for (;;) {
        const { exitCode } = await client.inside(id, 'ask for an exit code', ({ process }) => process.getSessionCommand(session, commandId));
        if (exitCode !== undefined && exitCode !== null)
            return exitCode;
        const now = performance.now();
        if (now >= deadline)
            return null;
        const pause = Math.min(Math.max(shortestPauseMs, (now - started) / 10), longestPauseMs);
        await (0,promises_.setTimeout)(Math.min(pause, deadline - now));
    }
}
/** Ends every process of the session. One that is gone already is as good. */
async function closeSession(client, id, session) {
    await client
        .inside(id, 'close a session', ({ process }) => process.deleteSession(session))
        .catch(async (error) => {
        if (!(await client.isAlive(id)))
            throw sandboxLost(error);
    });
}
async function keepOutput(client, id, folder, bytes) {
    const text = `(${keepText(folder, bytes)}\n)`;
    await client.inside(id, 'read the output of a command', ({ process }) => process.executeCommand(text, undefined, undefined, 30));
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/check-out.js


/**
 * Exactly one commit, detached, and no token left behind. Nothing hostile ran yet, so the
 * sandbox's git can be asked; what it says later is never believed.
 */
async function checkOut(client, { cloneUrl, cloneToken }, sandbox, { owner, name, commit }) {
    const user = cloneToken === undefined ? undefined : 'x-access-token';
    await client.inside(sandbox.id, 'clone the repository', ({ git }) => git.clone(cloneUrl(owner, name), sandbox.workspace, undefined, commit, user, cloneToken));
    const look = await execute({ client, now: Date.now }, sandbox, {
        argv: ['sh', '-c', 'git rev-parse HEAD && cat .git/config'],
        timeoutSeconds: 60,
        maxOutputBytes: 64 * 1024,
    });
    const [head, ...config] = Buffer.from(look.stdout).toString('utf8').split('\n');
    if (look.exitCode !== 0 || head !== commit) {
        throw new domain_failure/* Failure */.H({
            code: 'invalid-answer',
            tell: `The sandbox does not hold commit ${commit.slice(0, 12)} after the clone; check that the commit is still reachable.`,
        });
    }
    if (look.truncated || (cloneToken && holds(config.join('\n'), cloneToken))) {
        throw new domain_failure/* Failure */.H({
            code: 'tampered',
            tell: 'The clone left the access token in the sandbox, so the sandbox was given up; report this to whoever runs Daytona.',
        });
    }
}
/** As it is, or as basic authentication writes it. */
function holds(text, token) {
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    return text.includes(token) || text.includes(basic);
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/network-policy.js

const mostEntries = 10;
/**
 * Our terms in the vendor's. Default is deny: nothing listed means that all is blocked. The
 * vendor's lists know names and address ranges but no ports, so a name loses its port; a
 * loopback route keeps it, which only a local stand-in can grant.
 */
function networkSettings({ policy, allow }) {
    const domains = new Set(policy.network.blockAll ? [] : policy.network.allowDomains);
    const ranges = new Set();
    for (const { host, port } of allow.map(readEntry)) {
        if (host === 'localhost' || host.startsWith('127.'))
            domains.add(`${host}:${port}`);
        else if (/^[\d.]+$/.test(host))
            ranges.add(`${host}/32`);
        else
            domains.add(host);
    }
    if (domains.size > mostEntries || ranges.size > mostEntries) {
        throw misconfigured(`more than ${mostEntries} entries`);
    }
    if (domains.size + ranges.size === 0)
        return { networkBlockAll: true };
    return {
        networkBlockAll: false,
        ...(domains.size > 0 && { domainAllowList: [...domains].join(',') }),
        ...(ranges.size > 0 && { networkAllowList: [...ranges].join(',') }),
    };
}
function readEntry(entry) {
    const [, host, port] = /^([^\s:,/]+):(\d{1,5})$/.exec(entry) ?? [];
    if (!host || !port)
        throw misconfigured(`"${entry.slice(0, 100)}" is not host:port`);
    return { host: host.toLowerCase(), port };
}
/** Whether the sandbox says that it got what was asked for; an open network is never that. */
function sameNetwork(asked, got) {
    if (asked.networkBlockAll)
        return got.networkBlockAll === true;
    return ((got.domainAllowList ?? '') === (asked.domainAllowList ?? '') &&
        (got.networkAllowList ?? '') === (asked.networkAllowList ?? ''));
}
function misconfigured(what) {
    return new domain_failure/* Failure */.H({
        code: 'misconfigured',
        tell: `The sandbox's network policy cannot be expressed: ${what}. Correct the allow list in the policy.`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/provision.js





const home = '/home/daytona';
const createSeconds = 300;
async function provision_provision(client, settings, request) {
    const id = await create(client, settings.snapshot, request);
    try {
        const sandbox = await describe(client, id, request);
        await checkOut(client, settings, sandbox, request.checkout);
        return sandbox;
    }
    catch (error) {
        // Nobody else knows of this sandbox yet.
        await destroy(client, id).catch(() => undefined);
        throw error;
    }
}
/** Name and labels are there before the sandbox is, so that `sweep` finds a lost one. */
async function create(client, snapshot, { runId, purpose, policy, ...request }) {
    const network = networkSettings({ runId, purpose, policy, ...request });
    const sandbox = await client.api('create a sandbox', (daytona) => daytona.create({
        name: `patchplane-${runId}-${purpose}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`,
        labels: { app: 'patchplane', run: runId, purpose },
        language: 'typescript',
        public: false,
        ephemeral: policy.ephemeral,
        autoStopInterval: policy.autoStopMinutes,
        ttlMinutes: policy.ttlMinutes,
        ...network,
        ...(snapshot === undefined ? {} : { snapshot }),
    }, { timeout: createSeconds }));
    return sandbox.id;
}
/** Asks again what it is: the answer to the request may only echo the request. */
async function describe(client, id, request) {
    const actual = await client.api('describe a sandbox', (daytona) => daytona.get(id));
    if (!sameNetwork(networkSettings(request), networkOf(actual))) {
        throw new domain_failure/* Failure */.H({
            code: 'misconfigured',
            tell: 'Daytona did not apply the network policy to the sandbox, so nothing was run in it; check what the organisation allows.',
        });
    }
    return {
        id,
        provider: 'daytona',
        purpose: request.purpose,
        workspace: `${home}/workspace`,
        scratch: `${home}/.patchplane`,
        isolation: isolationOf(actual),
    };
}
function networkOf({ networkBlockAll, networkAllowList, domainAllowList }) {
    return {
        networkBlockAll: networkBlockAll ?? false,
        networkAllowList: networkAllowList ?? '',
        domainAllowList: domainAllowList ?? '',
    };
}
function isolationOf(actual) {
    const facts = {
        ...networkOf(actual),
        target: actual.target,
        snapshot: actual.snapshot,
        sandboxClass: actual.sandboxClass,
        user: actual.user,
        public: actual.public,
        cpu: actual.cpu,
        memoryGib: actual.memory,
        diskGib: actual.disk,
        autoStopMinutes: actual.autoStopInterval,
        autoDeleteMinutes: actual.autoDeleteInterval,
        autoDestroyAt: actual.autoDestroyAt,
    };
    return Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => value === undefined || value === '' ? [] : [[name, String(value)]]));
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/byte-queue.js
function createByteQueue() {
    const waiting = [];
    let ended;
    let wake = () => { };
    return {
        push(bytes) {
            if (ended)
                return;
            waiting.push(bytes);
            wake();
        },
        end(error) {
            ended ??= error === undefined ? {} : { error };
            wake();
        },
        async *[Symbol.asyncIterator]() {
            for (;;) {
                for (let next = waiting.shift(); next; next = waiting.shift())
                    yield next;
                if (ended && 'error' in ended)
                    throw ended.error;
                if (ended)
                    return;
                await new Promise((resolve) => {
                    wake = resolve;
                });
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/line-ledger.js
function createLineLedger(deliver) {
    let delivered = 0;
    let insideLine = false;
    /** `text` starts at `position`; what was delivered before is left out. */
    function hand(text, position) {
        const fresh = text.slice(Math.max(0, delivered - position));
        if (fresh === '')
            return;
        delivered += fresh.length;
        deliver(fresh);
    }
    return {
        telling() {
            let unfinished = [];
            let position = 0;
            insideLine = false;
            return (text) => {
                insideLine = !text.endsWith('\n');
                const end = text.lastIndexOf('\n') + 1;
                if (end === 0) {
                    unfinished.push(text);
                    return;
                }
                const lines = unfinished.join('') + text.slice(0, end);
                unfinished = [text.slice(end)];
                hand(lines, position);
                position += lines.length;
            };
        },
        insideLine: () => insideLine,
        whole(text, complete) {
            // The other way of telling drops a byte order mark.
            const same = text.replace(/^\uFEFF/, '');
            hand(complete ? same : same.slice(0, same.lastIndexOf('\n') + 1), 0);
        },
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/follow-output.js


const askEveryMs = 5_000;
const patienceAfterExitMs = 3_000;
const silenceMs = 30_000;
const heldBackMs = 300;
/**
 * Delivers all standard output of a command, each line once; resolves with its exit code, or
 * null when `signal` ended it first. The vendor's log stream may close at any moment as if it
 * were done, or hang for ever; so after it settles, or when it is suspiciously quiet, the
 * command itself is asked, and the journal fetched whole over HTTP fills every gap.
 */
async function followOutput(followed) {
    const ledger = createLineLedger(followed.deliver);
    for (let pause = 100; !followed.signal.aborted; pause = Math.min(pause * 2, 5_000)) {
        const opened = performance.now();
        await listen(followed, ledger);
        if (followed.signal.aborted)
            break;
        const exitCode = await askExitCode(followed);
        ledger.whole(await fetchJournal(followed), exitCode !== undefined);
        if (exitCode !== undefined)
            return exitCode;
        if (performance.now() - opened > 10_000)
            pause = 100;
        await (0,promises_.setTimeout)(pause);
    }
    return null;
}
/** What was written so far and not told yet, in one go; for the moment before the end. */
async function fetchJournal(followed) {
    const { client, sandboxId, session, commandId } = followed;
    const { stdout } = await client.inside(sandboxId, 'read the output of a process', ({ process }) => process.getSessionCommandLogs(session, commandId));
    return stdout ?? '';
}
async function askExitCode(followed) {
    const { client, sandboxId, session, commandId } = followed;
    const { exitCode } = await client.inside(sandboxId, 'ask for an exit code', ({ process }) => process.getSessionCommand(session, commandId));
    return exitCode ?? undefined;
}
/** One connection, until it settles, or the command ended without it noticing, or it is silent. */
async function listen(followed, ledger) {
    const { client, sandboxId, session, commandId, signal } = followed;
    const onText = ledger.telling();
    let open = true;
    let heard = performance.now();
    const stream = client
        .inside(sandboxId, 'follow the output of a process', ({ process }) => process.getSessionCommandLogs(session, commandId, (text) => {
        heard = performance.now();
        if (open && !signal.aborted)
            onText(text);
    }, 
    // Both must be given; standard error is in a file.
    () => undefined))
        // How it ended does not matter: the command is asked either way.
        .catch(() => undefined);
    const stopFilling = fillHeldBack(followed, ledger, () => performance.now() - heard);
    const settled = stream.then(() => {
        open = false;
    });
    while (open && !signal.aborted) {
        await Promise.race([settled, (0,promises_.setTimeout)(askEveryMs, undefined, { signal }).catch(() => undefined)]);
        if (!open || signal.aborted || performance.now() - heard > silenceMs)
            break;
        if ((await askExitCode(followed)) !== undefined) {
            await Promise.race([settled, (0,promises_.setTimeout)(patienceAfterExitMs)]);
            break;
        }
    }
    open = false;
    stopFilling();
}
/**
 * The vendor's client keeps a last piece of one or two bytes to itself until more comes: the
 * end of a line that somebody waits for. Quiet inside a line, the journal is asked, once.
 */
function fillHeldBack(followed, ledger, quietMs) {
    let asked = false;
    const timer = setInterval(() => {
        if (!ledger.insideLine() || quietMs() < heldBackMs) {
            asked = false;
            return;
        }
        if (asked)
            return;
        asked = true;
        fetchJournal(followed).then((text) => ledger.whole(text, false), 
        // Then the next one who asks will see.
        () => undefined);
    }, heldBackMs / 2);
    timer.unref();
    return () => clearInterval(timer);
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/start-process.js






/**
 * One process that is talked to. The vendor's stream is text: bytes that are not UTF-8 and NUL
 * do not survive it, a last line always ends; JSON lines pass unchanged. Beyond
 * `maxOutputBytes` the process is stopped and its output ends with `Failure` `too-large`.
 */
async function startProcess(client, sandbox, { argv, cwd = sandbox.workspace, env = {}, maxOutputBytes }) {
    const session = `talk-${(0,external_node_crypto_.randomUUID)()}`;
    const folder = `${sandbox.scratch}/${session}`;
    const commandId = await start(client, sandbox.id, session, attachText({ argv, cwd, env, folder }));
    const output = createByteQueue();
    const ending = new AbortController();
    let bytes = 0;
    const deliver = (text) => {
        const piece = Buffer.from(text, 'utf8');
        bytes += piece.length;
        if (bytes <= maxOutputBytes)
            output.push(piece);
        else if (!ending.signal.aborted) {
            output.end(tooMuch(maxOutputBytes));
            void stop().catch(() => undefined);
        }
    };
    const followed = { client, sandboxId: sandbox.id, session, commandId };
    const exited = followOutput({ ...followed, signal: ending.signal, deliver }).then((exitCode) => {
        output.end();
        return { exitCode };
    }, (error) => {
        output.end(ending.signal.aborted ? undefined : error);
        return { exitCode: null };
    });
    let writing = Promise.resolve();
    let stopping;
    function stop() {
        ending.abort();
        stopping ??= closeSession(client, sandbox.id, session);
        return stopping;
    }
    return {
        sessionId: session,
        commandId,
        stdout: output,
        writeLine(line) {
            if (line.includes('\n'))
                throw new TypeError('one line at a time');
            const written = writing.then(() => client.inside(sandbox.id, 'write to a process', ({ process }) => process.sendSessionCommandInput(session, commandId, `${line}\n`)));
            writing = written.catch(() => undefined);
            return written;
        },
        exit: () => exited,
        stop,
    };
}
function tooMuch(maxOutputBytes) {
    return new domain_failure/* Failure */.H({
        code: 'too-large',
        tell: `A process in the sandbox wrote more than ${maxOutputBytes} bytes and was stopped; raise the output budget if that was wanted.`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/daytona/daytona-sandbox.js






/** Sandboxes at Daytona, or at anything that speaks its wire. */
function createDaytonaSandbox(options) {
    const client = createDaytonaClient(options);
    const now = options.now ?? Date.now;
    return {
        provision: (request) => provision_provision(client, options, request),
        upload: (sandbox, files) => upload(client, sandbox, files),
        execute: (sandbox, command) => execute({ client, now }, sandbox, command),
        startProcess: (sandbox, command) => startProcess(client, sandbox, command),
        collectArtifacts: (sandbox, paths, maxBytes) => collect(client, sandbox, paths, maxBytes),
        destroy: (sandbox) => destroy(client, sandbox.id),
        sweep: (runId) => sweep(client, runId),
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/github/answers.js


/** GitHub's answers, as far as they are used. Fields that nobody reads are let through unseen. */
const Id = schemas/* int */.Whr().positive();
const Account = schemas/* object */.Ikc({ id: Id, login: schemas/* string */.YjP() });
const RepositoryAnswer = schemas/* object */.Ikc({
    id: Id,
    name: schemas/* string */.YjP(),
    full_name: schemas/* string */.YjP(),
    owner: Account,
    private: schemas/* boolean */.zMY(),
    default_branch: schemas/* string */.YjP(),
    archived: schemas/* boolean */.zMY().default(false),
    disabled: schemas/* boolean */.zMY().default(false),
    permissions: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* boolean */.zMY()).optional(),
});
const PermissionAnswer = schemas/* object */.Ikc({
    permission: schemas/* enum */.k5n(['none', 'read', 'write', 'admin']),
    role_name: schemas/* string */.YjP().optional(),
    user: Account.nullable(),
});
const RefAnswer = schemas/* object */.Ikc({
    ref: schemas/* string */.YjP(),
    object: schemas/* object */.Ikc({ type: schemas/* string */.YjP(), sha: ids/* GitObjectId */.hO }),
});
const CommitAnswer = schemas/* object */.Ikc({
    sha: ids/* GitObjectId */.hO,
    tree: schemas/* object */.Ikc({ sha: ids/* GitObjectId */.hO }),
    parents: schemas/* array */.YOg(schemas/* object */.Ikc({ sha: ids/* GitObjectId */.hO })),
});
const ObjectAnswer = schemas/* object */.Ikc({ sha: ids/* GitObjectId */.hO });
const IssueAnswer = schemas/* object */.Ikc({ title: schemas/* string */.YjP(), body: schemas/* string */.YjP().nullish() });
const CommentAnswer = schemas/* object */.Ikc({
    id: Id,
    html_url: schemas/* url */.OZ5(),
    body: schemas/* string */.YjP().nullish(),
    user: Account.nullable(),
});
const CommentsAnswer = schemas/* array */.YOg(CommentAnswer);
const ReactionAnswer = schemas/* object */.Ikc({ user: Account });
const CheckAnswer = schemas/* object */.Ikc({
    id: Id,
    name: schemas/* string */.YjP(),
    external_id: schemas/* string */.YjP().nullish(),
    html_url: schemas/* url */.OZ5().nullish(),
    head_sha: ids/* GitObjectId */.hO,
});
const ChecksAnswer = schemas/* object */.Ikc({ check_runs: schemas/* array */.YOg(CheckAnswer) })
    .transform(({ check_runs }) => check_runs);
const PullAnswer = schemas/* object */.Ikc({
    id: Id,
    number: Id,
    html_url: schemas/* url */.OZ5(),
    state: schemas/* enum */.k5n(['open', 'closed']),
    /** The repository is null when a fork was deleted. */
    head: schemas/* object */.Ikc({ ref: schemas/* string */.YjP(), repo: schemas/* object */.Ikc({ id: Id }).nullable() }),
});
const PullsAnswer = schemas/* array */.YOg(PullAnswer);

;// CONCATENATED MODULE: ./build/action/plugins/github/limited-text.js
/** What GitHub takes as the text of a check; comments and pull requests take one more. */
const limited_text_longestText = 65_535;
/** The beginning of a text that is too long, and a sentence that says so. */
function limited(text, most = limited_text_longestText) {
    const whole = text.toWellFormed();
    if (whole.length <= most)
        return whole;
    const notice = `\n\n_Truncated: the whole text has ${whole.length} characters and is part of the run's evidence._`;
    // Cutting a surrogate pair in half would make text that GitHub refuses.
    const start = whole.slice(0, most - notice.length).replace(/[\uD800-\uDBFF]$/, '');
    return `${start}${notice}`;
}
/** One line of plain text, for titles. */
function oneLine(text, most) {
    const line = text
        .toWellFormed()
        .replace(/\p{C}+/gu, ' ')
        .trim();
    return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

;// CONCATENATED MODULE: ./build/action/plugins/github/same-repository.js


const readRepository = {
    route: 'GET /repos/{owner}/{repo}',
    doing: 'read the repository',
    needs: 'metadata: read',
};
/**
 * Reads the repository and requires its number. Names can be given up and taken over; whoever
 * acts on a name asks this first, each time.
 */
async function requireSameRepository(client, repository) {
    const found = await client.call(readRepository, named(repository), RepositoryAnswer);
    if (String(found.id) === repository.externalId)
        return found;
    throw new domain_failure/* Failure */.H({
        code: 'auth',
        tell: `${repository.owner}/${repository.name} is now another repository (number ${found.id}, expected ${repository.externalId}); connect it again if that is meant.`,
    });
}
/** The path parameters that every endpoint of a repository has. */
function named({ owner, name }) {
    return { owner, repo: name };
}

;// CONCATENATED MODULE: ./build/action/plugins/github/check.js




/** The name that rulesets can require; never changes. */
const checkName = 'PatchPlane';
const needs = 'checks: write';
const listChecks = {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    doing: 'list the checks of the commit',
    needs: 'checks: read',
};
const createCheck = {
    route: 'POST /repos/{owner}/{repo}/check-runs',
    doing: 'create the check',
    needs,
};
const updateCheck = {
    route: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    doing: 'update the check',
    needs,
};
/** Writes the run's one check on the commit: known by its name and by the run's id. */
async function writeRunCheck(client, repository, report) {
    const fields = { ...named(repository), ...check_fieldsOf(report) };
    for (const id of await findChecks(client, repository, report)) {
        const updated = await updateIfOurs(client, { ...fields, check_run_id: id });
        if (updated)
            return published(updated);
    }
    const parameters = { ...fields, head_sha: report.headSha };
    return published(await client.call(createCheck, parameters, CheckAnswer));
}
/**
 * Several runs may check one commit, and by default GitHub lists only the newest check of a
 * name: so all are asked for.
 */
async function findChecks(client, repository, report) {
    const checks = await client.list(listChecks, { ...named(repository), ref: report.headSha, check_name: checkName, filter: 'all' }, ChecksAnswer);
    return checks
        .filter(({ name, external_id }) => name === checkName && external_id === report.runId)
        .map(({ id }) => id);
}
/** GitHub lets an App change its own checks only: another App's look-alike answers 403. */
async function updateIfOurs(client, parameters) {
    try {
        return await client.call(updateCheck, parameters, CheckAnswer);
    }
    catch (error) {
        const foreign = error instanceof domain_failure/* Failure */.H && error.code === 'auth' && /app_id/.test(error.tell);
        if (foreign)
            return undefined;
        throw error;
    }
}
function check_fieldsOf(report) {
    const { conclusion, detailsUrl } = report;
    return {
        name: checkName,
        external_id: report.runId,
        ...(conclusion ? { status: 'completed', conclusion } : { status: 'in_progress' }),
        ...(detailsUrl ? { details_url: detailsUrl } : {}),
        output: { title: oneLine(report.title, 200), summary: limited(report.summary) },
    };
}
function published(check) {
    if (!check.html_url)
        throw new domain_failure/* Failure */.H({ code: 'invalid-answer', tell: 'GitHub gave the check no address.' });
    return { externalId: String(check.id), url: check.html_url };
}

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/utils.js + 21 modules
var lib_utils = __webpack_require__(61845);
;// CONCATENATED MODULE: ./build/action/plugins/github/request-problem.js


/** Octokit's error, as far as it matters here; a lost connection has no response. */
const OctokitError = schemas/* object */.Ikc({
    status: schemas/* number */.aig(),
    response: schemas/* object */.Ikc({
        headers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).optional()),
        data: schemas/* unknown */.L5J(),
    })
        .optional(),
});
const ErrorBody = schemas/* object */.Ikc({
    message: schemas/* string */.YjP(),
    errors: schemas/* array */.YOg(schemas/* object */.Ikc({ message: schemas/* string */.YjP().optional() })).optional(),
});
function request_problem_problemOf(error, purpose, timedOut) {
    if (timedOut)
        return problem('timeout', `GitHub did not answer in time to ${purpose.doing}.`, error);
    const decoded = OctokitError.safeParse(error);
    const response = decoded.success ? decoded.data.response : undefined;
    if (!decoded.success || !response) {
        const tell = `GitHub could not be reached to ${purpose.doing}.`;
        return { ...problem('unavailable', tell, error), passing: true };
    }
    const { status } = decoded.data;
    const said = messageIn(response.data);
    const waitMs = rateLimitWait(status, response.headers, said);
    if (waitMs !== undefined) {
        const tell = `GitHub limits requests and asks to wait ${Math.ceil(waitMs / 1_000)} seconds; it did not ${purpose.doing}.`;
        return { ...problem('rate-limited', tell, error), waitMs };
    }
    const advice = adviceFor(status, purpose);
    const tell = `GitHub answered ${status} when asked to ${purpose.doing}: ${said}.${advice}`;
    return {
        ...problem(codeOf(status, said), tell, error),
        passing: status === 502 || status === 503 || status === 504,
    };
}
const retryableCodes = ['timeout', 'unavailable', 'rate-limited'];
function problem(code, tell, cause) {
    const failure = new domain_failure/* Failure */.H({ code, tell, retryable: retryableCodes.includes(code), cause });
    return { failure, passing: false, waitMs: undefined };
}
function codeOf(status, said) {
    if (status === 401 || status === 403)
        return 'auth';
    if (status === 404 || status === 410)
        return 'not-found';
    if (status === 409)
        return 'conflict';
    if (status === 413)
        return 'too-large';
    if (status >= 500)
        return 'unavailable';
    return /already exists|not a fast forward/i.test(said) ? 'conflict' : 'misconfigured';
}
function adviceFor(status, { needs }) {
    if (status === 401)
        return ' Check that the token is valid and not expired.';
    if (status === 403 || status === 404)
        return ` The token needs "${needs}" on this repository.`;
    return '';
}
/** GitHub's own words: from outside, so cut short and without control characters. */
function messageIn(data) {
    const body = ErrorBody.safeParse(data);
    if (!body.success)
        return 'no reason given';
    const details = body.data.errors?.flatMap(({ message }) => message ?? []) ?? [];
    const text = [body.data.message, ...details].join('; ').replace(/\p{C}+/gu, ' ');
    return text.slice(0, 300).replace(/\.$/, '');
}
/** Milliseconds to wait where this is a rate limit, primary or secondary. */
function rateLimitWait(status, headers, said) {
    if (status !== 403 && status !== 429)
        return undefined;
    const after = Number(headers['retry-after'] ?? Number.NaN);
    if (Number.isFinite(after))
        return Math.max(0, after) * 1_000;
    if (String(headers['x-ratelimit-remaining']) === '0') {
        const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
        return Number.isFinite(reset) ? Math.max(0, reset * 1_000 - Date.now()) : 60_000;
    }
    // GitHub's advice for a secondary limit without a header is a minute.
    return status === 429 || /rate limit/i.test(said) ? 60_000 : undefined;
}

;// CONCATENATED MODULE: ./build/action/plugins/github/client.js




const pageSize = 100;
/** An issue holds at most 2,500 comments, and no other list that is read here is longer. */
const mostPages = 26;
function createClient(options) {
    const octokit = new lib_utils/* GitHub */.gq((0,lib_utils/* getOctokitOptions */.EG)(options.token, {
        baseUrl: options.apiUrl,
        userAgent: 'patchplane',
        log: silent,
        ...(isOnThisMachine(options.apiUrl) ? { request: { fetch } } : {}),
    }));
    const once = async ({ route, ...purpose }, parameters) => {
        const signal = AbortSignal.timeout(options.timeoutMs ?? 15_000);
        try {
            const response = await octokit.request(route, { ...parameters, request: { signal } });
            return { kind: 'answered', data: response.data };
        }
        catch (error) {
            return { kind: 'problem', problem: request_problem_problemOf(error, purpose, signal.aborted) };
        }
    };
    const call = async (endpoint, parameters, answer) => {
        const data = await persist(once, endpoint, parameters, options.sleep ?? promises_.setTimeout);
        return client_decode(endpoint, data, answer);
    };
    return {
        call,
        list: async (endpoint, parameters, answer) => {
            const items = [];
            for (let page = 1; page <= mostPages; page += 1) {
                const found = await call(endpoint, { ...parameters, per_page: pageSize, page }, answer);
                items.push(...found);
                if (found.length < pageSize)
                    return items;
            }
            const tell = `GitHub lists more than ${mostPages * pageSize} items when asked to ${endpoint.doing}.`;
            throw new domain_failure/* Failure */.H({ code: 'too-large', tell });
        },
    };
}
/** A proxy of the environment is for GitHub: a stand-in on this machine is never behind it. */
function isOnThisMachine(apiUrl) {
    return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(apiUrl).hostname);
}
const client_mostTries = 3;
async function persist(once, endpoint, parameters, sleep) {
    for (let tried = 1;; tried += 1) {
        const outcome = await once(endpoint, parameters);
        if (outcome.kind === 'answered')
            return outcome.data;
        const pause = pauseAfter(outcome.problem, endpoint.route.startsWith('GET '), tried);
        if (pause === undefined)
            throw outcome.problem.failure;
        await sleep(pause);
    }
}
const longestWaitMs = 60_000;
/** How long to wait before trying again; undefined where trying again is no use or no right. */
function pauseAfter(problem, onlyAsks, tried) {
    if (tried >= client_mostTries)
        return undefined;
    if (problem.waitMs !== undefined)
        return problem.waitMs <= longestWaitMs ? problem.waitMs : undefined;
    if (!problem.passing || !onlyAsks)
        return undefined;
    return 250 * 4 ** (tried - 1) * (1 + Math.random());
}
function client_decode(endpoint, data, answer) {
    const decoded = answer.safeParse(data);
    if (decoded.success)
        return decoded.data;
    throw new domain_failure/* Failure */.H({
        code: 'invalid-answer',
        tell: `GitHub answered in an unknown shape when asked to ${endpoint.doing}.`,
        cause: decoded.error,
    });
}
/** Octokit would write deprecations to the console; what matters comes back as a `Failure`. */
const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
};

;// CONCATENATED MODULE: ./build/action/plugins/github/comment.js



const comment_needs = 'issues: write';
const listComments = {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    doing: 'list the comments of the issue',
    needs: comment_needs,
};
const createComment = {
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    doing: 'comment on the issue',
    needs: comment_needs,
};
const updateComment = {
    route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
    doing: 'update the comment',
    needs: comment_needs,
};
const reactToIssue = {
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions',
    doing: 'react to the issue',
    needs: comment_needs,
};
/**
 * Writes the run's one comment: the first call makes it, the next ones edit it. Ours is the
 * comment that begins with the run's marker *and* was written by us, since anybody can write
 * the marker, and a token that may comment may also edit other people's comments.
 */
async function writeRunComment(client, self, request) {
    const marker = `<!-- patchplane:run=${request.runId} -->`;
    const issue = { ...named(request.repository), issue_number: request.issueNumber };
    self.id ??= await askOwnAccount(client, issue);
    const comments = await client.list(listComments, issue, CommentsAnswer);
    const ours = comments.find(({ body, user }) => user?.id === self.id && body?.startsWith(marker));
    const body = limited(`${marker}\n${request.body}`);
    const written = ours
        ? await client.call(updateComment, { ...named(request.repository), comment_id: ours.id, body }, CommentAnswer)
        : await client.call(createComment, { ...issue, body }, CommentAnswer);
    return { externalId: String(written.id), url: written.html_url };
}
/**
 * `GITHUB_TOKEN` and installation tokens may not ask who they are. The answer to a reaction
 * names its author, and the same reaction twice is one, so the "eyes" that a run leaves on its
 * issue anyway tell it.
 */
async function askOwnAccount(client, issue) {
    const { user } = await client.call(reactToIssue, { ...issue, content: 'eyes' }, ReactionAnswer);
    return user.id;
}

;// CONCATENATED MODULE: ./build/action/plugins/github/feedback.js





const feedback_needs = 'issues: write';
const feedback_reactToIssue = {
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions',
    doing: 'react to the issue',
    needs: feedback_needs,
};
const reactToComment = {
    route: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    doing: 'react to the comment',
    needs: feedback_needs,
};
/** Telling people on GitHub. Needs `issues: write` and, as an App or `GITHUB_TOKEN`, `checks: write`. */
function createGitHubFeedback(options) {
    const client = createClient(options);
    const self = { id: options.authorId };
    return {
        react: async ({ repository, issueNumber, commentId }, reaction) => {
            await requireSameRepository(client, repository);
            const [endpoint, target] = commentId === undefined
                ? [feedback_reactToIssue, { issue_number: issueNumber }]
                : [reactToComment, { comment_id: commentId }];
            const { user } = await client.call(endpoint, { ...named(repository), ...target, content: reaction }, ReactionAnswer);
            self.id ??= user.id;
        },
        createIssueComment: async (repository, issueNumber, runId, body) => {
            await requireSameRepository(client, repository);
            return writeRunComment(client, self, { repository, issueNumber, runId, body });
        },
        publishCheck: async (repository, report) => {
            await requireSameRepository(client, repository);
            return writeRunCheck(client, repository, report);
        },
    };
}

;// CONCATENATED MODULE: ./build/action/domain/permission.js

const Permission = schemas/* enum */.k5n([
    'workspace:view',
    'repo:connect',
    'prompt:create',
    'run:start',
    'run:interrupt',
    'review:create',
    'decision:approve',
    'decision:reject',
    'publication:create',
]);
const WorkspaceRole = schemas/* enum */.k5n([
    'owner',
    'admin',
    'maintainer',
    'reviewer',
    'operator',
    'viewer',
]);
/** What a role may do. The approval app and the Convex functions both read this one table. */
const rolePermissions = {
    owner: Permission.options,
    admin: Permission.options,
    maintainer: Permission.options.filter((permission) => permission !== 'repo:connect'),
    reviewer: ['workspace:view', 'review:create', 'decision:approve', 'decision:reject'],
    operator: ['workspace:view', 'prompt:create', 'run:start', 'run:interrupt'],
    viewer: ['workspace:view'],
};
/** GitHub's repository permissions, lowest first. */
const RepositoryPermission = schemas/* enum */.k5n([
    'none',
    'read',
    'triage',
    'write',
    'maintain',
    'admin',
]);
/** The role that a repository permission stands for where no WorkOS organisation is linked. */
const roleOfRepositoryPermission = {
    none: undefined,
    read: 'viewer',
    triage: 'viewer',
    write: 'operator',
    maintain: 'maintainer',
    admin: 'admin',
};
/** Unknown roles of a provider are viewers; WorkOS's plain `member` operates. */
function workspaceRole(providerRole) {
    if (providerRole === 'member')
        return 'operator';
    const known = WorkspaceRole.safeParse(providerRole);
    return known.success ? known.data : 'viewer';
}

;// CONCATENATED MODULE: ./build/action/domain/repository-connection.js


const Status = schemas/* enum */.k5n(['active', 'suspended', 'removed', 'reconnect_required']);
/** An account (user or organisation) that let PatchPlane in, and by whom. */
const AccountConnection = schemas/* strictObject */.rej({
    provider: schemas/* literal */.euz('github'),
    workspaceId: ids/* WorkspaceId */.Xi,
    installationId: schemas/* string */.YjP(),
    accountExternalId: schemas/* string */.YjP(),
    accountLogin: schemas/* string */.YjP(),
    accountType: schemas/* string */.YjP().optional(),
    status: Status,
    connectedByActorId: ids/* ActorId */.ND,
    createdAt: ids/* Timestamp */.Dc,
    updatedAt: ids/* Timestamp */.Dc,
});
/** A repository enrolled for runs. Keyed by the numeric id, so a rename changes nothing. */
const RepositoryConnection = schemas/* strictObject */.rej({
    id: ids/* RepositoryId */.s1,
    workspaceId: ids/* WorkspaceId */.Xi,
    repositoryExternalId: schemas/* string */.YjP().regex(/^\d+$/),
    owner: schemas/* string */.YjP().min(1),
    name: schemas/* string */.YjP().min(1),
    fullName: schemas/* string */.YjP().min(3),
    defaultBranch: schemas/* string */.YjP().min(1),
    private: schemas/* boolean */.zMY(),
    selected: schemas/* boolean */.zMY(),
    permissionsJson: schemas/* string */.YjP().optional(),
    status: Status,
});

;// CONCATENATED MODULE: ./build/action/plugins/github/branches.js



const readRef = {
    route: 'GET /repos/{owner}/{repo}/git/ref/{ref}',
    doing: 'read the branch',
    needs: 'contents: read',
};
const readCommit = {
    route: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
    doing: 'read the commit of the branch',
    needs: 'contents: read',
};
const prefix = 'refs/heads/';
/** Commit and tree that a branch points at; `Failure` `not-found` where there is no such branch. */
async function resolveBranch(client, repository, ref) {
    const found = await client.call(readRef, { ...named(repository), ref: `heads/${branchName(ref)}` }, RefAnswer);
    if (found.ref !== ref || found.object.type !== 'commit')
        throw new domain_failure/* Failure */.H({
            code: 'invalid-answer',
            tell: `GitHub answered with another ref than ${JSON.stringify(ref)}.`,
        });
    const commit = await client.call(readCommit, { ...named(repository), commit_sha: found.object.sha }, CommitAnswer);
    if (commit.sha !== found.object.sha)
        throw new domain_failure/* Failure */.H({ code: 'invalid-answer', tell: 'GitHub answered with another commit.' });
    return { commit: commit.sha, tree: commit.tree.sha };
}
/** `refs/heads/x` is the branch `x`. A short name could also be a tag or a commit: refused. */
function branchName(ref) {
    if (ref.startsWith(prefix) && ref.length > prefix.length)
        return ref.slice(prefix.length);
    throw new domain_failure/* Failure */.H({
        code: 'misconfigured',
        tell: `${JSON.stringify(ref)} is not the full name of a branch; write refs/heads/<name>.`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/github/reader.js







const readPermission = {
    route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    doing: 'read the permission of the requester',
    needs: 'metadata: read',
};
const readIssue = {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
    doing: 'read the issue',
    needs: 'issues: read',
};
/** Reading from GitHub. Needs `metadata`, `contents` and `issues`, each for reading. */
function createGitHubReader(options) {
    const client = createClient(options);
    return {
        verifyRepositoryAccess: async (repository) => connectionOf(await requireSameRepository(client, repository)),
        readActorPermission: async (repository, actor, login) => {
            await requireSameRepository(client, repository);
            const parameters = { ...named(repository), username: login };
            try {
                const answer = await client.call(readPermission, parameters, PermissionAnswer);
                return permissionOf(answer, actor.id, login);
            }
            catch (error) {
                if (isUnknownUser(error))
                    return 'none';
                throw error;
            }
        },
        freezeBase: async (repository, ref) => {
            await requireSameRepository(client, repository);
            return { ...(await resolveBranch(client, repository, ref)), ref };
        },
        readIssue: async (repository, number) => {
            await requireSameRepository(client, repository);
            const parameters = { ...named(repository), issue_number: number };
            const { title, body } = await client.call(readIssue, parameters, IssueAnswer);
            // As intake has them: text that JSON can carry but UTF-8 can not would never compare equal.
            return { title: title.toWellFormed(), body: (body ?? '').toWellFormed() };
        },
    };
}
function connectionOf(answer) {
    return RepositoryConnection.parse({
        id: `github:${answer.id}`,
        workspaceId: `github:${answer.owner.id}`,
        repositoryExternalId: String(answer.id),
        owner: answer.owner.login,
        name: answer.name,
        fullName: answer.full_name,
        defaultBranch: answer.default_branch,
        private: answer.private,
        selected: true,
        ...(answer.permissions ? { permissionsJson: JSON.stringify(answer.permissions) } : {}),
        // Nothing can be published to either.
        status: answer.archived || answer.disabled ? 'suspended' : 'active',
    });
}
/** What `permission` says for each role; a role that an organisation defined itself has no entry. */
const coarse = {
    none: 'none',
    read: 'read',
    triage: 'read',
    write: 'write',
    maintain: 'write',
    admin: 'admin',
};
/**
 * The permission is looked up by login, which can change hands, so the account that GitHub
 * speaks of must be the one that acted.
 */
function permissionOf(answer, actorId, login) {
    if (!answer.user || `github:${answer.user.id}` !== actorId)
        throw new domain_failure/* Failure */.H({
            code: 'auth',
            tell: `The login ${JSON.stringify(login)} does not belong to the account that made the request.`,
        });
    const role = RepositoryPermission.safeParse(answer.role_name);
    const fits = role.success && coarse[role.data] === answer.permission;
    return fits ? role.data : answer.permission;
}
/** GitHub says 404 both for a hidden repository and for a login that nobody has. */
function isUnknownUser(error) {
    return error instanceof domain_failure/* Failure */.H && error.code === 'not-found' && /is not a user/.test(error.tell);
}

;// CONCATENATED MODULE: ./build/action/domain/actor.js


/** Somebody or something that acts: a person, an App, an agent, or PatchPlane itself. */
const Actor = schemas/* strictObject */.rej({
    id: ids/* ActorId */.ND,
    displayName: schemas/* string */.YjP().min(1).max(200),
});

;// CONCATENATED MODULE: ./build/action/domain/external-workflow-ref.js


/** Where a request came from, in the provider's own terms; kept for people and for audit. */
const ExternalWorkflowRef = schemas/* strictObject */.rej({
    provider: schemas/* literal */.euz('github'),
    /** Names the event once and for all: the same delivery never makes a second run. */
    deliveryId: schemas/* string */.YjP().min(1).max(200),
    eventKind: schemas/* string */.YjP().regex(/^[a-z_]+(\.[a-z_]+)*$/),
    repository: schemas/* strictObject */.rej({
        provider: schemas/* literal */.euz('github'),
        installationId: schemas/* string */.YjP().optional(),
        externalId: schemas/* string */.YjP().regex(/^\d+$/),
        owner: schemas/* string */.YjP().min(1),
        name: schemas/* string */.YjP().min(1),
        fullName: schemas/* string */.YjP().min(3),
    }),
    issue: schemas/* strictObject */.rej({
        externalId: schemas/* string */.YjP(),
        number: schemas/* int */.Whr().positive(),
        title: schemas/* string */.YjP(),
        body: schemas/* string */.YjP(),
    })
        .optional(),
    pullRequest: schemas/* strictObject */.rej({
        externalId: schemas/* string */.YjP(),
        number: schemas/* int */.Whr().positive(),
        updatedAt: schemas/* string */.YjP(),
        baseSha: ids/* GitObjectId */.hO,
        headSha: ids/* GitObjectId */.hO,
        previousHeadSha: ids/* GitObjectId */.hO.optional(),
        headRef: schemas/* string */.YjP(),
        baseRef: schemas/* string */.YjP(),
    })
        .optional(),
    commentExternalId: schemas/* string */.YjP().optional(),
    url: schemas/* url */.OZ5({ protocol: /^https?$/ }).optional(),
    sender: schemas/* strictObject */.rej({
        provider: schemas/* literal */.euz('github'),
        externalId: schemas/* string */.YjP().regex(/^\d+$/),
        login: schemas/* string */.YjP().min(1),
        kind: schemas/* enum */.k5n(['User', 'Bot', 'Organization', 'Mannequin']),
    }),
});

;// CONCATENATED MODULE: ./build/action/domain/workspace.js


/** The team that owns runs: a WorkOS organisation, or the repository's owner without one. */
const Workspace = schemas/* strictObject */.rej({
    id: ids/* WorkspaceId */.Xi,
    name: schemas/* string */.YjP().min(1).max(200),
});

;// CONCATENATED MODULE: ./build/action/domain/workflow-intake.js





/** A request, provider-neutral and frozen: the text that was asked is hashed here. */
const WorkflowIntake = schemas/* strictObject */.rej({
    actor: Actor,
    workspace: Workspace,
    source: schemas/* enum */.k5n(['app', 'external', 'dev', 'workflow_dispatch']),
    traceId: ids/* TraceId */.nI,
    prompt: schemas/* string */.YjP().min(1).max(60_000),
    promptSha256: ids/* Sha256 */.IA,
    externalRef: ExternalWorkflowRef,
});

;// CONCATENATED MODULE: ./build/action/plugins/github/prompt-text.js
/** More than this is not a task but a file; it is refused rather than cut, since half a task is another task. */
const longestPrompt = 60_000;
/**
 * The text that is asked of the agent, frozen: line ends as line feeds, and characters that no
 * person can see in a terminal or that no JSON can carry shown as U+FFFD, never dropped.
 */
function promptText(...parts) {
    const text = parts
        .map((part) => prompt_text_visible(part).trim())
        .filter((part) => part !== '')
        .join('\n\n');
    if (text === '')
        return { kind: 'unusable', reason: 'there is no text to work on' };
    if (text.length > longestPrompt)
        return {
            kind: 'unusable',
            reason: `the text has ${text.length} characters, and at most ${longestPrompt} are taken: shorten it`,
        };
    return { kind: 'text', text };
}
function prompt_text_visible(text) {
    return text
        .toWellFormed()
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\t\n]/gu, '\uFFFD');
}

;// CONCATENATED MODULE: ./build/action/plugins/github/intake.js



/** A label was put on an issue: its title and body are the task, the labeller asks. */
function issueIntake(event, payload) {
    const { issue, repository, sender } = payload;
    const prompt = promptText(issue.title, issue.body ?? '');
    if (prompt.kind === 'unusable')
        return ignored(`the issue can not be used: ${prompt.reason}`);
    // Once for each time the label is put on: GitHub moves updated_at when it is.
    const content = [repository.id, issue.id, issue.number, issue.updated_at, sender.id];
    return intake_intake(event, payload, {
        source: 'external',
        eventKind: 'issues.labeled',
        prompt: prompt.text,
        targetRef: `refs/heads/${repository.default_branch}`,
        content,
        subject: {
            url: issue.html_url,
            // Kept as GitHub has it, to notice edits since the trigger.
            issue: {
                externalId: String(issue.id),
                number: issue.number,
                title: issue.title.toWellFormed(),
                body: (issue.body ?? '').toWellFormed(),
            },
        },
    });
}
/** Somebody started the workflow by hand, with the task as its `prompt` input. */
function dispatchIntake(event, payload) {
    const { repository, sender, ref, workflow, inputs } = payload;
    const input = inputs?.['prompt'];
    if (typeof input !== 'string')
        return ignored('the dispatch has no "prompt" input');
    const prompt = promptText(input);
    if (prompt.kind === 'unusable')
        return ignored(`the prompt can not be used: ${prompt.reason}`);
    if (!/^refs\/heads\/.+/.test(ref))
        return ignored('the dispatch is not on a branch');
    return intake_intake(event, payload, {
        source: 'workflow_dispatch',
        eventKind: 'workflow_dispatch',
        prompt: prompt.text,
        targetRef: ref,
        content: [repository.id, workflow, ref, sender.id, sha256Hex(prompt.text)],
        subject: {},
    });
}
function ignored(reason) {
    return { kind: 'ignored', reason };
}
function intake_intake(event, payload, request) {
    const { repository, sender, installation } = payload;
    const { source, eventKind, prompt, targetRef, content, subject } = request;
    const deliveryId = event.deliveryId ?? digest_digestOf([eventKind, ...content.map(wellFormed)]);
    const { owner } = repository;
    const made = WorkflowIntake.safeParse({
        actor: { id: `github:${sender.id}`, displayName: sender.login },
        workspace: { id: `github:${owner.id}`, name: owner.login },
        source,
        // The same event has the same trace, wherever and however often it is looked at.
        traceId: sha256Hex(`trace:${deliveryId}`).slice(0, 32),
        prompt,
        promptSha256: sha256Hex(prompt),
        externalRef: {
            provider: 'github',
            deliveryId,
            eventKind,
            repository: {
                provider: 'github',
                ...(installation ? { installationId: String(installation.id) } : {}),
                externalId: String(repository.id),
                owner: owner.login,
                name: repository.name,
                fullName: `${owner.login}/${repository.name}`,
            },
            ...subject,
            sender: {
                provider: 'github',
                externalId: String(sender.id),
                login: sender.login,
                kind: sender.type,
            },
        },
    });
    if (!made.success)
        return ignored('the event does not make a valid request');
    return { kind: 'intake', intake: made.data, targetRef };
}
function wellFormed(part) {
    return typeof part === 'string' ? part.toWellFormed() : part;
}

;// CONCATENATED MODULE: ./build/action/plugins/github/payloads.js

/** Webhook payloads, as far as they are used; names that end up in addresses are held to their alphabet. */
const payloads_Id = schemas/* int */.Whr().positive();
const Name = schemas/* string */.YjP().regex(/^[A-Za-z0-9._-]{1,100}$/);
const Login = schemas/* string */.YjP().regex(/^[A-Za-z0-9_-]{1,100}(\[bot\])?$/);
const Event = schemas/* object */.Ikc({
    repository: schemas/* object */.Ikc({
        id: payloads_Id,
        name: Name,
        owner: schemas/* object */.Ikc({ id: payloads_Id, login: Login }),
        default_branch: schemas/* string */.YjP().min(1).max(250),
    }),
    sender: schemas/* object */.Ikc({
        id: payloads_Id,
        login: Login,
        type: schemas/* enum */.k5n(['User', 'Bot', 'Organization', 'Mannequin']),
    }),
    installation: schemas/* object */.Ikc({ id: payloads_Id }).optional(),
});
const IssuesPayload = Event.extend({
    action: schemas/* string */.YjP(),
    issue: schemas/* object */.Ikc({
        id: payloads_Id,
        number: payloads_Id,
        title: schemas/* string */.YjP(),
        body: schemas/* string */.YjP().nullish(),
        state: schemas/* enum */.k5n(['open', 'closed']).default('open'),
        html_url: schemas/* url */.OZ5({ protocol: /^https?$/ }),
        updated_at: schemas/* string */.YjP(),
        pull_request: schemas/* unknown */.L5J().optional(),
    }),
});
const LabeledPayload = IssuesPayload.extend({ label: schemas/* object */.Ikc({ name: schemas/* string */.YjP() }) });
const DispatchPayload = Event.extend({
    ref: schemas/* string */.YjP(),
    workflow: schemas/* string */.YjP(),
    inputs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
});

;// CONCATENATED MODULE: ./build/action/plugins/github/signature.js

/**
 * Whether GitHub signed these bytes with the secret (`X-Hub-Signature-256`). The comparison
 * takes equally long wherever the two differ. Without a secret nothing is ever valid.
 */
function isSigned(secret, rawBody, signature) {
    if (!secret || !/^sha256=[0-9a-f]{64}$/.test(signature))
        return false;
    const expected = (0,external_node_crypto_.createHmac)('sha256', secret).update(rawBody).digest();
    return (0,external_node_crypto_.timingSafeEqual)(expected, Buffer.from(signature.slice('sha256='.length), 'hex'));
}

;// CONCATENATED MODULE: ./build/action/plugins/github/webhooks.js



/** Turns GitHub's events into requests, or says why one is none. */
function createGitHubWebhooks(options) {
    const label = options.label ?? 'patchplane';
    return {
        verifySignature: async (rawBody, signature) => isSigned(options.secret, rawBody, signature),
        toIntake: (event) => {
            if (event.name === 'issues')
                return fromIssues(event, label);
            if (event.name === 'workflow_dispatch')
                return fromDispatch(event);
            return ignored(`PatchPlane does not act on "${webhooks_plain(event.name)}" events`);
        },
    };
}
function fromIssues(event, label) {
    const issues = IssuesPayload.safeParse(event.payload);
    if (!issues.success)
        return ignored(unknownShape(event, issues.error));
    const { action, issue } = issues.data;
    if (action === 'opened')
        return ignored(`a new issue is taken up when it gets the label "${label}"`);
    if (action !== 'labeled')
        return ignored(`PatchPlane does not act on "issues.${webhooks_plain(action)}" events`);
    const labeled = LabeledPayload.safeParse(event.payload);
    if (!labeled.success)
        return ignored(unknownShape(event, labeled.error));
    // GitHub takes two labels that differ in case only for the same one.
    if (labeled.data.label.name.toLowerCase() !== label.toLowerCase())
        return ignored(`the label is not "${label}"`);
    if (issue.state !== 'open')
        return ignored('the issue is closed');
    if (issue.pull_request)
        return ignored('the issue is a pull request');
    return issueIntake(event, labeled.data);
}
function fromDispatch(event) {
    const payload = DispatchPayload.safeParse(event.payload);
    if (!payload.success)
        return ignored(unknownShape(event, payload.error));
    return dispatchIntake(event, payload.data);
}
/** Names the place, never the value: the payload is not ours and the reason gets printed. */
function unknownShape(event, error) {
    const place = error.issues[0]?.path.join('.') || 'the whole payload';
    return `the "${webhooks_plain(event.name)}" event is not of GitHub's shape at ${webhooks_plain(place)}`;
}
function webhooks_plain(word) {
    return word.replace(/[^A-Za-z0-9_.-]/g, '?').slice(0, 60);
}

;// CONCATENATED MODULE: ./build/action/plugins/model-route/pricing.js
/**
 * Used where nobody said what a model costs: about what a large hosted model costs today. A
 * budget in dollars must end a run on an unknown model too, so a guess is better than nothing.
 */
const assumed = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };
const free = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
/** US dollars per million tokens. A server of the user's own costs nothing per token. */
function assumedPricing(provider) {
    return provider === 'openai-compatible' ? free : assumed;
}

;// CONCATENATED MODULE: ./build/action/plugins/model-route/providers.js

const realProviders = (/* unused pure expression or super */ null && ([
    'cloudflare-ai-gateway',
    'openai',
    'anthropic',
    'openai-compatible',
]));
const openai = schemas/* object */.Ikc({ OPENAI_API_KEY: secret('OPENAI_API_KEY') }).transform(({ OPENAI_API_KEY }) => (model) => ({
    provider: 'openai',
    model,
    api: 'openai-completions',
    baseUrl: 'https://api.openai.com/v1',
    headers: bearer(OPENAI_API_KEY),
}));
const anthropic = schemas/* object */.Ikc({ ANTHROPIC_API_KEY: secret('ANTHROPIC_API_KEY') }).transform(({ ANTHROPIC_API_KEY }) => (model) => ({
    provider: 'anthropic',
    model,
    api: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com',
    headers: { 'x-api-key': ANTHROPIC_API_KEY },
}));
/** Ollama, vLLM and the like. The key has a name of its own: OpenAI's would go to a stranger. */
const compatible = schemas/* object */.Ikc({
    PATCHPLANE_AGENT_BASE_URL: baseUrl('PATCHPLANE_AGENT_BASE_URL'),
    PATCHPLANE_AGENT_API_KEY: secret('PATCHPLANE_AGENT_API_KEY').optional(),
})
    .transform((keys) => (model) => ({
    provider: 'openai-compatible',
    model,
    api: 'openai-completions',
    baseUrl: keys.PATCHPLANE_AGENT_BASE_URL,
    headers: keys.PATCHPLANE_AGENT_API_KEY ? bearer(keys.PATCHPLANE_AGENT_API_KEY) : {},
}));
const cloudflare = schemas/* object */.Ikc({
    CLOUDFLARE_API_KEY: secret('CLOUDFLARE_API_KEY'),
    CLOUDFLARE_ACCOUNT_ID: pathPart('CLOUDFLARE_ACCOUNT_ID'),
    CLOUDFLARE_GATEWAY_ID: pathPart('CLOUDFLARE_GATEWAY_ID'),
})
    .transform((keys) => (model) => {
    const gateway = `${keys.CLOUDFLARE_ACCOUNT_ID}/${keys.CLOUDFLARE_GATEWAY_ID}`;
    return {
        provider: 'cloudflare-ai-gateway',
        model,
        api: apiOf('cloudflare-ai-gateway', model),
        baseUrl: `https://gateway.ai.cloudflare.com/v1/${gateway}/${gatewayPath(model)}`,
        headers: { 'cf-aig-authorization': `Bearer ${keys.CLOUDFLARE_API_KEY}` },
    };
});
/** Each reads the variables that its provider needs; its issues are sentences for a person. */
const offers = {
    'cloudflare-ai-gateway': cloudflare,
    openai,
    anthropic,
    'openai-compatible': compatible,
};
/** The protocol that this provider's model is spoken to with. */
function apiOf(provider, model) {
    const byGateway = provider === 'cloudflare-ai-gateway' && gatewayPath(model) === 'anthropic';
    return provider === 'anthropic' || byGateway ? 'anthropic-messages' : 'openai-completions';
}
/** The gateway has one path per family; `provider/model` names go through its common one. */
function gatewayPath(model) {
    if (model.includes('/'))
        return 'compat';
    return model.startsWith('claude-') ? 'anthropic' : 'openai';
}
function bearer(key) {
    return { authorization: `Bearer ${key}` };
}
function secret(name) {
    return schemas/* string */.YjP({ error: `${name} is missing: set it to the provider's API key.` })
        .regex(/^[\x21-\x7e]+$/, { error: `${name} is empty or holds spaces or line breaks.` });
}
function pathPart(name) {
    return schemas/* string */.YjP({ error: `${name} is missing: copy it from the gateway's page.` })
        .regex(/^[A-Za-z0-9_-]+$/, { error: `${name} may hold letters, digits, _ and - only.` });
}
function baseUrl(name) {
    const shape = `${name} must be an http(s) address without user, query or fragment, like http://127.0.0.1:11434/v1.`;
    return schemas/* string */.YjP({ error: `${name} is missing: set it to the address that /chat/completions follows.` })
        .refine(isPlainAddress, { error: shape });
}
function isPlainAddress(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !['http:', 'https:'].includes(url.protocol))
        return false;
    return `${url.username}${url.password}${url.search}${url.hash}` === '';
}

;// CONCATENATED MODULE: ./build/action/plugins/model-route/model-route.js





const timeoutMs = 10_000;
/** Starting and stopping take time that is not the agent's. */
const graceSeconds = 5 * 60;
const Issued = schemas/* looseObject */._H3({ token: schemas/* string */.YjP().min(16).max(500) });
/** Grants of the model route: a token for one run, one model, a budget and an end. */
function createModelRoute(options) {
    const { provider, model, egress, now = Date.now } = options;
    const pricing = options.pricing ?? assumedPricing(provider);
    const api = apiOf(provider, model);
    return {
        describe: () => ({ provider, model, egress }),
        async grant(runId, budgets) {
            const limits = limitsOf(budgets, now());
            const body = JSON.stringify({ runId, model, pricing, ...limits });
            const response = await ask(options, { method: 'POST', path: '/grants', body });
            const issued = Issued.safeParse(await response.json().catch(() => undefined));
            if (!issued.success)
                throw unusable('it answered without a token');
            return {
                provider,
                model,
                baseUrl: clientBaseUrl(api, options.insideBaseUrl),
                api,
                token: issued.data.token,
                exposure: 'grant',
                egress,
                pricing,
            };
        },
        async revoke({ token }) {
            const id = (0,external_node_crypto_.createHash)('sha256').update(token).digest('hex').slice(0, 32);
            await ask(options, { method: 'DELETE', path: `/grants/${id}` });
        },
    };
}
function limitsOf({ modelRequests, costUsd, wallSeconds }, now) {
    return {
        maxRequests: modelRequests,
        maxCostUsd: costUsd,
        expiresAt: now + (wallSeconds + graceSeconds) * 1_000,
    };
}
/** Anthropic's clients put `/v1` in front of their path themselves. */
function clientBaseUrl(api, insideBaseUrl) {
    const base = insideBaseUrl.replace(/\/+$/, '');
    return api === 'anthropic-messages' ? base.replace(/\/v1$/, '') : base;
}
async function ask({ url, adminKey }, { method, path, body }) {
    const response = await send(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
    });
    // A grant that is not there any more needs no revoking.
    if (response.ok || (method === 'DELETE' && response.status === 404))
        return response;
    if (response.status === 401)
        throw new domain_failure/* Failure */.H({ code: 'auth', tell: 'The model route refused the admin key; check it.' });
    throw unusable(`it answered HTTP ${response.status}`);
}
async function send(address, request) {
    try {
        return await fetch(address, request);
    }
    catch (cause) {
        throw new domain_failure/* Failure */.H({
            code: 'unavailable',
            tell: 'The model route did not answer; check that it runs and can be reached.',
            retryable: true,
            cause,
        });
    }
}
function unusable(because) {
    return new domain_failure/* Failure */.H({
        code: 'invalid-answer',
        tell: `The model route gave no grant: ${because}. Check its version and address.`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/deadline.js

/** The result, or `Failure` `timeout` when it does not come in time. The work itself goes on. */
async function within(milliseconds, tell, work) {
    const late = Promise.withResolvers();
    const timer = setTimeout(() => late.reject(new domain_failure/* Failure */.H({ code: 'timeout', tell, retryable: true })), milliseconds);
    try {
        return await Promise.race([work, late.promise]);
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/line-decoder.js
const lineFeed = 0x0a;
const line_decoder_carriageReturn = 0x0d;
/** What is kept of a line that is too long: enough to say what it was. */
const headBytes = 1_024;
/**
 * Strict LF framing. Only byte 0x0A ends a line; one carriage return before it goes.
 * Deliberately not Node's `readline`: it also splits on U+2028, U+2029 and a lone CR, which
 * are ordinary characters inside JSON strings.
 */
function createLineDecoder(limitBytes) {
    let number = 0;
    let offset = 0;
    let pieces = [];
    let pending = 0;
    let skipping = false;
    /** Adds to the line at hand; answers with its head at the moment it passes the limit. */
    function append(piece) {
        pending += piece.length;
        if (skipping)
            return undefined;
        pieces.push(piece);
        if (pending <= limitBytes)
            return undefined;
        skipping = true;
        return { number, offset, bytes: line_decoder_joined(pieces).subarray(0, headBytes), truncated: true };
    }
    function finish(lineEnd) {
        const whole = skipping
            ? undefined
            : { number, offset, bytes: withoutReturn(line_decoder_joined(pieces)), truncated: false };
        number += 1;
        offset += pending + lineEnd;
        pieces = [];
        pending = 0;
        skipping = false;
        return whole;
    }
    return {
        push(chunk) {
            const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
            const lines = [];
            const keep = (line) => {
                if (line)
                    lines.push(line);
            };
            let from = 0;
            for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
                keep(append(bytes.subarray(from, at)));
                keep(finish(1));
                from = at + 1;
            }
            if (from < bytes.length)
                keep(append(bytes.subarray(from)));
            return lines;
        },
        end() {
            const last = pending === 0 ? undefined : finish(0);
            return last ? [last] : [];
        },
    };
}
function line_decoder_joined(pieces) {
    const [only] = pieces;
    return pieces.length === 1 && only ? only : Buffer.concat(pieces);
}
function withoutReturn(bytes) {
    return bytes.at(-1) === line_decoder_carriageReturn ? bytes.subarray(0, -1) : bytes;
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/pi-record.js

/*
 * The rim: what Pi 1.5 writes to stdout in RPC mode (its docs/rpc.md, docs/json.md). Loose on
 * purpose: unknown fields are dropped and a field of another shape reads as absent, so that
 * a new version of Pi, or a hostile writer, can only make an event say less.
 */
const pi_record_text = schemas/* string */.YjP().optional().catch(undefined);
const flag = schemas/* boolean */.zMY().optional().catch(undefined);
const pi_record_count = schemas/* number */.aig().nonnegative().finite().optional().catch(undefined);
const tokens = schemas/* int */.Whr().nonnegative();
const PiUsage = schemas/* object */.Ikc({
    input: tokens,
    output: tokens,
    cacheRead: tokens.catch(0),
    cacheWrite: tokens.catch(0),
    cost: schemas/* object */.Ikc({ total: schemas/* number */.aig().nonnegative().finite() }),
});
const PiContent = schemas/* object */.Ikc({ type: pi_record_text, text: pi_record_text, name: pi_record_text });
const PiMessage = schemas/* object */.Ikc({
    role: pi_record_text,
    content: schemas/* union */.KCZ([
        schemas/* string */.YjP().transform((only) => [{ type: 'text', text: only, name: undefined }]),
        schemas/* array */.YOg(PiContent),
    ])
        .catch([]),
    stopReason: pi_record_text,
    errorMessage: pi_record_text,
    usage: PiUsage.optional().catch(undefined),
});
const PiRecord = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    /** Of a response: the id that the command carried. Of a dialog: the id to answer. */
    id: pi_record_text,
    command: pi_record_text,
    success: flag,
    error: pi_record_text,
    data: schemas/* object */.Ikc({ disposition: pi_record_text }).optional().catch(undefined),
    message: PiMessage.optional().catch(undefined),
    toolCallId: pi_record_text,
    toolName: pi_record_text,
    args: schemas/* looseObject */._H3({ command: pi_record_text, path: pi_record_text, pattern: pi_record_text }).optional().catch(undefined),
    result: schemas/* object */.Ikc({ content: schemas/* array */.YOg(PiContent).catch([]) })
        .optional()
        .catch(undefined),
    isError: flag,
    durationMs: pi_record_count,
    aborted: flag,
    willRetry: flag,
    attempt: pi_record_count,
    maxAttempts: pi_record_count,
    errorMessage: pi_record_text,
    finalError: pi_record_text,
    method: pi_record_text,
    title: pi_record_text,
    reason: pi_record_text,
});
/** Undefined for a line that is not a JSON object with a type. */
function readPiRecord(line) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        return undefined;
    }
    return PiRecord.safeParse(value).data;
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/untrusted-text.js
const summaryLength = 500;
const payloadLength = 16_384;
const textLength = 4_000;
const itemCount = 50;
const depthLimit = 6;
/** Controls, bidirectional overrides and other invisible formatting, line separators. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** One printable line of at most 500 characters out of whatever an agent wrote. */
function untrusted_text_summaryOf(text) {
    // Cut before cleaning: the text may be megabytes, and cleaning never makes it longer.
    const line = text
        .slice(0, 4 * summaryLength)
        .toWellFormed()
        .replace(unprintable, ' ')
        .trim();
    return untrusted_text_cut(line, summaryLength);
}
/** Compact JSON of at most 16,384 characters; long strings and lists are cut inside. */
function payloadOf(value) {
    const json = JSON.stringify(trimmed(value, 0));
    if (json.length <= payloadLength)
        return json;
    return JSON.stringify({ truncated: true, head: untrusted_text_cut(json, payloadLength / 4) });
}
function trimmed(value, depth) {
    if (typeof value === 'string')
        return untrusted_text_cut(value.toWellFormed(), textLength);
    if (typeof value !== 'object' || value === null)
        return value;
    if (depth === depthLimit)
        return '…';
    if (Array.isArray(value)) {
        return value.slice(0, itemCount).map((item) => trimmed(item, depth + 1));
    }
    const members = Object.entries(value).slice(0, itemCount);
    return Object.fromEntries(members.map(([key, member]) => [untrusted_text_cut(key.toWellFormed(), 200), trimmed(member, depth + 1)]));
}
/** Cutting may halve a surrogate pair; what is left must still be well-formed text. */
function untrusted_text_cut(text, length) {
    return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/translate.js

/** One record of Pi in our closed vocabulary. Total: what we have no word for is `unknown`. */
function translate(record) {
    return words.get(record.type)?.(record) ?? { type: 'unknown', summary: untrusted_text_summaryOf(record.type) };
}
const words = new Map([
    ['agent_start', () => ({ type: 'agent.started' })],
    ['turn_start', () => ({ type: 'turn.started' })],
    ['message_start', (record) => ({ type: 'message.started', summary: roleOf(record) })],
    ['message_update', () => ({ type: 'message.updated' })],
    ['message_end', messageEnded],
    ['tool_execution_start', toolStarted],
    ['tool_execution_update', (record) => ({ type: 'tool.updated', summary: toolOf(record) })],
    ['tool_execution_end', toolEnded],
    ['turn_end', () => ({ type: 'turn.ended' })],
    ['agent_end', agentEnded],
    ['agent_settled', agentSettled],
    ['response', responded],
    ['auto_retry_start', retrying],
    ['auto_retry_end', retried],
    ['extension_error', (record) => failed(record.error ?? 'an extension failed')],
    ['extension_ui_request', dialogAsked],
]);
function messageEnded(record) {
    const message = record.message;
    if (message?.role !== 'assistant') {
        const summary = message ? `${roleOf(record)}: ${gist(message)}` : roleOf(record);
        return { type: 'message.ended', summary: untrusted_text_summaryOf(summary) };
    }
    const { usage, stopReason, errorMessage } = message;
    return {
        type: 'message.ended',
        summary: untrusted_text_summaryOf(gist(message)),
        payloadJson: payloadOf({
            role: message.role,
            text: translate_textOf(message.content),
            stopReason,
            errorMessage,
        }),
        ...(stopReason === undefined ? {} : { stopReason: untrusted_text_summaryOf(stopReason).slice(0, 100) }),
        ...(usage === undefined ? {} : { usage: toUsage(usage) }),
    };
}
function toUsage(usage) {
    return {
        inputTokens: usage.input,
        outputTokens: usage.output,
        cacheReadTokens: usage.cacheRead,
        cacheWriteTokens: usage.cacheWrite,
        costUsd: usage.cost.total,
    };
}
function toolStarted(record) {
    const { toolCallId, args } = record;
    const target = args?.command ?? args?.path ?? args?.pattern;
    const summary = target === undefined ? toolOf(record) : `${toolOf(record)}: ${target}`;
    return {
        type: 'tool.started',
        summary: untrusted_text_summaryOf(summary),
        payloadJson: payloadOf({ toolCallId, toolName: record.toolName, args }),
    };
}
function toolEnded(record) {
    const { toolCallId, toolName, isError, durationMs } = record;
    const text = translate_textOf(record.result?.content ?? []);
    const verdict = isError === false ? 'done' : 'failed';
    return {
        type: 'tool.ended',
        summary: untrusted_text_summaryOf(`${toolOf(record)} ${verdict}: ${text}`),
        payloadJson: payloadOf({ toolCallId, toolName, isError, durationMs, text }),
    };
}
function agentEnded(record) {
    return record.willRetry === true
        ? { type: 'agent.ended', summary: 'ended, will try again' }
        : { type: 'agent.ended' };
}
/** Only an explicit `false` says that the run was not aborted. */
function agentSettled(record) {
    return { type: 'agent.settled', aborted: record.aborted !== false };
}
function responded(record) {
    const { id, success, error } = record;
    const command = record.command ?? 'a command';
    const answer = success === true ? 'accepted' : `refused: ${error ?? 'no reason given'}`;
    return {
        type: 'rpc.response',
        summary: untrusted_text_summaryOf(`${command} ${answer}`),
        payloadJson: payloadOf({ id, command: record.command, success: success === true, error }),
    };
}
function retrying(record) {
    const { attempt = 0, maxAttempts = 0, errorMessage = 'no reason given' } = record;
    return failed(`the model failed, trying again (${attempt} of ${maxAttempts}): ${errorMessage}`);
}
function retried(record) {
    if (record.success === true)
        return { type: 'unknown', summary: 'the model answered again' };
    return failed(`the model kept failing: ${record.finalError ?? 'no reason given'}`);
}
function dialogAsked(record) {
    const { method, title } = record;
    return { type: 'unknown', summary: untrusted_text_summaryOf(`asked (${method ?? 'dialog'}): ${title ?? ''}`) };
}
function failed(reason) {
    return { type: 'error', summary: untrusted_text_summaryOf(reason), payloadJson: payloadOf({ reason }) };
}
function roleOf(record) {
    return untrusted_text_summaryOf(record.message?.role ?? 'message').slice(0, 100);
}
function toolOf(record) {
    return untrusted_text_summaryOf(record.toolName ?? 'tool').slice(0, 100);
}
/** Why it failed, else what it says, else which tools it calls. */
function gist(message) {
    if (message.errorMessage !== undefined)
        return message.errorMessage;
    const text = translate_textOf(message.content);
    if (text !== '')
        return text;
    const calls = message.content.flatMap((part) => (part.name === undefined ? [] : [part.name]));
    return calls.length > 0 ? `calls ${calls.slice(0, 20).join(', ')}` : 'nothing';
}
function translate_textOf(content) {
    return content.flatMap((part) => (part.text === undefined ? [] : [part.text])).join('\n');
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/ingest.js





/** A tool result carries up to 1 MiB of output; anything far beyond is not Pi talking. */
const lineLimitBytes = 4 * 1024 * 1024;
/**
 * Nine tenths of the bytes are token deltas that nobody keeps: they are told by their first
 * bytes and never parsed. One in every 64 KiB becomes an event, as a sign of life and so that
 * who watches the output budget sees the offset move.
 */
const transientPrefixes = ['{"type":"message_update",', '{"type":"tool_execution_update",'].map((prefix) => Buffer.from(prefix));
const sampleEveryBytes = 64 * 1024;
/** Bytes of Pi's stdout to runtime events. The same bytes give the same events, however split. */
function createIngest(source) {
    const decoder = createLineDecoder(lineLimitBytes);
    let sampledAt = 0;
    function ingest(lines) {
        return lines.flatMap((line) => {
            if (line.bytes.length === 0)
                return [];
            if (!line.truncated && isTransient(line.bytes)) {
                if (line.offset - sampledAt < sampleEveryBytes)
                    return [];
                sampledAt = line.offset;
            }
            return [ingestLine(line, source)];
        });
    }
    return { push: (chunk) => ingest(decoder.push(chunk)), end: () => ingest(decoder.end()) };
}
function isTransient(bytes) {
    return transientPrefixes.some((prefix) => bytes.length > prefix.length && prefix.compare(bytes, 0, prefix.length) === 0);
}
function ingestLine(line, source) {
    if (line.truncated)
        return { event: toEvent(line, source, tooLong(line)), record: undefined };
    const record = readPiRecord(line.bytes.toString('utf8'));
    const said = record ? translate(record) : notARecord(line);
    return { event: toEvent(line, source, said), record };
}
function toEvent(line, source, said) {
    const key = (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([source.sessionId, source.commandId, 'stdout', line.number]))
        .update((0,external_node_crypto_.createHash)('sha256').update(line.bytes).digest())
        .digest('hex');
    return {
        ...said,
        id: `event-${key.slice(0, 32)}`,
        workflowRunId: source.runId,
        provider: 'pi',
        occurredAt: source.now(),
        idempotencyKey: key,
        sourceSessionId: source.sessionId.slice(0, 200),
        sourceCommandId: source.commandId.slice(0, 200),
        sourceStream: 'stdout',
        sourceLine: line.number,
        sourceOffset: line.offset,
    };
}
function tooLong(line) {
    const head = line.bytes.toString('utf8');
    return {
        type: 'error',
        summary: untrusted_text_summaryOf(`a line of more than ${lineLimitBytes} bytes was left out: ${head}`),
        payloadJson: payloadOf({ truncated: true, limitBytes: lineLimitBytes, head }),
    };
}
function notARecord(line) {
    const text = line.bytes.subarray(0, 4_096).toString('utf8');
    return {
        type: 'error',
        summary: untrusted_text_summaryOf(`a line that is not a record: ${text}`),
        payloadJson: payloadOf({ text }),
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/launch.js
function sessionFolder(scratch, name) {
    const root = `${scratch}/${name}`;
    return { agentDir: `${root}/agent`, home: `${root}/home`, stderr: `${root}/stderr.log` };
}
/**
 * Nothing is read from the checkout: no extensions, skills, templates, themes, context files
 * or trust prompts, because a repository could use each of them to steer the agent.
 */
const isolation = [
    '--no-session',
    '--no-extensions',
    '--no-skills',
    '--no-prompt-templates',
    '--no-themes',
    '--no-approve',
    '--no-context-files',
];
/**
 * A fixed shell text with the paths as arguments. Standard error goes to a file, because a
 * sandbox may write both streams to one journal and tear long lines of stdout apart.
 */
const launcher = 'mkdir -p "$HOME" && exec "$@" 2>"$0"';
function launchArguments({ nodeBin, piEntry }, folder, model) {
    const pi = [nodeBin, piEntry, '--mode', 'rpc', ...isolation, '--model', `grant/${model}`];
    return ['/bin/sh', '-c', launcher, folder.stderr, ...pi];
}
/** All that Pi, and with it every command of the agent, finds in its environment. */
function launchEnvironment({ nodeBin }, folder, grant) {
    const nodeFolder = nodeBin.slice(0, nodeBin.lastIndexOf('/'));
    return {
        PATH: `${nodeFolder}:/usr/local/bin:/usr/bin:/bin`,
        HOME: folder.home,
        LANG: 'C.UTF-8',
        PI_CODING_AGENT_DIR: folder.agentDir,
        // Unset, Pi would download search tools and look for a newer version of itself.
        PI_OFFLINE: '1',
        PI_TELEMETRY: '0',
        PATCHPLANE_GRANT: grant.token,
    };
}
/** `models.json` names the variable of the grant, never its value. */
function launchFiles({ retries }, folder, grant) {
    const model = {
        id: grant.model,
        contextWindow: 128_000,
        maxTokens: 16_384,
        input: ['text'],
        cost: grant.pricing,
    };
    const provider = {
        baseUrl: grant.baseUrl,
        api: grant.api,
        apiKey: '$PATCHPLANE_GRANT',
        models: [model],
    };
    const settings = {
        retry: { enabled: true, maxRetries: retries.count, baseDelayMs: retries.baseDelayMs },
        httpIdleTimeoutMs: 300_000,
        compaction: { enabled: true },
    };
    return [
        { path: `${folder.agentDir}/models.json`, content: launch_json({ providers: { grant: provider } }) },
        { path: `${folder.agentDir}/settings.json`, content: launch_json(settings) },
    ];
}
function launch_json(value) {
    return new TextEncoder().encode(JSON.stringify(value));
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/raw-trace.js
function createByteLog(limitBytes) {
    const chunks = [];
    let size = 0;
    let dropped = false;
    return {
        add(chunk) {
            const kept = chunk.slice(0, limitBytes - size);
            if (kept.length > 0)
                chunks.push(kept);
            size += kept.length;
            dropped ||= kept.length < chunk.length;
        },
        bytes: () => Buffer.concat(chunks),
        truncated: () => dropped,
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/event-queue.js
function createEventQueue(capacity) {
    const items = [];
    let ended;
    let changed = Promise.withResolvers();
    function announce() {
        changed.resolve();
        changed = Promise.withResolvers();
    }
    return {
        put(item) {
            items.push(item);
            announce();
        },
        async room() {
            while (items.length >= capacity && !ended)
                await changed.promise;
        },
        finish(end) {
            ended ??= end;
            announce();
        },
        async take() {
            for (;;) {
                const item = items.shift();
                if (item !== undefined) {
                    announce();
                    return { item };
                }
                if (ended)
                    return { end: ended };
                await changed.promise;
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/rpc-session.js



const queueCapacity = 5_000;
const dialogs = ['select', 'confirm', 'input', 'editor'];
function createRpcSession(process, ingest, log) {
    const queue = createEventQueue(queueCapacity);
    const waiting = new Map();
    let commands = 0;
    let ended;
    const finished = read();
    /** Reads to the very end: Pi stalls when nobody takes its output. */
    async function read() {
        try {
            for await (const chunk of process.stdout) {
                log.add(chunk);
                ingest.push(chunk).forEach(deliver);
                await queue.room();
            }
            ingest.end().forEach(deliver);
            end(lost());
        }
        catch (cause) {
            end(cause instanceof domain_failure/* Failure */.H ? cause : lost(cause));
        }
    }
    function deliver({ event, record }) {
        queue.put(event);
        if (record?.type === 'response')
            waiting.get(record.id ?? '')?.resolve(record);
        if (record?.type === 'extension_ui_request')
            declineDialog(record);
    }
    /** A dialog blocks Pi for ever, even through an abort: nobody is there to answer it. */
    function declineDialog({ id, method = '' }) {
        if (!dialogs.includes(method))
            return;
        const answer = { type: 'extension_ui_response', id, cancelled: true };
        // When the line does not get through, the process is gone and reading says so.
        process.writeLine(JSON.stringify(answer)).catch(() => undefined);
    }
    function end(failure) {
        ended = failure;
        queue.finish({ failure });
        for (const answer of waiting.values())
            answer.reject(failure);
        waiting.clear();
    }
    return {
        async ask(command, timeoutMs) {
            if (ended)
                throw ended;
            commands += 1;
            const id = `patchplane-${commands}`;
            const answer = Promise.withResolvers();
            waiting.set(id, answer);
            const sent = process.writeLine(JSON.stringify({ id, ...command }));
            const tell = `Pi did not answer "${command.type}" within ${timeoutMs / 1_000} seconds.`;
            try {
                const [record] = await within(timeoutMs, tell, Promise.all([answer.promise, sent]));
                return record;
            }
            finally {
                waiting.delete(id);
            }
        },
        async *events() {
            for (;;) {
                const next = await queue.take();
                if ('end' in next)
                    throw next.end.failure;
                yield next.item;
                if (next.item.type === 'agent.settled')
                    return;
            }
        },
        async close() {
            queue.finish({ failure: rpc_session_cancelled() });
            await finished;
        },
    };
}
function lost(cause) {
    return new domain_failure/* Failure */.H({
        code: 'sandbox-lost',
        tell: 'The agent process ended before it was done; the sandbox or Pi inside it died.',
        retryable: true,
        cause,
    });
}
function rpc_session_cancelled() {
    return new domain_failure/* Failure */.H({ code: 'cancelled', tell: 'The agent was stopped before it was done.' });
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/pi-process.js







const stderrBytes = 1024 * 1024;
/** Whoever watches the output budget shall see it pass before the sandbox cuts the stream off. */
const marginBytes = 8 * 1024 * 1024;
/** Starts Pi and waits until it answers: it has no event that says "ready". */
async function startPi(settings, name, request) {
    const pi = await launch(settings, name, request);
    try {
        await pi.rpc.ask({ type: 'get_state' }, settings.timeouts.start);
    }
    catch (cause) {
        const { stderr } = await stopPi(settings, pi);
        throw notStarted(settings.installation, request, stderr, cause);
    }
    return pi;
}
/** Gently: an abort. Then not. Whatever fails on the way, there is a trace to hand over. */
async function stopPi(settings, pi) {
    const { timeouts } = settings;
    await pi.rpc.ask({ type: 'abort' }, timeouts.abort).catch(() => undefined);
    const ended = Promise.all([pi.process.stop(), pi.rpc.close()]);
    const whole = await within(timeouts.stop, 'Pi did not stop.', ended).then(() => true, () => false);
    const stderr = await readStderr(settings, pi);
    const truncated = pi.log.truncated() || !whole || stderr.truncated;
    return { stdout: pi.log.bytes(), stderr: stderr.bytes, truncated };
}
async function launch({ sandboxes, installation, traceBytes, now }, name, { runId, sandbox, grant }) {
    const folder = sessionFolder(sandbox.scratch, name);
    await sandboxes.upload(sandbox, launchFiles(installation, folder, grant));
    const process = await sandboxes.startProcess(sandbox, {
        argv: launchArguments(installation, folder, grant.model),
        cwd: sandbox.workspace,
        env: launchEnvironment(installation, folder, grant),
        maxOutputBytes: traceBytes + marginBytes,
    });
    const { sessionId, commandId } = process;
    const log = createByteLog(traceBytes);
    const rpc = createRpcSession(process, createIngest({ runId, sessionId, commandId, now }), log);
    return { sandbox, folder, process, rpc, log };
}
/** The end of what Pi wrote to its standard error; the file is the agent's to change. */
async function readStderr({ sandboxes }, { sandbox, folder }) {
    const command = {
        argv: ['tail', '-c', String(stderrBytes), folder.stderr],
        timeoutSeconds: 10,
        maxOutputBytes: stderrBytes,
    };
    try {
        const { stdout, exitCode } = await sandboxes.execute(sandbox, command);
        return { bytes: stdout, truncated: exitCode !== 0 || stdout.length >= stderrBytes };
    }
    catch {
        return { bytes: new Uint8Array(), truncated: true };
    }
}
function notStarted({ nodeBin, piEntry }, { grant }, stderr, cause) {
    // Pi may quote its environment when it fails to start.
    const said = Buffer.from(stderr).toString('utf8').slice(-2_000).replaceAll(grant.token, '***');
    return new domain_failure/* Failure */.H({
        code: cause instanceof domain_failure/* Failure */.H ? cause.code : 'unavailable',
        tell: `Pi did not start in the sandbox; check that its image has ${nodeBin} and ${piEntry}. It said: ${untrusted_text_summaryOf(said) || 'nothing'}`,
        retryable: true,
        cause,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/pi/pi-runtime.js




/** Pi 1.5 over RPC: JSON lines through the stdin and stdout of a process in the sandbox. */
function createPiRuntime(options) {
    const settings = settingsOf(options);
    const sessions = new WeakMap();
    function running(handle) {
        const pi = sessions.get(handle);
        if (!pi)
            throw new TypeError(`no session ${handle.session.id} was started here`);
        return pi;
    }
    return {
        async startSession(request) {
            const name = `pi-session-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`;
            const startedAt = settings.now();
            const pi = await startPi(settings, name, request);
            const handle = toHandle(name, request, pi, startedAt);
            sessions.set(handle, pi);
            return handle;
        },
        async sendInstruction(handle, instruction) {
            const { abort, command } = settings.timeouts;
            const timeout = instruction.kind === 'abort' ? abort : command;
            const answer = await running(handle).rpc.ask(toCommand(instruction), timeout);
            if (answer.success !== true)
                throw pi_runtime_refused(instruction, answer.error);
            // "handled" means that no run follows: whoever waits for its end would wait for ever.
            if (instruction.kind === 'prompt' && answer.data?.disposition === 'handled')
                throw pi_runtime_refused(instruction, 'it took the text for a command of its own');
        },
        streamEvents: (handle) => running(handle).rpc.events(),
        stopSession(handle) {
            const pi = running(handle);
            pi.stopped ??= stopPi(settings, pi);
            return pi.stopped;
        },
    };
}
function settingsOf(options) {
    return {
        sandboxes: options.sandboxes,
        now: options.now,
        installation: {
            nodeBin: options.nodeBin ?? '/opt/node/bin/node',
            piEntry: options.piEntry ?? '/opt/pi/dist/bundle/cli.js',
            retries: options.retries ?? { count: 3, baseDelayMs: 2_000 },
        },
        timeouts: { start: 30_000, command: 15_000, abort: 5_000, stop: 20_000, ...options.timeouts },
        traceBytes: options.traceBytes ?? 64 * 1024 * 1024,
    };
}
function toHandle(name, { runId, sandbox }, { process }, at) {
    return {
        session: {
            id: name,
            workflowRunId: runId,
            provider: 'pi',
            sandboxId: sandbox.id,
            sessionId: process.sessionId,
            commandId: process.commandId,
            status: 'running',
            startedAt: at,
            updatedAt: at,
        },
    };
}
function toCommand(instruction) {
    switch (instruction.kind) {
        case 'prompt':
        case 'steer':
            return { type: instruction.kind, message: instruction.message };
        case 'follow-up':
            return { type: 'follow_up', message: instruction.message };
        case 'abort':
            return { type: 'abort' };
        case 'get-state':
            return { type: 'get_state' };
    }
}
function pi_runtime_refused(instruction, reason = 'no reason given') {
    return new domain_failure/* Failure */.H({
        code: 'invalid-answer',
        tell: untrusted_text_summaryOf(`Pi refused the instruction "${instruction.kind}": ${reason}`),
    });
}

;// CONCATENATED MODULE: ./build/action/core/policy/checks.js


const checks = {
    protectedPaths(globs, { paths }) {
        const matches = pathMatcher(globs);
        return paths
            .filter((fact) => matches(plainPath(fact)))
            .map(({ display }) => ({ path: display }));
    },
    'empty-patch': ({ candidate }) => (candidate.status === 'empty' ? [{}] : []),
    'required-checks': ({ candidate, verification }) => candidate.status === 'empty'
        ? []
        : verification.checks
            .filter(({ required, candidate: status }) => required && status !== 'passed')
            .map((check) => ({ detail: `"${checks_plain(check.label)}": ${check.candidate}.` })),
    'no-checks': ({ candidate, verification }) => candidate.status === 'captured' && verification.checks.length === 0 ? [{}] : [],
    'new-test-failures': ({ verification }) => eachCase(verification.summary.newFailures),
    'disappeared-tests': ({ verification }) => eachCase(verification.summary.disappeared),
    'skipped-tests': ({ verification }) => eachCase(verification.summary.newlySkipped),
    'deleted-test-files': ({ paths }) => paths
        .filter(({ kinds, status }) => kinds.includes('test') && status === 'D')
        .filter(({ oldBlob }) => !paths.some(({ newBlob }) => newBlob === oldBlob))
        .map(({ display }) => ({ path: display })),
    'tree-mode': (facts) => [
        ...ofKind('symlink', 'A symbolic link.')(facts),
        ...ofKind('gitlink', 'A submodule.')(facts),
    ],
    'executable-bit': ofKind('executable-bit-added'),
    'dependency-change': ofKind('dependency'),
    'ci-executable': ofKind('ci-executable'),
    'binary-change': ofKind('binary'),
    secrets: (facts) => secretsWhere(facts, ({ side, confidence }) => side === 'added' && confidence === 'certain'),
    'likely-secrets': (facts) => secretsWhere(facts, ({ side, confidence }) => side === 'added' && confidence === 'likely'),
    'shown-secrets': (facts) => secretsWhere(facts, ({ side, confidence }) => side === 'shown' && confidence === 'certain'),
    'hidden-characters': ({ hiddenCharacters }) => hiddenCharacters.map(({ path, line, kinds, codePoints }) => ({
        path,
        detail: `Line ${line}: ${codePoints.join(' ')} (${kinds.join(', ')}).`,
    })),
    'unusual-path': ({ paths }) => paths
        .filter(({ unusual }) => unusual.length > 0)
        .map(({ display, unusual }) => ({ path: display, detail: `${unusual.join(', ')}.` })),
    'truncated-evidence': ({ paths, truncatedEvidence, hitsTruncated }) => [
        ...paths
            .filter(({ content }) => content === 'not-scanned')
            .map(({ display }) => ({ path: display, detail: 'Too large to be looked through.' })),
        ...truncatedEvidence.map((producer) => ({ detail: `"${checks_plain(producer)}" was cut.` })),
        ...(hitsTruncated ? [{ detail: 'More secrets or hidden characters than are listed.' }] : []),
    ],
    'raw-model-key': ({ agent }) => (agent?.credential === 'raw-key' ? [{}] : []),
};
function ofKind(kind, detail) {
    return ({ paths }) => paths
        .filter(({ kinds }) => kinds.includes(kind))
        .map(({ display }) => ({ path: display, ...(detail ? { detail } : {}) }));
}
function secretsWhere({ secrets }, wanted) {
    return secrets.filter(wanted).map(({ path, rule, line }) => ({
        path,
        detail: line === null ? `In the path itself: ${rule}.` : `Line ${line}: ${rule}.`,
    }));
}
/** Case ids are names that whoever wrote the tests chose. */
function eachCase(ids) {
    return ids.map((id) => ({ detail: `"${checks_plain(id)}".` }));
}
/** One line, nothing unseen, not endless. */
function checks_plain(text) {
    const line = text === '' ? '' : displayPath(text);
    return line.length > 200 ? `${line.slice(0, 200).toWellFormed()}...` : line;
}
/** Globs are about the path itself; the escapes of `display` would hide a match. */
function plainPath({ path, display }) {
    return typeof path === 'string' ? path : display;
}

;// CONCATENATED MODULE: ./build/action/core/policy/evaluate.js


/** One rule lists this many places; the rest is counted. */
const mostPerRule = 50;
/**
 * Judges facts by a bundle. Every rule is asked, none is asked twice, and the strictest
 * finding decides: a rule can add a concern, never remove one.
 */
function evaluatePolicy(bundle, facts) {
    const findings = bundle.rules.flatMap((rule) => findingsOf(rule, facts)).sort(byWeight);
    return {
        outcome: strictest(findings),
        digest: digest_digestOf({ bundle, facts }),
        bundleId: bundle.id,
        bundleVersion: bundle.version,
        findings,
    };
}
/** From harmless to final. */
const weights = ['approve', 'manual-review', 'changes-requested', 'block'];
function strictest(findings) {
    return (weights.findLast((weight) => weight === 'approve' || findings.some(({ effect }) => effect === weight)) ?? 'block');
}
function findingsOf(rule, facts) {
    const places = rule.kind === 'protected-paths'
        ? checks.protectedPaths(rule.globs, facts)
        : checks[rule.kind](facts);
    const finding = (place) => ({
        rule: rule.id,
        severity: rule.severity,
        effect: rule.effect,
        message: place.detail ? `${rule.message} ${place.detail}` : rule.message,
        ...(place.path === undefined ? {} : { path: place.path }),
    });
    const listed = places.slice(0, mostPerRule).map(finding);
    const more = places.length - listed.length;
    return more > 0 ? [...listed, finding({ detail: `And ${more} more.` })] : listed;
}
const severities = ['blocker', 'high', 'medium', 'low', 'info'];
/** Strictest effect first, then severity, rule, path and message: one order for everybody. */
function byWeight(left, right) {
    return (weights.indexOf(right.effect) - weights.indexOf(left.effect) ||
        severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
        evaluate_compare(left.rule, right.rule) ||
        evaluate_compare(left.path ?? '\uffff', right.path ?? '\uffff') ||
        evaluate_compare(left.message, right.message));
}
function evaluate_compare(left, right) {
    if (left === right)
        return 0;
    return left < right ? -1 : 1;
}

;// CONCATENATED MODULE: ./build/action/core/policy/policy-service.js

/** PatchPlane's own policy engine, as `PolicyService` asks for it. */
function createPolicyService() {
    return { evaluatePolicy: evaluatePolicy, proposeDecision };
}
const policy_service_advice = {
    block: 'Cannot be approved',
    'changes-requested': 'Approve only with a reason',
    'manual-review': 'Look before approving',
};
function proposeDecision(verdict) {
    if (verdict.findings.length === 0)
        return ['Nothing speaks against approval.'];
    return verdict.findings.map(({ effect, path, message }) => path === undefined ? `${policy_service_advice[effect]}: ${message}` : `${policy_service_advice[effect]}: ${path}: ${message}`);
}

;// CONCATENATED MODULE: ./build/action/domain/workflow-run.js



/** One attempt to answer one request; the durable record that everything else hangs on. */
const WorkflowRun = schemas/* strictObject */.rej({
    id: ids/* RunId */.PI,
    promptRequestId: ids/* RecordId */.Fg,
    workspaceId: ids/* WorkspaceId */.Xi,
    repositoryId: ids/* RepositoryId */.s1,
    traceId: ids/* TraceId */.nI,
    state: RunState,
    /** Why the run stopped, for a person; absent while it goes on. */
    stateReason: schemas/* string */.YjP().max(2_000).optional(),
    modelVersion: schemas/* string */.YjP().max(200),
    parentWorkflowRunId: ids/* RunId */.PI.optional(),
    rootWorkflowRunId: ids/* RunId */.PI,
    attemptNumber: schemas/* int */.Whr().positive(),
    trigger: schemas/* string */.YjP().max(100),
    targetRef: schemas/* string */.YjP().startsWith('refs/heads/'),
    sourceBaseSha: ids/* GitObjectId */.hO.optional(),
    sourceCommitSha: ids/* GitObjectId */.hO.optional(),
    githubRunId: schemas/* string */.YjP().optional(),
    githubRunAttempt: schemas/* int */.Whr().positive().optional(),
    workflowRef: schemas/* string */.YjP().optional(),
    createdAt: ids/* Timestamp */.Dc,
});

;// CONCATENATED MODULE: ./build/action/plugins/convex/batches.js
const mostItems = 200;
const mostBytes = 1024 * 1024;
/** Splits a list so that no call grows beyond what the ledger takes at once. */
function batches(items) {
    const done = [];
    let batch = [];
    let bytes = 0;
    for (const item of items) {
        const size = JSON.stringify(item).length;
        if (batch.length > 0 && (batch.length === mostItems || bytes + size > mostBytes)) {
            done.push(batch);
            batch = [];
            bytes = 0;
        }
        batch.push(item);
        bytes += size;
    }
    return batch.length > 0 ? [...done, batch] : done;
}

;// CONCATENATED MODULE: ./build/action/plugins/convex/http-refusal.js
/** An answer that is not one of a function: a proxy, an outage, a refused token. */
class HttpRefusal extends Error {
    status;
    constructor(status) {
        super(`HTTP ${status}`);
        this.name = 'HttpRefusal';
        this.status = status;
    }
}

;// CONCATENATED MODULE: ./build/action/plugins/convex/to-failure.js



/** What our functions throw: see refusal.ts of the ledger. */
const Refusal = schemas/* looseObject */._H3({ code: schemas/* enum */.k5n(domain_failure/* failureCodes */.N), message: schemas/* string */.YjP().max(2_000) });
const Rejected = schemas/* looseObject */._H3({
    ZodError: schemas/* array */.YOg(schemas/* looseObject */._H3({ path: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()])) })),
});
/** Sorts what can go wrong between us and the ledger. */
function to_failure_toFailure(name, error) {
    if (error instanceof domain_failure/* Failure */.H)
        return error;
    if (error instanceof HttpRefusal)
        return ofStatus(name, error);
    if (error instanceof Error && 'data' in error)
        return ofFunction(name, error, error.data);
    if (isTimeout(error))
        return failure('timeout', `the ledger did not answer ${name} in time`, error, true);
    // fetch throws a TypeError for every way of not reaching a server.
    if (error instanceof TypeError)
        return failure('unavailable', 'the ledger can not be reached; check CONVEX_URL', error, true);
    const contended = error instanceof Error && error.message.includes('while this mutation was');
    if (contended)
        return failure('unavailable', `the ledger was busy with ${name}`, error, true);
    return failure('invalid-answer', `the ledger failed at ${name}; see its own log`, error);
}
function ofStatus(name, error) {
    if (error.status === 401 || error.status === 403)
        return failure('auth', 'the ledger does not accept this token; compare PATCHPLANE_OIDC_AUDIENCE on both sides', error, 
        // A token may have expired on its way: one that is fetched anew settles it.
        error.status === 401);
    if (error.status === 429)
        return failure('rate-limited', 'the ledger is over its rate', error, true);
    if (error.status === 413)
        return failure('too-large', `${name} was sent too much`, error);
    const outage = error.status >= 500;
    const tell = `the ledger answered ${name} with HTTP ${error.status}`;
    return failure(outage ? 'unavailable' : 'invalid-answer', tell, error, outage);
}
function ofFunction(name, error, data) {
    const refusal = Refusal.safeParse(data);
    if (refusal.success)
        return failure(refusal.data.code, `the ledger refused ${name}: ${refusal.data.message}`, error);
    const rejected = Rejected.safeParse(data);
    const where = rejected.success ? rejected.data.ZodError[0]?.path.join('.') : undefined;
    return failure('invalid-answer', `the ledger does not take this form of ${name}: ${where}`, error);
}
function isTimeout(error) {
    return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
function failure(code, tell, cause, retryable = false) {
    return new domain_failure/* Failure */.H({ code, tell, cause, retryable });
}

;// CONCATENATED MODULE: ./build/action/plugins/convex/token-cache.js

const Payload = schemas/* looseObject */._H3({ exp: schemas/* number */.aig() });
const marginSeconds = 60;
/** A token is asked for when there is none, and anew a minute before the last one ends. */
function createTokenCache(request, now = Date.now) {
    let held;
    return {
        current: async () => {
            if (held && now() < held.until)
                return held.token;
            const token = await request();
            held = { token, until: (expiryOf(token) - marginSeconds) * 1_000 };
            return token;
        },
        forget: () => {
            held = undefined;
        },
    };
}
/** Seconds since the epoch; 0 for what is no JWT, which is then not kept. Verifies nothing. */
function expiryOf(token) {
    try {
        const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
        return Payload.parse(JSON.parse(body)).exp;
    }
    catch {
        return 0;
    }
}

;// CONCATENATED MODULE: ./build/action/plugins/convex/convex-caller.js





/** Milliseconds before each further attempt. */
const pauses = [200, 800, 2_000];
/**
 * The Convex client behind a token, a time limit and retries. Retrying a write is safe: every
 * function of the ledger answers a repeated write as it answered the first.
 */
function createConvexCaller(connection) {
    const wait = connection.wait ?? (async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)));
    const tokens = createTokenCache(connection.token);
    async function send(kind, name, args) {
        const { ConvexHttpClient } = await Promise.all(/* import() */[__webpack_require__.e(682), __webpack_require__.e(77)]).then(__webpack_require__.bind(__webpack_require__, 25077));
        const { makeFunctionReference } = await Promise.all(/* import() */[__webpack_require__.e(682), __webpack_require__.e(661)]).then(__webpack_require__.bind(__webpack_require__, 97661));
        const client = new ConvexHttpClient(connection.url, {
            auth: await tokens.current(),
            logger: false,
            fetch: boundedFetch(connection.timeoutMs ?? 15_000),
        });
        return kind === 'query'
            ? await client.query(makeFunctionReference(name), args)
            : await client.mutation(makeFunctionReference(name), args);
    }
    async function attempt(kind, name, args) {
        for (let tries = 0;; tries += 1) {
            try {
                return await send(kind, name, args);
            }
            catch (error) {
                const failure = to_failure_toFailure(name, error);
                const pause = pauses[tries];
                if (!failure.retryable || pause === undefined)
                    throw failure;
                if (failure.code === 'auth')
                    tokens.forget();
                await wait(pause);
            }
        }
    }
    const call = (kind) => {
        return async (name, args, answer) => {
            const decoded = answer.safeParse(await attempt(kind, name, onTheWire(args)));
            if (decoded.success)
                return decoded.data;
            throw new domain_failure/* Failure */.H({
                code: 'invalid-answer',
                tell: `the ledger's ${name} answered in a form this version does not know; deploy the ledger and the action from the same release`,
                cause: decoded.error,
            });
        };
    };
    return { query: call('query'), mutation: call('mutation') };
}
const WireArguments = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* json */.Pq9());
/** As JSON has it: Convex knows no `undefined`, which our optional members may hold. */
function onTheWire(args) {
    return WireArguments.parse(JSON.parse(JSON.stringify(args)));
}
function boundedFetch(timeoutMs) {
    return async (input, init) => {
        const response = await fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
        if (response.ok || response.status === functionFailed)
            return response;
        throw new HttpRefusal(response.status);
    };
}
/** Convex's status for "the function threw": its body is an answer like another. */
const functionFailed = 560;

;// CONCATENATED MODULE: ./build/action/domain/publication-event.js


const PublicationEvent = schemas/* strictObject */.rej({
    id: ids/* RecordId */.Fg,
    workflowRunId: ids/* RunId */.PI,
    decisionId: ids/* RecordId */.Fg.optional(),
    candidatePatchSetId: ids/* RecordId */.Fg.optional(),
    targetSha: schemas/* string */.YjP().optional(),
    provider: schemas/* enum */.k5n(['github', 'local']),
    kind: schemas/* enum */.k5n(['issue-comment', 'check-run', 'draft-pull-request', 'branch', 'commit']),
    status: schemas/* enum */.k5n(['pending', 'published', 'failed']),
    externalId: schemas/* string */.YjP().optional(),
    url: schemas/* string */.YjP().optional(),
    summary: schemas/* string */.YjP().max(2_000).optional(),
    error: schemas/* string */.YjP().max(2_000).optional(),
    createdAt: ids/* Timestamp */.Dc,
    idempotencyKey: schemas/* string */.YjP().max(200),
});

;// CONCATENATED MODULE: ./build/action/plugins/convex/timeline.js









/** A run's timeline as it comes over the wire, where what is absent is null. */
const Timeline = schemas/* strictObject */.rej({
    run: WorkflowRun,
    events: schemas/* array */.YOg(ProvenanceEvent),
    artifacts: schemas/* array */.YOg(EvidenceArtifact),
    publications: schemas/* array */.YOg(PublicationEvent),
    candidate: CandidatePatchSet.nullable(),
    verdict: policy_bundle/* PolicyVerdict */.a0.nullable(),
    subject: ApprovalSubject.nullable(),
    decision: MergeDecision.nullable(),
});

;// CONCATENATED MODULE: ./build/action/plugins/convex/create-convex-storage.js









const Created = schemas/* strictObject */.rej({ run: WorkflowRun, created: schemas/* boolean */.zMY() });
const Head = schemas/* strictObject */.rej({ hash: ids/* Sha256 */.IA, length: schemas/* int */.Whr().nonnegative() });
const Consumption = schemas/* discriminatedUnion */.gMt('status', [
    schemas/* strictObject */.rej({ status: schemas/* literal */.euz('consumed'), decision: MergeDecision, first: schemas/* boolean */.zMY() }),
    schemas/* strictObject */.rej({ status: schemas/* literal */.euz('refused'), because: schemas/* string */.YjP() }),
]);
const Nothing = schemas/* null */.chJ();
/** How many changed paths of a candidate the ledger takes; the trust report has all of them. */
const mostChanges = 500;
/**
 * The ledger in Convex, as a GitHub job sees it. Every call carries the job's own OIDC token
 * and is authorised there; writes are idempotent, so a lost answer is asked for again.
 */
function createConvexStorage(connection) {
    const { query, mutation } = createConvexCaller(connection);
    const createWorkflow = async (intake, run) => {
        const { id, repositoryId, targetRef, trigger, modelVersion, createdAt } = run;
        const asked = { id, repositoryId, targetRef, trigger, modelVersion, createdAt };
        return await mutation('workflows:createFromIntake', { intake, run: asked }, Created);
    };
    return {
        createWorkflowFromIntake: createWorkflow,
        createWorkflowFromPrompt: createWorkflow,
        listRecentWorkflowStarts: async (limit) => await query('workflows:listRecent', { limit }, schemas/* array */.YOg(WorkflowRun)),
        transition: async (runId, to, change = {}) => await mutation('workflows:transition', { runId, to, ...change }, WorkflowRun),
        appendRuntimeEvents: async (runId, events) => {
            for (const batch of batches(events))
                await mutation('records:appendRuntimeEvents', { runId, events: batch }, Nothing);
        },
        appendProvenanceEvents: async (runId, expected, events) => await mutation('provenance:append', { runId, expected, events }, Head),
        recordEvidenceArtifacts: async (runId, artifacts) => {
            for (const batch of batches(artifacts))
                await mutation('records:recordEvidence', { runId, artifacts: batch }, Nothing);
        },
        createCandidatePatchSet: async (candidate) => {
            const kept = { ...candidate, changes: candidate.changes.slice(0, mostChanges) };
            const changesTotal = candidate.changes.length;
            const changesSha256 = digest_digestOf(candidate.changes);
            const runId = candidate.workflowRunId;
            const args = { runId, candidate: kept, changesTotal, changesSha256 };
            await mutation('records:createCandidate', args, Nothing);
        },
        createReviewRun: async (review, findings) => {
            const runId = review.workflowRunId;
            await mutation('records:createReview', { runId, review, findings }, Nothing);
        },
        recordPolicyVerdict: async (runId, verdict) => {
            await mutation('records:recordVerdict', { runId, verdict }, Nothing);
        },
        requestDecision: async (runId, subject) => {
            await mutation('requests:request', { runId, subject }, Nothing);
        },
        createPublicationEvent: async (event) => {
            await mutation('publications:record', { runId: event.workflowRunId, event }, Nothing);
        },
        readWorkflowTimeline: async (runId) => {
            const timeline = await query('workflows:timeline', { runId }, Timeline);
            return {
                ...timeline,
                candidate: timeline.candidate ?? undefined,
                verdict: timeline.verdict ?? undefined,
                subject: timeline.subject ?? undefined,
                decision: timeline.decision ?? undefined,
            };
        },
        consumeDecision: async (runId, subjectSha256) => {
            const answer = await mutation('publications:consume', { runId, subjectSha256 }, Consumption);
            if (answer.status === 'refused')
                throw new domain_failure/* Failure */.H({
                    code: 'conflict',
                    tell: `the ledger gives no decision: ${answer.because}`,
                });
            return { decision: answer.decision, first: answer.first };
        },
        completePublication: async (runId, to, reason) => await mutation('publications:complete', { runId, to, reason }, WorkflowRun),
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./build/action/plugins/git/fetch-failure.js

const signs = [
    [
        /authentication failed|could not read username|returned error: 40[13]/i,
        'auth',
        'the token may not read it',
    ],
    [/transport '.*' not allowed/i, 'misconfigured', 'its address uses a transport that is off'],
    [
        /not our ref|unadvertised object|couldn't find remote ref/i,
        'not-found',
        'it does not have this commit any more',
    ],
    [
        /repository .* not found|does not appear to be a git repository|returned error: 404/i,
        'not-found',
        'it is not there, or the token may not see it',
    ],
    [/fsck error|bad object|corrupt/i, 'invalid-answer', 'what it sent is not sound git data'],
    [
        /unable to update url base from redirection|returned error: 3\d\d/i,
        'conflict',
        'it was renamed',
    ],
];
/**
 * Reads git's stderr (locale C). Unknown words mean `unavailable`: the fetch did not happen,
 * and that is all that is known. The words themselves come from the remote and stay in `cause`.
 */
function fetchFailure(repository, stderr, token) {
    const words = token ? stderr.replaceAll(token, '[token]') : stderr;
    const cause = new Error(JSON.stringify(words.slice(0, 1_000)));
    const [, code, because] = signs.find(([sign]) => sign.test(words)) ?? [];
    return new domain_failure/* Failure */.H({
        code: code ?? 'unavailable',
        retryable: code === undefined,
        tell: `${repository} could not be fetched: ${because ?? 'the forge did not answer as expected'}.`,
        cause,
    });
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./build/action/plugins/git/git-process.js





const maxErrorBytes = 8 * 1024;
/**
 * Runs git with an argument vector, no shell, and bounds on time and output. Every exit code
 * is an answer; `Failure` is `misconfigured` (no git), `timeout`, `too-large` or
 * `unavailable` (killed by somebody else).
 */
async function runGit(gitBin, call) {
    const child = (0,external_node_child_process_.spawn)(gitBin, call.args, {
        env: call.environment,
        cwd: call.cwd,
        stdio: ['pipe', 'pipe', 'pipe'],
        // Its own process group, so that a transport helper of git ends together with it.
        detached: true,
    });
    const verb = call.args[0] ?? 'git';
    const stop = { because: undefined };
    const halt = (because) => {
        stop.because ??= because;
        killGroup(child);
    };
    const timer = setTimeout(() => halt(tooSlow(verb, call.timeoutSeconds ?? 60)), (call.timeoutSeconds ?? 60) * 1000);
    try {
        const maxOutputBytes = call.maxOutputBytes ?? 64 * 1024 * 1024;
        const [exitCode, stdout, stderr] = await Promise.all([
            exitOf(child),
            git_process_collect(child.stdout, maxOutputBytes, () => halt(git_process_tooMuch(verb, maxOutputBytes))),
            git_process_collect(child.stderr, maxErrorBytes, () => undefined),
            feed(child, call.input ?? []),
        ]);
        if (stop.because)
            throw stop.because;
        if (exitCode === null)
            throw killed(verb);
        return { exitCode, stdout, stderr: stderr.toString('utf8') };
    }
    finally {
        clearTimeout(timer);
    }
}
function exitOf(child) {
    return new Promise((resolve, reject) => {
        child.once('error', (cause) => reject(new domain_failure/* Failure */.H({
            code: 'misconfigured',
            tell: 'git could not be started: install git 2.32 or newer on this machine.',
            cause,
        })));
        child.once('close', (code) => resolve(code));
    });
}
async function git_process_collect(stream, limit, over) {
    const chunks = [];
    let size = 0;
    for await (const chunk of stream) {
        const bytes = external_node_buffer_.Buffer.from(chunk);
        const room = limit - size;
        if (bytes.length > room)
            over();
        if (room > 0)
            chunks.push(bytes.subarray(0, room));
        size += Math.min(bytes.length, room);
    }
    return external_node_buffer_.Buffer.concat(chunks);
}
/** A git that ends early closes its input; its exit code and words say why, not our EPIPE. */
async function feed(child, input) {
    if (!child.stdin)
        return;
    try {
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(input), child.stdin);
    }
    catch {
        child.stdin.destroy();
    }
}
function killGroup(child) {
    if (child.pid === undefined)
        return;
    try {
        process.kill(-child.pid, 'SIGKILL');
    }
    catch {
        child.kill('SIGKILL');
    }
}
function tooSlow(verb, seconds) {
    return new domain_failure/* Failure */.H({
        code: 'timeout',
        retryable: true,
        tell: `git ${verb} did not finish within ${seconds} seconds.`,
    });
}
function git_process_tooMuch(verb, bytes) {
    return new domain_failure/* Failure */.H({
        code: 'too-large',
        tell: `git ${verb} answered with more than ${bytes} bytes.`,
    });
}
function killed(verb) {
    return new domain_failure/* Failure */.H({
        code: 'unavailable',
        retryable: true,
        tell: `git ${verb} was killed before it finished.`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/git/git.js


function createGit(gitBin, environment) {
    const ask = ({ variables, ...call }) => runGit(gitBin, { ...call, environment: { ...environment, ...variables } });
    return {
        ask,
        async must(call) {
            const answer = await ask(call);
            if (answer.exitCode === 0)
                return answer;
            throw new domain_failure/* Failure */.H({
                code: 'invalid-answer',
                tell: `git ${call.args[0] ?? ''} failed on the trusted side (exit code ${answer.exitCode}).`,
                cause: new Error(JSON.stringify(answer.stderr.slice(0, 1_000))),
            });
        },
    };
}
/** `GIT_CONFIG_COUNT` and `GIT_CONFIG_GLOBAL` are ignored, silently, by anything older. */
async function requireVersion(git) {
    const { stdout } = await git.must({ args: ['version'], timeoutSeconds: 10 });
    const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(stdout.toString('latin1')) ?? [];
    if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 32))
        return;
    throw new domain_failure/* Failure */.H({
        code: 'misconfigured',
        tell: `git ${major}.${minor} is too old to be kept apart from the machine's configuration: install 2.32 or newer.`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/git/git-environment.js

/** Where common systems keep git. Fixed, so that nobody's PATH decides which git is believed. */
const systemPath = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';
/**
 * The whole environment of a git process: nothing is inherited, so no variable, user
 * configuration, system configuration or template of the machine can change an answer.
 */
function gitEnvironment(place) {
    return {
        PATH: place.path ?? systemPath,
        HOME: place.home,
        LANG: 'C',
        LC_ALL: 'C',
        GIT_DIR: place.gitDir,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_ATTR_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_OPTIONAL_LOCKS: '0',
        ...configVariables([
            ...steadyConfig,
            ...transportConfig(place.transports),
            ...(place.settings ?? []),
        ]),
    };
}
/**
 * The token as a setting for the one call that talks to the forge. It is in the environment
 * of that process only: not on its command line, where the machine could list it, and not in
 * a file, where it would stay. Bound to the origin, so that another host never sees it.
 */
function tokenSetting(url, token) {
    const credentials = external_node_buffer_.Buffer.from(`x-access-token:${token}`).toString('base64');
    return [`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${credentials}`];
}
const steadyConfig = [
    // Nothing but git itself runs.
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['credential.helper', ''],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    // No attributes and ignore rules but those that we hand over.
    ['core.attributesFile', '/dev/null'],
    ['core.excludesFile', '/dev/null'],
    // Names that mean `.git` on a Mac or on Windows are refused here as well.
    ['core.protectHFS', 'true'],
    ['core.protectNTFS', 'true'],
    // What comes over the wire is checked, and it comes from where we asked.
    ['transfer.fsckObjects', 'true'],
    ['fetch.fsckObjects', 'true'],
    ['fetch.recurseSubmodules', 'false'],
    ['submodule.recurse', 'false'],
    ['fetch.unpackLimit', '1'],
    ['http.followRedirects', 'false'],
    ['http.lowSpeedLimit', '1000'],
    ['http.lowSpeedTime', '30'],
];
function transportConfig(transports) {
    return [
        ['protocol.allow', 'never'],
        ...transports.map((name) => [`protocol.${name}.allow`, 'always']),
    ];
}
function configVariables(settings) {
    const variables = { GIT_CONFIG_COUNT: String(settings.length) };
    for (const [index, [key, value]] of settings.entries()) {
        variables[`GIT_CONFIG_KEY_${index}`] = key;
        variables[`GIT_CONFIG_VALUE_${index}`] = value;
    }
    return variables;
}

;// CONCATENATED MODULE: ./build/action/plugins/git/limits.js
const defaultLimits = {
    files: 20_000,
    contentBytes: 64 * 1024 * 1024,
    patchBytes: 128 * 1024 * 1024,
    pathBytes: 4_096,
    ignoreSeconds: 20,
};

;// CONCATENATED MODULE: ./build/action/plugins/git/list-tree.js


/** Every file, link and submodule of a tree, in git's order. */
async function listTree(git, tree) {
    const { stdout } = await git.must({
        args: ['ls-tree', '-r', '-z', '--full-tree', ids/* GitObjectId */.hO.parse(tree)],
        maxOutputBytes: 256 * 1024 * 1024,
    });
    return splitNul(stdout).map((line) => {
        const tab = line.indexOf(0x09);
        const [mode, , blob] = line.subarray(0, tab).toString('latin1').split(' ');
        if (tab < 0 || mode === undefined || blob === undefined)
            throw list_tree_unreadable();
        return { mode, blob: ids/* GitObjectId */.hO.parse(blob), path: line.subarray(tab + 1) };
    });
}
/** The pieces of NUL-terminated output. */
function splitNul(bytes) {
    const pieces = [];
    let from = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, from)) {
        pieces.push(bytes.subarray(from, end));
        from = end + 1;
    }
    if (from < bytes.length)
        throw list_tree_unreadable();
    return pieces;
}
function list_tree_unreadable() {
    return new domain_failure/* Failure */.H({ code: 'invalid-answer', tell: 'git listed a tree in an unknown form.' });
}

;// CONCATENATED MODULE: ./build/action/plugins/git/tree-changes.js




const colon = 0x3a;
/**
 * Reads `git diff-tree -r -z --raw --numstat --no-renames`: first a pair of pieces for every
 * change (`:modes ids status`, path), then one piece with its lines (`added TAB deleted TAB path`).
 */
function readTreeChanges(output) {
    const pieces = splitNul(output);
    const changes = [];
    let at = 0;
    for (; pieces[at]?.[0] === colon; at += 2)
        changes.push(readChange(pieces[at], pieces[at + 1]));
    const lines = pieces.slice(at).map(tree_changes_readLines);
    if (lines.length !== changes.length)
        throw tree_changes_unreadable();
    return {
        changes,
        additions: lines.reduce((sum, { added }) => sum + added, 0),
        deletions: lines.reduce((sum, { deleted }) => sum + deleted, 0),
    };
}
function readChange(summary, path) {
    const [oldMode, newMode, oldBlob, newBlob, status] = summary?.toString('latin1').slice(1).split(' ') ?? [];
    const change = TreeChange.safeParse({
        path: path && treePathOf(path),
        status,
        oldMode: presentSide(oldMode),
        newMode: presentSide(newMode),
        oldBlob: presentSide(oldBlob),
        newBlob: presentSide(newBlob),
    });
    if (!change.success)
        throw tree_changes_unreadable();
    return change.data;
}
/** git writes zeros for a side that is not there. */
function presentSide(value) {
    return value && /^0+$/.test(value) ? null : value;
}
function tree_changes_readLines(piece) {
    const found = /^(\d+|-)\t(\d+|-)\t/.exec(piece.subarray(0, 64).toString('latin1'));
    if (!found)
        throw tree_changes_unreadable();
    const [added, deleted] = [found[1], found[2]].map((text) => (text === '-' ? 0 : Number(text)));
    return { added: added ?? 0, deleted: deleted ?? 0 };
}
function tree_changes_unreadable() {
    return new domain_failure/* Failure */.H({ code: 'invalid-answer', tell: 'git listed changes in an unknown form.' });
}

;// CONCATENATED MODULE: ./build/action/plugins/git/derive-patch.js



/**
 * The canonical patch of two trees and what it changes. The repository is bare, has no
 * attributes and no configuration of its own, so the bytes depend on the two trees alone.
 */
async function derivePatch(git, base, resultTree, limits) {
    const listed = await git.must({
        args: [...rawChanges, base.tree, resultTree],
        maxOutputBytes: 256 * 1024 * 1024,
    });
    const { changes, additions, deletions } = readTreeChanges(listed.stdout);
    if (changes.length > limits.files)
        return derive_patch_refused(`It changes ${changes.length} files; at most ${limits.files} are allowed.`);
    if (changes.some((change) => change.oldMode === submodule || change.newMode === submodule))
        return derive_patch_refused('It changes a submodule, whose content nobody here could check.');
    const patch = await canonicalPatch(git, base, resultTree, limits);
    if (!patch)
        return derive_patch_refused(`Its patch is larger than ${limits.patchBytes} bytes.`);
    return {
        kind: 'derived',
        derived: {
            resultTree,
            patch,
            patchSha256: sha256Hex(patch),
            changes,
            stats: { filesChanged: changes.length, additions, deletions },
        },
    };
}
const submodule = '160000';
const rawChanges = [
    'diff-tree',
    '-r',
    '-z',
    '--raw',
    '--numstat',
    '--no-abbrev',
    '--no-renames',
    '--no-textconv',
    '--no-ext-diff',
];
/** These options are the definition of the digest: anyone with the two trees gets the same bytes. */
const canonicalOptions = [
    'diff-tree',
    '-p',
    '--binary',
    '--full-index',
    '--no-renames',
    '--no-textconv',
    '--no-ext-diff',
];
async function canonicalPatch(git, base, resultTree, limits) {
    try {
        const { stdout } = await git.must({
            args: [...canonicalOptions, base.tree, resultTree],
            maxOutputBytes: limits.patchBytes,
            timeoutSeconds: 120,
        });
        return stdout;
    }
    catch (error) {
        if (error instanceof domain_failure/* Failure */.H && error.code === 'too-large')
            return undefined;
        throw error;
    }
}
function derive_patch_refused(because) {
    return { kind: 'refused', because: `The candidate is refused. ${because}` };
}

;// CONCATENATED MODULE: ./build/action/plugins/git/path-rules.js

// Code points that HFS+ skips when it compares names: `.g\u200cit` opens `.git` on a Mac.
const ignoredOnMac = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/**
 * Why a path may not be written, or undefined. git has the last word (what it leaves out of
 * the index is noticed); these rules come first because they can say what is wrong.
 */
function whyPathRefused(path, maxBytes) {
    if (path.length === 0)
        return 'it is empty';
    if (path.length > maxBytes)
        return `it is longer than ${maxBytes} bytes`;
    if (path.includes(0))
        return 'it holds a NUL byte';
    if (path.includes(0x5c))
        return 'it holds a backslash, which Windows reads as a folder';
    return external_node_buffer_.Buffer.from(path).toString('utf8').split('/').map(whyNameRefused).find(Boolean);
}
/** Whether a path names something below its folder, and can be asked about one per NUL. */
function staysInside(path) {
    if (path.includes(0))
        return false;
    const names = external_node_buffer_.Buffer.from(path).toString('latin1').split('/');
    return names.every((name) => name !== '' && name !== '.' && name !== '..');
}
function whyNameRefused(name) {
    if (name === '')
        return 'it starts or ends with a slash, or has two in a row';
    if (name === '.' || name === '..')
        return 'it leaves its folder';
    if (meansGitFolder(name))
        return "a part of it means git's own folder";
    return undefined;
}
/** `.git` as Linux, macOS (case, ignorable code points) and Windows (short name, dots, streams) see it. */
function meansGitFolder(name) {
    const folded = name.replace(ignoredOnMac, '').toLowerCase();
    const [stem = ''] = folded.split(':');
    const trimmed = stem.replace(/[. ]+$/, '');
    return trimmed === '.git' || /^git~\d+$/.test(trimmed);
}

;// CONCATENATED MODULE: ./build/action/plugins/git/ignored-paths.js








/** In front of every path: a name like `:(glob)*` would be read as a pattern otherwise. */
const here = external_node_buffer_.Buffer.from('./');
/**
 * Which untracked paths the rules leave out, as base64 of their bytes. git's own matcher is
 * asked, over a folder that holds the rules and nothing else. A path that could not be part
 * of a candidate is never ignored: `derive` gets to refuse it.
 */
async function ignoredPaths(place, ignoreFiles, untracked) {
    const asked = untracked.filter(staysInside);
    if (asked.length === 0 || ignoreFiles.length === 0)
        return new Set();
    const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(place.home, 'ignore-'));
    try {
        for (const file of ignoreFiles)
            await writeRules(folder, file);
        return await askGit(place, folder, asked);
    }
    finally {
        await (0,external_node_fs_promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function askGit({ git, seconds }, folder, asked) {
    const answer = await git.ask({
        args: ['check-ignore', '-z', '--stdin', '--no-index'],
        cwd: folder,
        variables: { GIT_WORK_TREE: folder },
        input: asked.map((path) => external_node_buffer_.Buffer.concat([here, path, external_node_buffer_.Buffer.from([0])])),
        // Rules that take too long fail the run: half an answer could hide files.
        timeoutSeconds: seconds,
    });
    if (answer.exitCode !== 0 && answer.exitCode !== 1)
        throw new domain_failure/* Failure */.H({
            code: 'invalid-answer',
            tell: 'git could not evaluate the .gitignore rules of the candidate.',
            cause: new Error(JSON.stringify(answer.stderr.slice(0, 1_000))),
        });
    return new Set(splitNul(answer.stdout).map((path) => encodeBase64(path.subarray(here.length))));
}
/** The folder is ours and holds no links, so a path without `..` stays inside it. */
async function writeRules(folder, file) {
    const path = external_node_buffer_.Buffer.from(file.path);
    const cut = path.lastIndexOf('/');
    const name = path.subarray(cut + 1).toString('latin1');
    if (name !== '.gitignore' || whyPathRefused(path, 3_000))
        throw badRules(path);
    const root = external_node_buffer_.Buffer.from(`${folder}/`);
    try {
        await (0,external_node_fs_promises_.mkdir)(external_node_buffer_.Buffer.concat([root, path.subarray(0, Math.max(cut, 0))]), { recursive: true });
        await (0,external_node_fs_promises_.writeFile)(external_node_buffer_.Buffer.concat([root, path]), file.content, { flag: 'wx' });
    }
    catch (cause) {
        throw badRules(path, cause);
    }
}
function badRules(path, cause) {
    return new domain_failure/* Failure */.H({
        code: 'invalid-answer',
        tell: `The ignore rules in ${printablePath(path)} can not be evaluated.`,
        cause,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/git/worktree-rules.js



/**
 * Why a work tree is refused as a whole, or undefined. Names that differ only in case pass:
 * git keeps them apart, and policy may still object.
 */
function whyRefused({ written, deleted }, limits) {
    const count = written.length + deleted.length;
    if (count > limits.files)
        return `The candidate touches ${count} files; at most ${limits.files} are allowed.`;
    const bytes = written.reduce((sum, file) => sum + file.content.length, 0);
    if (bytes > limits.contentBytes)
        return `The candidate writes ${bytes} bytes; at most ${limits.contentBytes} are allowed.`;
    const seen = new Set();
    for (const path of [...written.map((file) => file.path), ...deleted]) {
        const because = whyPathRefused(path, limits.pathBytes) ?? whyRepeated(path, seen);
        if (because)
            return `The path ${printablePath(path)} is refused: ${because}.`;
    }
    return undefined;
}
function whyRepeated(path, seen) {
    const key = pathKey(path);
    if (seen.has(key))
        return 'it is named twice';
    seen.add(key);
    return undefined;
}
/** A path's bytes as a string with one character per byte, for maps and sets. */
function pathKey(path) {
    return external_node_buffer_.Buffer.from(path).toString('latin1');
}

;// CONCATENATED MODULE: ./build/action/plugins/git/write-blobs.js


/**
 * Stores contents as blobs, byte for byte: no filter, no line ending conversion, and the ids
 * are git's own. One `fast-import` takes them all, whose stream is framed by lengths, so
 * that no content can be read as a command.
 */
async function writeBlobs(git, contents) {
    if (contents.length === 0)
        return [];
    const { stdout } = await git.must({
        args: ['fast-import', '--quiet', '--done'],
        input: blobStream(contents),
        timeoutSeconds: 120,
    });
    return stdout
        .toString('latin1')
        .trimEnd()
        .split('\n')
        .map((id) => ids/* GitObjectId */.hO.parse(id));
}
function* blobStream(contents) {
    for (const [index, content] of contents.entries()) {
        yield external_node_buffer_.Buffer.from(`blob\nmark :${index + 1}\ndata ${content.length}\n`);
        yield content;
        yield external_node_buffer_.Buffer.from(`\nget-mark :${index + 1}\n`);
    }
    yield external_node_buffer_.Buffer.from('done\n');
}

;// CONCATENATED MODULE: ./build/action/plugins/git/result-index.js






/** Base plus the files of a work tree. Only an index is touched; no file is ever checked out. */
async function indexFromWorktree(place, { written, deleted }) {
    const known = new Set(place.files.map((file) => pathKey(file.path)));
    const unknown = deleted.find((path) => !known.has(pathKey(path)));
    if (unknown)
        return refusedPath(unknown, 'it is deleted and was never there');
    const blobs = await writeBlobs(place.git, written.map((file) => file.content));
    const entries = written.flatMap(({ path, mode }, position) => {
        const blob = blobs[position];
        return blob ? [{ path, mode, blob }] : [];
    });
    const made = await indexWith(place, {
        args: ['update-index', '-z', '--index-info'],
        // Deletions first: a file can only become a folder when the file has gone.
        input: [...deleted.map((path) => removal(path, place.base)), ...entries.map(addition)],
    });
    if (made.kind === 'refused')
        return made;
    const expected = expectedEntries(place.files, entries, deleted);
    return whyDifferent(await listTree(place.git, made.tree), expected) ?? made;
}
/** Base plus a canonical patch. What `git apply` does not take is refused. */
async function indexFromPatch(place, patch) {
    if (patch.length === 0)
        return { kind: 'tree', tree: place.base.tree };
    return await indexWith(place, {
        args: ['apply', '--cached', '--binary', '--whitespace=nowarn', '-'],
        input: [patch],
    });
}
async function indexWith({ git, base, index }, step) {
    const variables = { GIT_INDEX_FILE: index };
    await git.must({ args: ['read-tree', ids/* GitObjectId */.hO.parse(base.tree)], variables });
    const answer = await git.ask({ ...step, variables, timeoutSeconds: 120 });
    if (answer.exitCode !== 0) {
        const words = printablePath(external_node_buffer_.Buffer.from(answer.stderr.trimEnd()));
        return { kind: 'refused', because: `git refused the candidate: ${words}.` };
    }
    const { stdout } = await git.must({ args: ['write-tree'], variables });
    return { kind: 'tree', tree: ids/* GitObjectId */.hO.parse(stdout.toString('latin1').trim()) };
}
function removal(path, base) {
    return external_node_buffer_.Buffer.concat([
        external_node_buffer_.Buffer.from(`0 ${'0'.repeat(base.commit.length)}\t`),
        path,
        external_node_buffer_.Buffer.from([0]),
    ]);
}
function addition({ path, mode, blob }) {
    return external_node_buffer_.Buffer.concat([external_node_buffer_.Buffer.from(`${mode} ${blob}\t`), path, external_node_buffer_.Buffer.from([0])]);
}
function expectedEntries(base, written, deleted) {
    const expected = new Map(base.map((file) => [pathKey(file.path), file]));
    for (const path of deleted)
        expected.delete(pathKey(path));
    for (const entry of written)
        expected.set(pathKey(entry.path), entry);
    return expected;
}
/**
 * `update-index --index-info` leaves out a path that it does not like and still succeeds, so
 * the tree it made is compared with the tree that was meant.
 */
function whyDifferent(tree, expected) {
    const found = new Map(tree.map((file) => [pathKey(file.path), file]));
    for (const [key, meant] of expected) {
        const file = found.get(key);
        if (file?.mode !== meant.mode || file.blob !== meant.blob)
            return refusedPath(meant.path);
    }
    const stray = tree.find((file) => !expected.has(pathKey(file.path)));
    return stray && refusedPath(stray.path);
}
function refusedPath(path, because = 'git does not take it (its name, or a file and a folder of one name)') {
    return { kind: 'refused', because: `The path ${printablePath(path)} is refused: ${because}.` };
}

;// CONCATENATED MODULE: ./build/action/plugins/git/trusted-repository.js








function createTrustedRepository(open) {
    const { git, base, home, limits } = open;
    let listed;
    const listBase = () => {
        listed ??= listTree(git, base.tree);
        return listed;
    };
    let indexes = 0;
    const nextIndex = () => {
        indexes += 1;
        return (0,external_node_path_.join)(home, `index-${indexes}`);
    };
    const readBlob = async (blob) => (await git.must({
        args: ['cat-file', 'blob', ids/* GitObjectId */.hO.parse(blob)],
        maxOutputBytes: limits.contentBytes,
    })).stdout;
    return {
        base,
        listBase,
        readBlob,
        async readBaseFile(path) {
            const wanted = external_node_buffer_.Buffer.from(path);
            const file = (await listBase()).find((entry) => wanted.equals(entry.path));
            // A link's text is not the content of a file: whoever follows it reads something else.
            if (!file?.mode.startsWith('100'))
                return undefined;
            return await readBlob(file.blob);
        },
        ignoredPaths: (ignoreFiles, untracked) => ignoredPaths({ git, home, seconds: limits.ignoreSeconds }, ignoreFiles, untracked),
        async derive(worktree) {
            const because = whyRefused(worktree, limits);
            if (because)
                return { kind: 'refused', because };
            const made = await indexFromWorktree({ git, base, index: nextIndex(), files: await listBase() }, worktree);
            return made.kind === 'refused' ? made : await derivePatch(git, base, made.tree, limits);
        },
        async applyPatch(patch) {
            const made = await indexFromPatch({ git, base, index: nextIndex() }, patch);
            return made.kind === 'refused' ? made : await derivePatch(git, base, made.tree, limits);
        },
        close: open.close,
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/git/create-trusted-git.js










/** Git on the trusted side. Every `open` makes a fresh bare repository, which `close` removes. */
function createTrustedGit(options) {
    return {
        async open(repository, base) {
            const parent = options.stateDir ?? (0,external_node_os_.tmpdir)();
            await (0,external_node_fs_promises_.mkdir)(parent, { recursive: true });
            const home = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(parent, 'patchplane-git-'));
            const close = () => (0,external_node_fs_promises_.rm)(home, { recursive: true, force: true });
            try {
                const fetched = await fetchBase(options, home, repository, base);
                return createTrustedRepository({
                    git: fetched,
                    base,
                    home,
                    limits: options.limits ?? defaultLimits,
                    close,
                });
            }
            catch (error) {
                await close();
                throw error;
            }
        },
    };
}
async function fetchBase(options, home, repository, base) {
    // An id that is not one could be read as an option by git.
    const commit = ids/* GitObjectId */.hO.parse(base.commit);
    const place = {
        gitDir: (0,external_node_path_.join)(home, 'repository.git'),
        home,
        transports: options.allowedProtocols ?? ['https', 'http'],
        path: options.path,
    };
    const git = createGit(options.gitBin ?? 'git', gitEnvironment(place));
    await requireVersion(git);
    const format = commit.length === 64 ? 'sha256' : 'sha1';
    await git.must({
        args: ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`],
    });
    const url = options.cloneUrl(repository.owner, repository.name);
    const fetched = await git.ask({
        args: [...fetchOnly, '--', url, commit],
        timeoutSeconds: 300,
        ...(options.token && {
            variables: gitEnvironment({ ...place, settings: [tokenSetting(url, options.token)] }),
        }),
    });
    if (fetched.exitCode !== 0) {
        const name = `${repository.owner}/${repository.name}`;
        throw fetchFailure(JSON.stringify(name), fetched.stderr, options.token);
    }
    await requireSame(git, base);
    return git;
}
const fetchOnly = [
    'fetch',
    '--quiet',
    '--depth=1',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
];
/** The forge's API named commit and tree; the objects themselves must say the same. */
async function requireSame(git, base) {
    const answer = await git.ask({
        args: ['rev-parse', '--verify', '--quiet', `${base.commit}^{tree}`],
    });
    if (answer.exitCode === 0 && answer.stdout.toString('latin1').trim() === base.tree)
        return;
    throw new domain_failure/* Failure */.H({
        code: 'tampered',
        tell: `The fetched commit ${base.commit} does not have the tree that the forge named for it.`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/github-oidc/id-token.js


const Answer = schemas/* object */.Ikc({ value: schemas/* string */.YjP().min(1) });
/**
 * Asks the runner for an OIDC token for our audience (GitHub docs, "OpenID Connect
 * reference", request parameters). The token lives about five minutes: ask anew per need.
 */
function createIdToken({ requestUrl, requestToken, audience, }) {
    return async () => {
        const url = new URL(requestUrl);
        url.searchParams.set('audience', audience);
        try {
            const answer = await fetch(url, {
                headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
                signal: AbortSignal.timeout(10_000),
            });
            if (!answer.ok)
                throw new Error(`HTTP ${answer.status}`);
            return Answer.parse(await answer.json()).value;
        }
        catch (cause) {
            throw new domain_failure/* Failure */.H({
                code: 'auth',
                retryable: true,
                tell: 'The runner gave no OIDC token. Give the job `permissions: id-token: write` and run it again.',
                cause,
            });
        }
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/job-log/job-log.js

/** Telemetry without any account: the job's own log. */
function createJobLog({ format, write, writeError, secrets, }) {
    const safe = (text) => safeLine(text, secrets);
    return {
        progress(event) {
            const line = format === 'json' ? JSON.stringify(event) : job_log_describe(event);
            if (line)
                write(safe(line));
        },
        span: (_name, work) => work(),
        captureError(error) {
            writeError(safe(error instanceof Error ? (error.stack ?? error.message) : String(error)));
        },
    };
}
function job_log_describe(event) {
    if (event.kind === 'note')
        return event.text;
    if (event.status === 'started')
        return undefined;
    const seconds = (event.elapsedMs / 1_000).toFixed(1);
    const detail = event.detail ? `  ${event.detail}` : '';
    return `${marks[event.status]} ${event.stage.padEnd(10)} ${seconds.padStart(6)} s${detail}`;
}
const marks = { succeeded: 'ok', failed: 'FAILED', blocked: 'STOPPED' };
/**
 * One line that can not speak to the runner (`::command::`, `##[command]`), to a terminal
 * (escape sequences), or hold a secret.
 */
function safeLine(text, secrets) {
    const hidden = secrets.reduce((line, secret) => (secret.length >= 4 ? line.replaceAll(secret, '***') : line), text);
    return visible(hidden)
        .split('\n')
        .map((line) => line.replace(/^\s*(::|##\[)/, '. $1'))
        .join('\n');
}

;// CONCATENATED MODULE: ./build/action/plugins/job-log/no-analytics.js
/** Analytics is off without a key. */
function createNoAnalytics() {
    return { track: () => undefined };
}

;// CONCATENATED MODULE: ./build/action/plugins/r2/artifact-key.js

const runsPrefix = 'workflows/';
/** Made of a run id and a digest only, so no name from outside ever becomes part of a path. */
function artifactKey(runId, sha256) {
    return `${runsPrefix}${ids/* RunId */.PI.parse(runId)}/${ids/* Sha256 */.IA.parse(sha256)}`;
}

;// CONCATENATED MODULE: ./build/action/plugins/r2/to-failure.js


/** What the SDK's errors have in common. */
const ServiceError = schemas/* looseObject */._H3({
    name: schemas/* string */.YjP(),
    $metadata: schemas/* looseObject */._H3({ httpStatusCode: schemas/* int */.Whr().optional() }).optional(),
});
function isMissing(error) {
    return to_failure_statusOf(error) === 404;
}
/** The answer to a conditional write where there is an object already. */
function isThere(error) {
    return to_failure_statusOf(error) === 412;
}
/** Sorts what can go wrong between us and the artifact store. */
function r2_to_failure_toFailure(what, error) {
    if (error instanceof domain_failure/* Failure */.H)
        return error;
    const status = to_failure_statusOf(error);
    const answered = (code, because, retryable = false) => new domain_failure/* Failure */.H({ code, tell: `could not ${what}: ${because}`, retryable, cause: error });
    if (status === undefined)
        return unanswered(answered, error);
    if (status === 401 || status === 403)
        return answered('auth', 'the artifact store refuses these keys; check CLOUDFLARE_R2_*');
    if (status === 404)
        return answered('not-found', 'there is no such object');
    if (status === 413)
        return answered('too-large', 'the object is larger than the store takes');
    if (status === 429)
        return answered('rate-limited', 'the store asks for fewer requests', true);
    if (status >= 500)
        return answered('unavailable', `the store answered HTTP ${status}`, true);
    return answered('invalid-answer', `the store answered HTTP ${status}`);
}
function unanswered(answered, error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'TimeoutError')
        return answered('timeout', 'the store did not answer in time', true);
    return answered('unavailable', 'the store can not be reached; check its endpoint', true);
}
function to_failure_statusOf(error) {
    const read = ServiceError.safeParse(error);
    return read.success ? read.data.$metadata?.httpStatusCode : undefined;
}

;// CONCATENATED MODULE: ./build/action/plugins/r2/evidence-objects.js





/** Metadata under which an object says what its bytes were hashed to. */
const digestName = 'sha256';
/** Reads an object and hashes what arrived. */
async function readObject(bucket, runId, sha256) {
    const { s3, sdk, Bucket } = bucket;
    const Key = artifactKey(runId, sha256);
    const object = await s3.send(new sdk.GetObjectCommand({ Bucket, Key }));
    const content = await object.Body?.transformToByteArray();
    if (!content || hash(content) !== sha256)
        throw tampered(sha256);
    return content;
}
/** What the store says of an object, undefined where there is none. */
async function describeObject(bucket, runId, sha256) {
    const { s3, sdk, Bucket } = bucket;
    const Key = artifactKey(runId, sha256);
    try {
        const head = await s3.send(new sdk.HeadObjectCommand({ Bucket, Key }));
        const said = ids/* Sha256 */.IA.safeParse(head.Metadata?.[digestName]);
        if (said.data !== sha256 || head.ContentLength === undefined)
            throw tampered(sha256);
        return { storageKey: Key, sizeBytes: head.ContentLength, sha256 };
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw error;
    }
}
/** Writes an object where there is none, and returns after the store confirmed it. */
async function writeObject(bucket, runId, content, contentType) {
    const sha256 = hash(content);
    const isNew = await writeOnce(bucket, artifactKey(runId, sha256), content, contentType, sha256);
    // An object that was there before is believed only after reading it.
    if (!isNew)
        await readObject(bucket, runId, sha256);
    const stored = await describeObject(bucket, runId, sha256);
    if (stored?.sizeBytes !== content.byteLength)
        throw tampered(sha256);
    return stored;
}
async function writeOnce({ s3, sdk, Bucket }, Key, Body, ContentType, sha256) {
    try {
        await s3.send(new sdk.PutObjectCommand({
            Bucket,
            Key,
            Body,
            ContentType,
            ContentLength: Body.byteLength,
            IfNoneMatch: '*',
            Metadata: { [digestName]: sha256 },
        }));
        return true;
    }
    catch (error) {
        if (isThere(error))
            return false;
        throw error;
    }
}
/** By the native hash: evidence is large, and the domain's own works everywhere but slowly. */
function hash(content) {
    return (0,external_node_crypto_.createHash)('sha256').update(content).digest('hex');
}
function tampered(sha256) {
    return new domain_failure/* Failure */.H({
        code: 'tampered',
        tell: `evidence ${sha256} is not what it was when it was stored; do not use this run`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/r2/retention.js

/** Deletes every object that was last written before; returns how many. */
async function deleteOlder({ s3, sdk, Bucket }, olderThan) {
    let deleted = 0;
    let ContinuationToken;
    do {
        const page = await s3.send(new sdk.ListObjectsV2Command({ Bucket, Prefix: runsPrefix, ContinuationToken }));
        for (const { Key, LastModified } of page.Contents ?? []) {
            if (!Key || !LastModified || LastModified >= olderThan)
                continue;
            await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
            deleted += 1;
        }
        ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return deleted;
}

;// CONCATENATED MODULE: ./build/action/plugins/r2/s3-client.js
/** The client is made at first use: loading the SDK takes longer than all else that a job starts with. */
function createS3Client(connection) {
    let client;
    return async () => {
        client ??= connect(connection);
        return await client;
    };
}
async function connect(connection) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 53711, 19));
    return new sdk.S3Client({
        endpoint: connection.endpoint,
        region: 'auto',
        forcePathStyle: true,
        credentials: {
            accessKeyId: connection.accessKeyId,
            secretAccessKey: connection.secretAccessKey,
        },
        maxAttempts: 3,
        requestHandler: {
            connectionTimeout: 5_000,
            requestTimeout: connection.timeoutMs ?? 60_000,
            throwOnRequestTimeout: true,
        },
        // R2 refuses what newer SDKs add by default; the signed body digest protects the transfer.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        // Waiting for a "continue" that a server never sends costs seconds for each large object.
        expectContinueHeader: false,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/r2/s3-calls.js


function createS3Calls(connection) {
    const client = createS3Client(connection);
    return async (what, work) => {
        try {
            const sdk = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 53711, 19));
            return await work({ s3: await client(), sdk, Bucket: connection.bucket });
        }
        catch (error) {
            throw r2_to_failure_toFailure(what, error);
        }
    };
}

;// CONCATENATED MODULE: ./build/action/plugins/r2/create-r2.js




const longestUrlSeconds = 60;
/**
 * Evidence in R2 over its S3 interface. An object's key is the digest of its bytes, written
 * only where there is nothing yet: who comes second finds the same bytes or an error.
 */
function createR2(connection) {
    const call = createS3Calls(connection);
    return {
        provider: 'cloudflare-r2',
        putArtifact: async (runId, content, contentType) => await call('store evidence', async (bucket) => await writeObject(bucket, runId, content, contentType)),
        getArtifact: async (runId, sha256) => await call('read evidence', async (bucket) => await readObject(bucket, runId, sha256)),
        getArtifactMetadata: async (runId, sha256) => await call('look up evidence', async (bucket) => await describeObject(bucket, runId, sha256)),
        createSignedReadUrl: async (runId, sha256, seconds) => await call('sign a link to evidence', async ({ s3, sdk, Bucket }) => {
            const { getSignedUrl } = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(505)]).then(__webpack_require__.t.bind(__webpack_require__, 18505, 19));
            const read = new sdk.GetObjectCommand({ Bucket, Key: artifactKey(runId, sha256) });
            const expiresIn = Math.max(1, Math.min(Math.floor(seconds), longestUrlSeconds));
            return await getSignedUrl(s3, read, { expiresIn });
        }),
        deleteArtifact: async (runId, sha256) => {
            await call('delete evidence', async ({ s3, sdk, Bucket }) => {
                const Key = artifactKey(runId, sha256);
                await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
            });
        },
        applyRetentionPolicy: async (olderThan) => await call('delete old evidence', async (bucket) => await deleteOlder(bucket, olderThan)),
    };
}

;// CONCATENATED MODULE: ./build/action/entry/compose-shared.js







/** What both jobs have: git on the trusted side, evidence, ledger, policy, log. */
function shared(inputs) {
    return {
        git: createTrustedGit({
            cloneUrl: (owner, name) => `${inputs.GITHUB_SERVER_URL}/${owner}/${name}.git`,
            token: inputs.GITHUB_TOKEN,
        }),
        artifacts: createR2({
            endpoint: inputs.CLOUDFLARE_R2_ENDPOINT,
            bucket: inputs.CLOUDFLARE_R2_BUCKET,
            accessKeyId: inputs.CLOUDFLARE_R2_ACCESS_KEY_ID,
            secretAccessKey: inputs.CLOUDFLARE_R2_SECRET_ACCESS_KEY,
        }),
        storage: createConvexStorage({
            url: inputs.CONVEX_URL,
            token: createIdToken({
                requestUrl: inputs.ACTIONS_ID_TOKEN_REQUEST_URL,
                requestToken: inputs.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
                audience: inputs.PATCHPLANE_OIDC_AUDIENCE,
            }),
        }),
        policy: createPolicyService(),
        telemetry: createJobLog({
            format: inputs.PATCHPLANE_LOG,
            write: (line) => process.stdout.write(`${line}\n`),
            writeError: (line) => process.stderr.write(`${line}\n`),
            secrets: secretsOf(inputs),
        }),
        analytics: createNoAnalytics(),
    };
}
function githubAccess(inputs) {
    return { token: inputs.GITHUB_TOKEN, apiUrl: inputs.GITHUB_API_URL };
}
function secretsOf(inputs) {
    return [
        inputs.GITHUB_TOKEN,
        inputs.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
        inputs.CLOUDFLARE_R2_ACCESS_KEY_ID,
        inputs.CLOUDFLARE_R2_SECRET_ACCESS_KEY,
    ];
}
function repositoryOf(inputs) {
    const [owner = '', name = ''] = inputs.GITHUB_REPOSITORY.split('/');
    return { externalId: inputs.GITHUB_REPOSITORY_ID, owner, name };
}
function runUrlOf({ PATCHPLANE_APP_URL: app }) {
    return (runId) => (app ? new URL(`/runs/${runId}`, app).href : undefined);
}

;// CONCATENATED MODULE: ./build/action/entry/compose-propose.js







/** The propose job's services. There is no way to write to a repository in this file on purpose. */
function composePropose(inputs) {
    const github = githubAccess(inputs);
    const sandboxes = createDaytonaSandbox({
        apiKey: inputs.DAYTONA_API_KEY,
        apiUrl: inputs.DAYTONA_API_URL,
        target: inputs.DAYTONA_TARGET,
        cloneUrl: (owner, name) => `${inputs.GITHUB_SERVER_URL}/${owner}/${name}.git`,
        cloneToken: inputs.GITHUB_TOKEN,
    });
    return {
        webhooks: createGitHubWebhooks({}),
        repositories: createGitHubReader(github),
        feedback: createGitHubFeedback(github),
        sandboxes,
        runtime: createPiRuntime({
            sandboxes,
            now: () => Date.now(),
            traceBytes: inputs.budgets.outputBytes,
        }),
        models: createModelRoute({
            url: inputs.PATCHPLANE_MODEL_ROUTE_URL,
            adminKey: inputs.PATCHPLANE_MODEL_ROUTE_KEY,
            provider: inputs.PATCHPLANE_AGENT_PROVIDER,
            model: inputs.PATCHPLANE_AGENT_MODEL,
            insideBaseUrl: inputs.PATCHPLANE_MODEL_ROUTE_INSIDE_URL,
            egress: new URL(inputs.PATCHPLANE_MODEL_ROUTE_URL).host,
        }),
        ...shared(inputs),
    };
}
function proposeSecrets(inputs) {
    return [...secretsOf(inputs), inputs.DAYTONA_API_KEY, inputs.PATCHPLANE_MODEL_ROUTE_KEY];
}

// EXTERNAL MODULE: ./build/action/entry/door.js
var door = __webpack_require__(71998);
// EXTERNAL MODULE: ./build/action/entry/inputs.js + 1 modules
var entry_inputs = __webpack_require__(69584);
;// CONCATENATED MODULE: ./build/action/entry/result-line.js



/** The last line of a door in JSON mode; what the job's caller acts on. */
const DoorResult = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('ignored'), reason: schemas/* string */.YjP() }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('duplicate'), runId: ids/* RunId */.PI, state: RunState }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('ended'),
        runId: ids/* RunId */.PI,
        state: RunState,
        folder: schemas/* string */.YjP(),
        timings: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* number */.aig()),
    }),
]);
function reportResult(format, result) {
    process.stdout.write(`${format === 'json' ? JSON.stringify(result) : sentence(result)}\n`);
}
function sentence(result) {
    switch (result.kind) {
        case 'ignored':
            return `Nothing to do: ${result.reason}`;
        case 'duplicate':
            return `This event already made ${result.runId}, which is ${result.state}.`;
        case 'ended':
            return `${result.runId} is ${result.state}. Its bundle is in ${result.folder}`;
    }
}

;// CONCATENATED MODULE: ./build/action/entry/propose-job.js










/** The propose job, once its inputs are known to be complete. */
async function proposeJob(inputs) {
    const event = (0,entry_inputs/* readEvent */.j_)(inputs);
    const context = (0,door/* realContext */.MP)(proposeSecrets(inputs));
    const proposal = await propose(event, composePropose(inputs), propose_job_settingsOf(inputs), context);
    if (proposal.kind !== 'ended') {
        reportResult(inputs.PATCHPLANE_LOG, proposal);
        return door/* exitCodes */.hS.done;
    }
    const { bundle, runId, state, timings } = proposal;
    const folder = bundleFolder(inputs.PATCHPLANE_STATE_DIR, runId);
    writeBundle(folder, bundle);
    reportResult(inputs.PATCHPLANE_LOG, { kind: 'ended', runId, state, folder, timings });
    return state === 'awaiting-decision' ? door/* exitCodes */.hS.done : door/* exitCodes */.hS.endedOtherwise;
}
/** What every proposal works with: the built-in policy, and the program that looks at the work tree. */
function propose_job_settingsOf(inputs) {
    return {
        job: {
            modelVersion: `${inputs.PATCHPLANE_AGENT_PROVIDER}/${inputs.PATCHPLANE_AGENT_MODEL}`,
            githubRunId: inputs.GITHUB_RUN_ID,
            githubRunAttempt: inputs.GITHUB_RUN_ATTEMPT ? Number(inputs.GITHUB_RUN_ATTEMPT) : undefined,
            workflowRef: inputs.GITHUB_WORKFLOW_REF,
        },
        policy: { ...defaultBundle, budgets: inputs.budgets },
        capture: {
            ...collector(),
            nodeBin: '/opt/node/bin/node',
        },
        runUrl: runUrlOf(inputs),
    };
}
/** Beside the source as TypeScript, beside the bundle compiled: the same relative place. */
function collector() {
    const inside = (0,external_node_path_.join)(import.meta.dirname, '..', 'inside');
    const compiled = (0,external_node_path_.join)(inside, 'collect.mjs');
    return (0,external_node_fs_.existsSync)(compiled)
        ? { collector: (0,external_node_fs_.readFileSync)(compiled), language: 'mjs' }
        : { collector: (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(inside, 'collect.mts')), language: 'mts' };
}


/***/ })

};
