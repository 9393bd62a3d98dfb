export const id = 157;
export const ids = [157];
export const modules = {

/***/ 157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publishJob: () => (/* binding */ publishJob)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/@noble/hashes/sha2.js + 2 modules
var sha2 = __webpack_require__(5108);
// EXTERNAL MODULE: ./node_modules/@noble/hashes/utils.js
var utils = __webpack_require__(2565);
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

;// CONCATENATED MODULE: ./build/action/domain/digest.js



/** SHA-256 of bytes, or of a text's UTF-8. Runs alike in Node, in Convex and in a browser. */
function sha256Hex(content) {
    return (0,utils/* bytesToHex */.My)((0,sha2/* sha256 */.sc)(typeof content === 'string' ? (0,utils/* utf8ToBytes */.AI)(content) : content));
}
/** SHA-256 of a value's canonical JSON: the digest that people approve and chains link. */
function digestOf(value) {
    return sha256Hex(canonicalJson(value));
}

// EXTERNAL MODULE: ./build/action/domain/ids.js
var ids = __webpack_require__(9862);
// EXTERNAL MODULE: ./build/action/domain/policy-bundle.js + 1 modules
var policy_bundle = __webpack_require__(2494);
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
function approval_subject_subjectDigest(subject) {
    return digestOf(ApprovalSubject.parse(subject));
}

// EXTERNAL MODULE: ./build/action/domain/failure.js
var domain_failure = __webpack_require__(5438);
;// CONCATENATED MODULE: ./build/action/domain/trust.js

/**
 * The trust rule. A candidate is untrusted until its evidence is sealed and an approved,
 * unexpired, unconsumed decision names its approval subject. No other input can change that.
 */
function trustOf({ subject, sealed, decision, now }) {
    if (!subject)
        return untrusted('there is no approval subject');
    if (!sealed)
        return untrusted('its evidence is not sealed');
    if (!decision)
        return untrusted('nobody decided');
    if (decision.workflowRunId !== subject.runId)
        return untrusted('the decision is about another run');
    if (decision.subjectSha256 !== approval_subject_subjectDigest(subject))
        return untrusted('the decision names other bytes');
    if (decision.answer !== 'approved')
        return untrusted(`the decision is "${decision.answer}"`);
    if (decision.consumedAt !== undefined)
        return untrusted('the decision was used already');
    if (!(now < subject.expiresAt))
        return untrusted('the approval has expired');
    return { state: 'trusted' };
}
function untrusted(because) {
    return { state: 'untrusted', because };
}

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
    return { hash: digestOf({ chain: runId }), length: 0 };
}
function provenance_event_link(head, draft) {
    const body = { ...draft, sequence: head.length, prevHash: head.hash };
    return { ...body, hash: digestOf(body) };
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
function candidate_patch_set_rawChange({ path, status, oldMode, newMode, oldBlob, newBlob, }) {
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
    return VerificationPlan.parse({ ...draft, digest: digestOf(draft) });
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
    return TrustReportSchema.parse({
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

;// CONCATENATED MODULE: ./build/action/core/publish-ending.js






/** Writes the outcome into the ledger, then says the same on GitHub. */
async function tellOutcome(publishing) {
    const { timeline, approved, decision, outcome, services, settings } = publishing;
    const { state, reason } = await settle(publishing);
    const report = redactReport(finalReport(approved.report, publishing, state, reason), publishing.context.secrets);
    const books = {
        storage: services.storage,
        journal: publishing.journal,
        context: publishing.context,
        noted: new Set(timeline.publications.map(({ idempotencyKey }) => idempotencyKey)),
    };
    const headShas = [approved.subject.baseCommit];
    if (outcome.kind === 'published') {
        const { branch, commit, pullRequest } = outcome.written;
        headShas.push(commit);
        await note(books, report, { kind: 'commit', externalId: commit, targetSha: commit });
        await note(books, report, { kind: 'branch', externalId: branch, targetSha: commit });
        await note(books, report, { kind: 'draft-pull-request', ...pullRequest });
        services.analytics.track('publication_created', { runId: report.run.id });
    }
    const texts = await tell(report, {
        repository: settings.repository,
        issueNumber: approved.report.request.issueNumber ?? undefined,
        headShas,
        detailsUrl: settings.runUrl(report.run.id),
    }, { ...books, feedback: services.repositories });
    const body = outcome.kind === 'published' ? [['pull-request', outcome.body]] : [];
    if (decision) {
        const answered = decision.answer === 'approved' ? 'patch_approved' : 'patch_rejected';
        services.analytics.track(answered, { runId: report.run.id });
    }
    return { report, texts: new Map([...texts, ...body]) };
}
/** The chain first: a job that lost its place in it must not move the run any more. */
async function settle({ timeline, outcome, services, journal, }) {
    const { id, state } = timeline.run;
    // Taking the decision moved the run, here and for an expired one; there is nothing to complete.
    if (outcome.kind === 'rejected')
        return { state: 'rejected', reason: undefined };
    if (outcome.kind === 'expired') {
        await recordExpiry(journal);
        return { state: 'expired', reason: tooLate };
    }
    const reason = outcome.kind === 'failed' ? outcome.because : undefined;
    if (state !== outcome.kind) {
        await journal.record({
            type: 'publication.github',
            operation: 'publish',
            status: reason === undefined ? 'succeeded' : 'failed',
            pluginName: 'github',
            ...(reason === undefined ? {} : { summary: reason, errorCategory: 'publication' }),
        });
        await services.storage.completePublication(id, outcome.kind, reason);
    }
    return { state: outcome.kind, reason };
}
const tooLate = 'The time to approve and publish is over. Remove the label and put it on again for a new run.';
async function recordExpiry(journal) {
    if (journal.events().some(({ type }) => type === 'run.expired'))
        return;
    await journal.record({
        type: 'run.expired',
        operation: 'end run',
        status: 'failed',
        summary: tooLate,
        errorCategory: 'expired',
    });
}
/** The report as it was approved, with what happened since. */
function finalReport(asked, { approved, decision, outcome }, state, reason) {
    return trust_report_TrustReport.parse({
        ...asked,
        run: { ...asked.run, state, reason: reason ?? null },
        evidence: approved.items,
        subject: approved.subject,
        subjectSha256: approval_subject_subjectDigest(approved.subject),
        decision: decision ? decisionOf(decision) : nobodyDecided,
        publication: publicationOf(outcome),
    });
}
function decisionOf(decision) {
    return {
        status: decision.answer,
        actorId: decision.actorId,
        comment: decision.comment || null,
        overrideReason: decision.overrideReason ?? null,
        decidedAt: decision.decidedAt,
    };
}
function publicationOf(outcome) {
    if (outcome.kind === 'published') {
        const { branch, commit, pullRequest } = outcome.written;
        return {
            status: 'published',
            branch,
            commit,
            pullRequest: pullRequest.number,
            url: pullRequest.url,
            error: null,
        };
    }
    return outcome.kind === 'failed'
        ? { ...nothingPublished, status: 'failed', error: outcome.because }
        : nothingPublished;
}

;// CONCATENATED MODULE: ./build/action/core/publish-timing.js
/** Shows and measures the stages of a publish; failures go straight up. */
function timed(telemetry, { now }) {
    const timings = {};
    return {
        timings: () => timings,
        async stage(name, work) {
            const startedAt = now();
            telemetry.progress({ kind: 'stage', stage: name, status: 'started', elapsedMs: 0 });
            const end = (status) => {
                const elapsedMs = now() - startedAt;
                timings[name] = elapsedMs;
                telemetry.progress({ kind: 'stage', stage: name, status, elapsedMs });
            };
            try {
                const result = await work();
                end('succeeded');
                return result;
            }
            catch (error) {
                end('failed');
                throw error;
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/action/core/workflows/decide/read-approval.js





/**
 * Fetches the sealed evidence by the digest in the stored subject. The stored subject itself
 * is only a claim here: publish recomputes each of its parts before it believes the digest.
 */
async function readApproval(runId, timeline, artifacts) {
    const { subject } = timeline;
    if (!subject)
        throw tampered('nobody was asked to decide about this run');
    const broken = firstBreak(runId, timeline.events);
    if (broken)
        throw tampered(`event ${broken.at} of its provenance ${broken.because}`);
    const sealed = timeline.events.find((event) => event.type === 'evidence.sealed' && event.hash === subject.provenanceHead);
    if (!sealed?.artifactRefs.includes(subject.evidenceManifestSha256)) {
        throw tampered('its provenance does not hold the seal that the approval names');
    }
    const items = await readList(runId, subject.evidenceManifestSha256, artifacts);
    const contents = new Map();
    for (const { sha256 } of items) {
        const content = await artifacts.getArtifact(runId, sha256);
        if (sha256Hex(content) !== sha256)
            throw tampered(`evidence ${sha256} is not what was sealed`);
        contents.set(sha256, content);
    }
    return {
        subject,
        items,
        contents,
        report: trust_report_TrustReport.parse(JSON.parse(decode(only(items, contents, 'trust-report', 'patchplane')))),
        patch: only(items, contents, 'diff', 'capture'),
        policyResult: only(items, contents, 'policy-result', 'policy'),
    };
}
async function readList(runId, sha256, artifacts) {
    const list = SealedList.parse(JSON.parse(decode(await artifacts.getArtifact(runId, sha256))));
    if (list.runId !== runId)
        throw tampered('its sealed evidence belongs to another run');
    return list.items;
}
function only(items, contents, kind, producer) {
    const found = items.filter((item) => item.kind === kind && item.producers.includes(producer));
    const [item] = found;
    const bytes = item && contents.get(item.sha256);
    if (found.length !== 1 || !bytes)
        throw tampered(`its sealed evidence holds ${found.length} pieces of kind ${kind} by ${producer}, expected one`);
    return bytes;
}
function tampered(because) {
    return new domain_failure/* Failure */.H({ code: 'tampered', tell: `Nothing was published: ${because}.` });
}
function decode(bytes) {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
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

const PackageManifest = schemas/* looseObject */._H3({
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
        return PackageManifest.safeParse(JSON.parse(manifest)).data?.scripts ?? {};
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

;// CONCATENATED MODULE: ./build/action/core/workflows/publish/recompute.js





const PolicyResult = schemas/* object */.Ikc({ bundle: policy_bundle/* PolicyBundle */.v, facts: PolicyFacts });
/**
 * Derives every part of the approval subject again, from bytes, forge and base. Only nonce,
 * expiry and provenance head are taken as stored: they can not be derived, and the digest
 * that the person approved binds them.
 */
async function recompute(input) {
    const derivation = await input.trusted.applyPatch(input.patch);
    if (derivation.kind === 'refused')
        return { kind: 'refused', because: derivation.because };
    const { derived } = derivation;
    const result = PolicyResult.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(input.policyResult)));
    const verdict = input.policy.evaluatePolicy(result.bundle, result.facts);
    const { stored } = input;
    const subject = {
        schemaVersion: 1,
        runId: stored.runId,
        repositoryId: input.repositoryId,
        targetRef: input.targetRef,
        baseCommit: input.trusted.base.commit,
        baseTree: input.trusted.base.tree,
        patchSha256: derived.patchSha256,
        resultTree: derived.resultTree,
        planDigest: input.plan.digest,
        policyDigest: verdict.digest,
        policyOutcome: verdict.outcome,
        evidenceManifestSha256: sealDigest(stored.runId, input.items),
        provenanceHead: stored.provenanceHead,
        nonce: stored.nonce,
        expiresAt: stored.expiresAt,
    };
    const other = ApprovalSubject.keyof().options.find((field) => subject[field] !== stored[field]);
    if (other) {
        return {
            kind: 'refused',
            because: `Nothing was published: the approval names another ${other}.`,
        };
    }
    return { kind: 'recomputed', subject, derived };
}

;// CONCATENATED MODULE: ./build/action/core/workflows/publish/texts.js



/** Where a run publishes to. The suffix comes from the nonce: nobody could create it before. */
function branchRef(subject) {
    return `refs/heads/patchplane/${subject.runId}-${subject.nonce.slice(0, 8)}`;
}
/** One line that a person wrote, safe as a title: no line breaks, nothing invisible. */
function pullRequestTitle(report) {
    const first = visible((report.request.prompt ?? '').split('\n')[0] ?? '').trim();
    const title = first || `PatchPlane ${report.run.id}`;
    // A title renders mentions and references no more than a commit subject does, but it is
    // also the default merge message: keep keywords that close issues out of it.
    const short = title.length <= 120 ? title : `${title.slice(0, 119)}…`.toWellFormed();
    return short.replace(/[#@]|\bGH-(?=\d)|:(?=\/\/)/gi, (sign) => `${sign}\u2060`);
}
/** The commit says who approved what, so that `patchplane verify` can start from it. */
function commitMessage(report, subject, decision, provenanceHead) {
    return [
        pullRequestTitle(report),
        '',
        'Written by an agent in a sandbox, approved by a person, published by PatchPlane.',
        '',
        ...trailers(subject, decision, provenanceHead),
    ].join('\n');
}
function pullRequestBody(report, subject, decision, provenanceHead) {
    return [
        verdictLine(report),
        '',
        `Approved by ${codeSpan(decision.actorId)}${decision.overrideReason ? ', overriding the policy' : ''}. Policy: ${report.policy.outcome}.`,
        ...(decision.overrideReason
            ? ['', 'Override, because:', codeBlock(decision.overrideReason, 1_000)]
            : []),
        '',
        '**Request**',
        '',
        codeBlock(report.request.prompt ?? '', 4_000),
        '',
        '**What the agent says** (a claim, not evidence)',
        '',
        codeBlock(report.agent.finalMessage ?? 'nothing', 2_000),
        '',
        '**Digests**',
        '',
        '```text',
        ...trailers(subject, decision, provenanceHead),
        `Result-Tree: ${subject.resultTree}`,
        `Approval-Subject: sha256:${approval_subject_subjectDigest(subject)}`,
        `Evidence: sha256:${subject.evidenceManifestSha256}`,
        '```',
        '',
    ].join('\n');
}
function trailers(subject, decision, provenanceHead) {
    return [
        `PatchPlane-Run: ${subject.runId}`,
        `PatchPlane-Patch: sha256:${subject.patchSha256}`,
        `PatchPlane-Head: sha256:${provenanceHead}`,
        `Approved-by: ${decision.actorId}`,
    ];
}

;// CONCATENATED MODULE: ./build/action/core/workflows/publish/write.js

/**
 * Commit, branch and draft pull request. The same publish always makes the same commit, so what
 * is there already is either exactly it or not ours: a publish that died goes on where it
 * stopped, and of two at once both find one branch and one pull request. The forge's own tree
 * ids are compared with the approved one before the branch exists and after.
 */
async function writeToRepository(writing, writer) {
    const { repository, subject, ref } = writing;
    const commit = await createCommit(writing, writer);
    const existing = await writer.readBranch(repository, ref);
    if (!existing)
        await unlessThere(() => writer.createBranch(repository, ref, commit));
    const readBack = await writer.readBranch(repository, ref);
    if (readBack?.commit !== commit || readBack.tree !== subject.resultTree) {
        throw mismatch(`${ref} does not hold the approved commit`);
    }
    const pullRequest = await draftPullRequest(writing, writer);
    return { branch: ref.slice('refs/heads/'.length), commit, pullRequest };
}
async function createCommit(writing, writer) {
    const { repository, subject, trusted, derived } = writing;
    const commit = await writer.createCommit(repository, {
        base: trusted.base,
        message: writing.message,
        changes: derived.changes,
        readBlob: (blob) => trusted.readBlob(blob),
        date: writing.date,
    });
    if (commit.tree !== subject.resultTree) {
        throw mismatch(`the forge made tree ${commit.tree} of the approved patch`);
    }
    return commit.sha;
}
async function draftPullRequest({ repository, subject, ref, title, body }, writer) {
    const find = () => writer.findPullRequest(repository, ref);
    const draft = { title, body, headRef: ref, baseRef: subject.targetRef };
    const made = (await find()) ??
        (await unlessThere(() => writer.createDraftPullRequest(repository, draft))) ??
        (await find());
    if (!made)
        throw mismatch(`there is no pull request of ${ref}`);
    return made;
}
/** Undefined where the forge says that it exists already: whoever asked looks what it is. */
async function unlessThere(make) {
    try {
        return await make();
    }
    catch (error) {
        if (error instanceof domain_failure/* Failure */.H && error.code === 'conflict')
            return undefined;
        throw error;
    }
}
function mismatch(because) {
    return new domain_failure/* Failure */.H({ code: 'tampered', tell: `Nothing more was published: ${because}.` });
}

;// CONCATENATED MODULE: ./build/action/core/publish.js












/**
 * From a person's decision to a draft pull request. The decision is read from the ledger,
 * never from whoever started this job; everything that it names is recomputed from bytes.
 */
async function publish(runId, services, settings, context) {
    const clock = timed(services.telemetry, context);
    const timeline = await services.storage.readWorkflowTimeline(runId);
    const journal = createJournal(timeline.run, services.storage, context, timeline.events);
    const approved = await clock.stage('read', () => readApproval(runId, timeline, services.artifacts));
    const publishing = { timeline, approved, services, settings, context, journal };
    const taken = await clock.stage('consume', () => takeDecision(publishing));
    const outcome = await clock.stage('publish', () => carryOut(publishing, taken));
    const { report, texts } = await clock.stage('tell', () => tellOutcome({ ...publishing, decision: taken?.decision, outcome }));
    const bundle = await closeBundle({
        runId,
        items: approved.items,
        contents: approved.contents,
        report,
        subject: approved.subject,
        decision: taken?.decision,
        texts,
    }, journal);
    return { runId, state: report.run.state, report, bundle, timings: clock.timings() };
}
/**
 * Takes the decision and anchors it: every commit that follows names this head of the chain.
 * Undefined where the ledger found that the time was over; any other refusal is thrown.
 */
async function takeDecision({ approved, services: { storage, telemetry }, journal, }) {
    const decision = await telemetry.span('patchplane.decision.record', () => consumeInTime(approved.subject, storage));
    if (!decision)
        return undefined;
    const taken = journal.events().find(({ type }) => type === 'decision.record');
    const { hash } = taken ??
        (await journal.record({
            type: 'decision.record',
            operation: 'take decision',
            status: 'succeeded',
            summary: `${decision.answer} by ${decision.actorId}`,
            artifactRefs: [decision.subjectSha256],
        }));
    return { decision, head: hash };
}
async function consumeInTime(subject, storage) {
    try {
        return (await storage.consumeDecision(subject.runId, approval_subject_subjectDigest(subject))).decision;
    }
    catch (error) {
        const { run } = await storage.readWorkflowTimeline(subject.runId);
        if (run.state === 'expired')
            return undefined;
        throw error;
    }
}
async function carryOut(publishing, taken) {
    const { timeline, journal } = publishing;
    if (!taken)
        return { kind: 'expired' };
    if (taken.decision.answer !== 'approved')
        return { kind: 'rejected' };
    const { state, stateReason } = timeline.run;
    // An earlier job came to this end; it is told again, not tried again.
    if (state === 'failed')
        return { kind: 'failed', because: stateReason ?? 'It failed before.' };
    if (state !== 'published') {
        // Only one of two jobs at once can extend the chain here; the other ends before it writes.
        await journal.record({ type: 'publication.github', operation: 'publish', status: 'started' });
    }
    return publishApproved({ ...publishing, ...taken });
}
async function publishApproved(publishing) {
    try {
        return await publishing.services.telemetry.span('patchplane.publication.github', () => recomputeAndWrite(publishing));
    }
    catch (error) {
        if (error instanceof domain_failure/* Failure */.H && !error.retryable)
            return { kind: 'failed', because: error.tell };
        throw error;
    }
}
async function recomputeAndWrite(publishing) {
    const { timeline, approved, decision, head, services, settings, context } = publishing;
    const connection = await services.repositories.verifyRepositoryAccess(settings.repository);
    const { subject: stored } = approved;
    const trusted = await services.git.open(settings.repository, {
        commit: stored.baseCommit,
        tree: stored.baseTree,
        ref: stored.targetRef,
    });
    try {
        const recomputed = await recompute({
            stored,
            items: approved.items,
            patch: approved.patch,
            policyResult: approved.policyResult,
            repositoryId: connection.id,
            targetRef: timeline.run.targetRef,
            trusted,
            plan: await detectPlan(trusted),
            policy: services.policy,
        });
        if (recomputed.kind === 'refused')
            return { kind: 'failed', because: recomputed.because };
        const { subject, derived } = recomputed;
        // Consumed by this very job a moment ago; for the rule it is still the unused decision. What
        // is published already was judged when it was published.
        const { consumedAt, ...unconsumed } = decision;
        const now = timeline.run.state === 'published' ? (consumedAt ?? 0) : context.now();
        const trust = trustOf({ subject, sealed: true, decision: unconsumed, now });
        if (trust.state === 'untrusted') {
            return { kind: 'failed', because: `Nothing was published: ${trust.because}.` };
        }
        const body = pullRequestBody(approved.report, subject, decision, head);
        const written = await writeToRepository({
            repository: settings.repository,
            subject,
            trusted,
            derived,
            ref: branchRef(subject),
            message: commitMessage(approved.report, subject, decision, head),
            title: pullRequestTitle(approved.report),
            body,
            date: new Date(decision.decidedAt).toISOString(),
        }, services.repositories);
        return { kind: 'published', written, body };
    }
    finally {
        await trusted.close();
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
    const fields = { ...named(repository), ...fieldsOf(report) };
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
function fieldsOf(report) {
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

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/@actions/github/lib/utils.js + 21 modules
var lib_utils = __webpack_require__(1845);
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
function problemOf(error, purpose, timedOut) {
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
            return { kind: 'problem', problem: problemOf(error, purpose, signal.aborted) };
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
const mostTries = 3;
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
    if (tried >= mostTries)
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

;// CONCATENATED MODULE: ./build/action/plugins/github/commit.js



const commit_needs = 'contents: write';
const createBlob = {
    route: 'POST /repos/{owner}/{repo}/git/blobs',
    doing: 'upload a file of the patch',
    needs: commit_needs,
};
const createTree = {
    route: 'POST /repos/{owner}/{repo}/git/trees',
    doing: 'create the tree of the patch',
    needs: 'contents: write (and, to touch .github/workflows, workflows: write)',
};
const commit_createCommit = {
    route: 'POST /repos/{owner}/{repo}/git/commits',
    doing: 'create the commit',
    needs: commit_needs,
};
/** Builds the commit through the Git Data API: no checkout, no working tree, no git program. */
async function writeCommit(client, repository, author, commit) {
    const entries = commit.changes.map(entryOf);
    for (const blob of newBlobs(entries))
        await upload(client, repository, blob, await commit.readBlob(blob));
    const tree = await client.call(createTree, { ...named(repository), base_tree: commit.base.tree, tree: entries }, ObjectAnswer);
    const { message, base, date } = commit;
    // Named in full, so that nothing of the commit depends on when it is made.
    const person = { ...author, date };
    const created = await client.call(commit_createCommit, {
        ...named(repository),
        message,
        tree: tree.sha,
        parents: [base.commit],
        author: person,
        committer: person,
    }, CommitAnswer);
    return { sha: created.sha, tree: created.tree.sha };
}
function entryOf(change) {
    const path = pathOf(change);
    const { newMode, newBlob } = change;
    if (newBlob !== null && newMode !== null)
        return { path, mode: newMode, type: typeOf(newMode), sha: newBlob };
    const mode = change.oldMode ?? '100644';
    return { path, mode, type: typeOf(mode), sha: null };
}
function typeOf(mode) {
    return mode === '160000' ? 'commit' : 'blob';
}
/** The API speaks JSON, and JSON has no way to write such a path: better none than a wrong one. */
function pathOf({ path }) {
    if (typeof path === 'string' && path.isWellFormed())
        return path;
    const shown = typeof path === 'string' ? path : Buffer.from(path.base64, 'base64').toString('latin1');
    throw new domain_failure/* Failure */.H({
        code: 'misconfigured',
        tell: `GitHub's API can not express the path ${JSON.stringify(shown)}, which is not UTF-8: rename the file or keep it out of the patch.`,
    });
}
function newBlobs(entries) {
    return new Set(entries.flatMap(({ type, sha }) => (type === 'blob' && sha ? [sha] : [])));
}
async function upload(client, repository, blob, bytes) {
    const content = Buffer.from(bytes).toString('base64');
    const answer = await client.call(createBlob, { ...named(repository), content, encoding: 'base64' }, ObjectAnswer);
    if (answer.sha === blob)
        return;
    throw new domain_failure/* Failure */.H({
        code: 'tampered',
        tell: `GitHub stored the blob ${blob} under another id (${answer.sha}): the bytes are not those that were approved.`,
    });
}

;// CONCATENATED MODULE: ./build/action/plugins/github/writer.js







const createRef = {
    route: 'POST /repos/{owner}/{repo}/git/refs',
    doing: 'create the branch',
    needs: 'contents: write',
};
const createPull = {
    route: 'POST /repos/{owner}/{repo}/pulls',
    doing: 'open the draft pull request',
    needs: 'pull_requests: write (GITHUB_TOKEN: also allow Actions to create pull requests)',
};
const listPulls = {
    route: 'GET /repos/{owner}/{repo}/pulls',
    doing: 'look for the pull request of the branch',
    needs: 'pull_requests: read',
};
const actionsBot = {
    name: 'github-actions[bot]',
    email: '41898282+github-actions[bot]@users.noreply.github.com',
};
/** Writing to a repository on GitHub. Needs `contents: write` and `pull_requests: write`. */
function createGitHubWriter(options) {
    const client = createClient(options);
    return {
        createCommit: async (repository, commit) => {
            await requireSameRepository(client, repository);
            return writeCommit(client, repository, options.author ?? actionsBot, commit);
        },
        createBranch: async (repository, ref, sha) => {
            requireOwnBranch(ref);
            await requireSameRepository(client, repository);
            await writeBranch(client, repository, ref, sha);
        },
        createDraftPullRequest: async (repository, draft) => {
            await requireSameRepository(client, repository);
            return writePullRequest(client, repository, draft);
        },
        readBranch: async (repository, ref) => {
            await requireSameRepository(client, repository);
            try {
                return await resolveBranch(client, repository, ref);
            }
            catch (error) {
                if (error instanceof domain_failure/* Failure */.H && error.code === 'not-found')
                    return undefined;
                throw error;
            }
        },
        findPullRequest: async (repository, headRef) => {
            const { owner } = await requireSameRepository(client, repository);
            const branch = branchName(headRef);
            const parameters = { head: `${owner.login}:${branch}`, state: 'all' };
            const pulls = await client.list(listPulls, { ...named(repository), ...parameters }, PullsAnswer);
            const ours = pulls.filter(({ head }) => head.ref === branch && String(head.repo?.id) === repository.externalId);
            const found = ours.find(({ state }) => state === 'open') ?? ours[0];
            return found && publishedPull(found);
        },
    };
}
/** The one place where publishing may create refs; branches of people are out of reach. */
const ownBranch = /^refs\/heads\/patchplane\/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/;
function requireOwnBranch(ref) {
    if (ownBranch.test(ref))
        return;
    throw new domain_failure/* Failure */.H({
        code: 'misconfigured',
        tell: `PatchPlane only creates branches below refs/heads/patchplane/, not ${JSON.stringify(ref)}.`,
    });
}
async function writeBranch(client, repository, ref, sha) {
    const created = await client.call(createRef, { ...named(repository), ref, sha }, RefAnswer);
    if (created.ref === ref && created.object.sha === sha)
        return;
    throw new domain_failure/* Failure */.H({
        code: 'invalid-answer',
        tell: `GitHub created ${JSON.stringify(created.ref)} at ${created.object.sha}, not what was asked for.`,
    });
}
async function writePullRequest(client, repository, draft) {
    const pull = await client.call(createPull, {
        ...named(repository),
        title: oneLine(draft.title, 256),
        body: limited(draft.body),
        head: branchName(draft.headRef),
        base: branchName(draft.baseRef),
        draft: true,
    }, PullAnswer);
    return publishedPull(pull);
}
function publishedPull(pull) {
    return { externalId: String(pull.id), number: pull.number, url: pull.html_url };
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

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
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
        digest: digestOf({ bundle, facts }),
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
        compare(left.rule, right.rule) ||
        compare(left.path ?? '\uffff', right.path ?? '\uffff') ||
        compare(left.message, right.message));
}
function compare(left, right) {
    if (left === right)
        return 0;
    return left < right ? -1 : 1;
}

;// CONCATENATED MODULE: ./build/action/core/policy/policy-service.js

/** PatchPlane's own policy engine, as `PolicyService` asks for it. */
function createPolicyService() {
    return { evaluatePolicy: evaluatePolicy, proposeDecision };
}
const advice = {
    block: 'Cannot be approved',
    'changes-requested': 'Approve only with a reason',
    'manual-review': 'Look before approving',
};
function proposeDecision(verdict) {
    if (verdict.findings.length === 0)
        return ['Nothing speaks against approval.'];
    return verdict.findings.map(({ effect, path, message }) => path === undefined ? `${advice[effect]}: ${message}` : `${advice[effect]}: ${path}: ${message}`);
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
function toFailure(name, error) {
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
        const { ConvexHttpClient } = await Promise.all(/* import() */[__webpack_require__.e(682), __webpack_require__.e(77)]).then(__webpack_require__.bind(__webpack_require__, 5077));
        const { makeFunctionReference } = await Promise.all(/* import() */[__webpack_require__.e(682), __webpack_require__.e(661)]).then(__webpack_require__.bind(__webpack_require__, 7661));
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
                const failure = toFailure(name, error);
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
            const changesSha256 = digestOf(candidate.changes);
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
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
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
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
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
            collect(child.stdout, maxOutputBytes, () => halt(tooMuch(verb, maxOutputBytes))),
            collect(child.stderr, maxErrorBytes, () => undefined),
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
async function collect(stream, limit, over) {
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
function tooMuch(verb, bytes) {
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
    const lines = pieces.slice(at).map(readLines);
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
function readLines(piece) {
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
        return refused(`It changes ${changes.length} files; at most ${limits.files} are allowed.`);
    if (changes.some((change) => change.oldMode === submodule || change.newMode === submodule))
        return refused('It changes a submodule, whose content nobody here could check.');
    const patch = await canonicalPatch(git, base, resultTree, limits);
    if (!patch)
        return refused(`Its patch is larger than ${limits.patchBytes} bytes.`);
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
function refused(because) {
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
            const line = format === 'json' ? JSON.stringify(event) : describe(event);
            if (line)
                write(safe(line));
        },
        span: (_name, work) => work(),
        captureError(error) {
            writeError(safe(error instanceof Error ? (error.stack ?? error.message) : String(error)));
        },
    };
}
function describe(event) {
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/action/plugins/r2/to-failure.js


/** What the SDK's errors have in common. */
const ServiceError = schemas/* looseObject */._H3({
    name: schemas/* string */.YjP(),
    $metadata: schemas/* looseObject */._H3({ httpStatusCode: schemas/* int */.Whr().optional() }).optional(),
});
function isMissing(error) {
    return statusOf(error) === 404;
}
/** The answer to a conditional write where there is an object already. */
function isThere(error) {
    return statusOf(error) === 412;
}
/** Sorts what can go wrong between us and the artifact store. */
function to_failure_toFailure(what, error) {
    if (error instanceof domain_failure/* Failure */.H)
        return error;
    const status = statusOf(error);
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
function statusOf(error) {
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
        throw evidence_objects_tampered(sha256);
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
            throw evidence_objects_tampered(sha256);
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
        throw evidence_objects_tampered(sha256);
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
function evidence_objects_tampered(sha256) {
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
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 3711, 19));
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
            const sdk = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 3711, 19));
            return await work({ s3: await client(), sdk, Bucket: connection.bucket });
        }
        catch (error) {
            throw to_failure_toFailure(what, error);
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
            const { getSignedUrl } = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(505)]).then(__webpack_require__.t.bind(__webpack_require__, 8505, 19));
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

;// CONCATENATED MODULE: ./build/action/entry/compose-publish.js




/** The publish job's services. There is no agent, sandbox or model in this file on purpose. */
function composePublish(inputs) {
    const github = githubAccess(inputs);
    return {
        repositories: {
            ...createGitHubReader(github),
            ...createGitHubFeedback(github),
            ...createGitHubWriter(github),
        },
        ...shared(inputs),
    };
}

// EXTERNAL MODULE: ./build/action/entry/door.js
var door = __webpack_require__(1998);
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

;// CONCATENATED MODULE: ./build/action/entry/publish-job.js






/** The publish job, once its inputs are known to be complete. */
async function publishJob(inputs) {
    const settings = { repository: repositoryOf(inputs), runUrl: runUrlOf(inputs) };
    const context = (0,door/* realContext */.MP)(secretsOf(inputs));
    const { runId, state, bundle, timings } = await publish(inputs.PATCHPLANE_RUN_ID, composePublish(inputs), settings, context);
    const folder = bundleFolder(inputs.PATCHPLANE_STATE_DIR, runId);
    writeBundle(folder, bundle);
    reportResult(inputs.PATCHPLANE_LOG, { kind: 'ended', runId, state, folder, timings });
    return state === 'failed' || state === 'expired' ? door/* exitCodes */.hS.endedOtherwise : door/* exitCodes */.hS.done;
}


/***/ })

};
