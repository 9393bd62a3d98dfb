export const id = 370;
export const ids = [370];
export const modules = {

/***/ 370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 17 modules
var schemas = __webpack_require__(816);
// EXTERNAL MODULE: ./node_modules/@noble/hashes/sha2.js + 2 modules
var sha2 = __webpack_require__(108);
// EXTERNAL MODULE: ./node_modules/@noble/hashes/utils.js
var utils = __webpack_require__(565);
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
function digest_digestOf(value) {
    return sha256Hex(canonicalJson(value));
}

;// CONCATENATED MODULE: ./build/action/domain/ids.js

/**
 * Identifiers. Provider-backed ids are namespaced opaque strings (SPEC 6), so that a record
 * still says whose id it holds after it crossed a plugin boundary. Our own records carry
 * their kind as prefix and may be used as file names.
 */
const ActorId = schemas/* string */.YjP()
    .regex(/^(workos|github|github-app|agent|system):[A-Za-z0-9._[\]-]{1,120}$/, 'not an actor id');
const WorkspaceId = schemas/* string */.YjP()
    .regex(/^(workos|github|system):[A-Za-z0-9._-]{1,120}$/, 'not a workspace id');
/** The numeric id of the provider, never the name: names can be taken over. */
const RepositoryId = schemas/* string */.YjP().regex(/^github:\d{1,20}$/, 'not a repository id');
const RunId = schemas/* string */.YjP().regex(/^run-[0-9a-f]{16}$/, 'not a run id');
const RecordId = schemas/* string */.YjP().regex(/^[a-z]+(-[a-z]+)*-[0-9a-f]{16,64}$/, 'not a record id');
/** W3C trace id: 32 lower-case hex digits. */
const TraceId = schemas/* string */.YjP().regex(/^[0-9a-f]{32}$/, 'not a trace id');
/** Lower-case hex SHA-256. */
const Sha256 = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/, 'not a sha256');
/** A git object id, SHA-1 or SHA-256 repository. */
const GitObjectId = schemas/* string */.YjP().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'not a git object id');
/** Milliseconds since the epoch. */
const Timestamp = schemas/* int */.Whr().nonnegative();

;// CONCATENATED MODULE: ./build/action/domain/review-finding.js


/** PatchPatrol's vocabulary, everywhere. */
const Severity = schemas/* enum */.k5n(['blocker', 'high', 'medium', 'low', 'info']);
const FindingCategory = schemas/* enum */.k5n([
    'security',
    'correctness',
    'reliability',
    'performance',
    'maintainability',
    'testing',
    'style',
]);
const ReviewFinding = schemas/* strictObject */.rej({
    id: RecordId,
    workflowRunId: RunId,
    reviewRunId: RecordId,
    severity: Severity,
    category: FindingCategory,
    message: schemas/* string */.YjP().min(1).max(4_000),
    path: schemas/* string */.YjP().optional(),
    startLine: schemas/* int */.Whr().positive().optional(),
    endLine: schemas/* int */.Whr().positive().optional(),
    evidenceArtifactId: schemas/* string */.YjP().optional(),
    createdAt: Timestamp,
});

;// CONCATENATED MODULE: ./build/action/domain/policy-bundle.js


/**
 * Policy as data (SPEC 3.7). A bundle is serializable, has a version, and its digest goes
 * into every decision. Globs are picomatch globs that also match dot files.
 */
const PolicyRule = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('protected-paths'),
        id: schemas/* string */.YjP(),
        effect: schemas/* enum */.k5n(['block', 'changes-requested', 'manual-review']),
        severity: Severity,
        message: schemas/* string */.YjP(),
        globs: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* enum */.k5n([
            'empty-patch',
            'required-checks',
            'no-checks',
            'new-test-failures',
            'disappeared-tests',
            'deleted-test-files',
            'skipped-tests',
            'tree-mode',
            'executable-bit',
            'secrets',
            'likely-secrets',
            'shown-secrets',
            'hidden-characters',
            'unusual-path',
            'dependency-change',
            'ci-executable',
            'truncated-evidence',
            'binary-change',
            'raw-model-key',
        ]),
        id: schemas/* string */.YjP(),
        effect: schemas/* enum */.k5n(['block', 'changes-requested', 'manual-review']),
        severity: Severity,
        message: schemas/* string */.YjP(),
    }),
]);
const Budgets = schemas/* strictObject */.rej({
    wallSeconds: schemas/* int */.Whr().positive(),
    modelRequests: schemas/* int */.Whr().positive(),
    costUsd: schemas/* number */.aig().positive(),
    outputBytes: schemas/* int */.Whr().positive(),
});
/** 15 minutes, 50 model requests, 5 USD, 64 MB of output. */
const defaultBudgets = {
    wallSeconds: 15 * 60,
    modelRequests: 50,
    costUsd: 5,
    outputBytes: 64 * 1024 * 1024,
};
const SandboxPolicy = schemas/* strictObject */.rej({
    ephemeral: schemas/* boolean */.zMY(),
    autoStopMinutes: schemas/* int */.Whr().positive(),
    ttlMinutes: schemas/* int */.Whr().positive(),
    network: schemas/* strictObject */.rej({ blockAll: schemas/* boolean */.zMY(), allowDomains: schemas/* array */.YOg(schemas/* string */.YjP()).max(10) }),
});
const PolicyBundle = schemas/* strictObject */.rej({
    id: schemas/* string */.YjP().min(1),
    version: schemas/* int */.Whr().positive(),
    rules: schemas/* array */.YOg(PolicyRule),
    approvals: schemas/* strictObject */.rej({
        required: schemas/* int */.Whr().positive(),
        expiresAfterSeconds: schemas/* int */.Whr().positive(),
    }),
    sandbox: SandboxPolicy,
    budgets: Budgets,
});
const PolicyOutcome = schemas/* enum */.k5n([
    'approve',
    'manual-review',
    'changes-requested',
    'block',
    'not-evaluated',
]);
const PolicyFinding = schemas/* strictObject */.rej({
    rule: schemas/* string */.YjP(),
    severity: Severity,
    effect: schemas/* enum */.k5n(['block', 'changes-requested', 'manual-review']),
    path: schemas/* string */.YjP().optional(),
    message: schemas/* string */.YjP(),
});
/** Digest is over bundle and facts, so that a verdict can be recomputed by anyone. */
const PolicyVerdict = schemas/* strictObject */.rej({
    outcome: PolicyOutcome,
    digest: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
    bundleId: schemas/* string */.YjP(),
    bundleVersion: schemas/* int */.Whr(),
    findings: schemas/* array */.YOg(PolicyFinding),
});

;// CONCATENATED MODULE: ./build/action/domain/approval-subject.js




/**
 * Exactly what a person approves. The digest of its canonical JSON is what the decision
 * names; the publish job recomputes every part and refuses on any difference.
 */
const ApprovalSubject = schemas/* strictObject */.rej({
    schemaVersion: schemas/* literal */.euz(1),
    runId: RunId,
    repositoryId: RepositoryId,
    targetRef: schemas/* string */.YjP().startsWith('refs/heads/'),
    baseCommit: GitObjectId,
    baseTree: GitObjectId,
    patchSha256: Sha256,
    resultTree: GitObjectId,
    planDigest: Sha256,
    policyDigest: Sha256,
    policyOutcome: PolicyOutcome,
    evidenceManifestSha256: Sha256,
    provenanceHead: Sha256,
    nonce: schemas/* string */.YjP().regex(/^[0-9a-f]{32}$/),
    expiresAt: Timestamp,
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
    oldBlob: GitObjectId.nullable(),
    newBlob: GitObjectId.nullable(),
});
/** A change as git prints it in a raw diff: an absent side is mode 000000 and an id of zeros. */
const RawTreeChange = TreeChange.extend({
    oldMode: schemas/* string */.YjP().regex(/^[0-7]{6}$/),
    newMode: schemas/* string */.YjP().regex(/^[0-7]{6}$/),
    oldBlob: GitObjectId,
    newBlob: GitObjectId,
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
        baseSha: GitObjectId,
        headSha: GitObjectId,
    }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('patch-file'), sha256: Sha256 }),
]);
/** What came out, derived on the trusted side from two trees; the bytes are evidence. */
const CandidatePatchSet = schemas/* strictObject */.rej({
    id: RecordId,
    workflowRunId: RunId,
    subject: CandidateSubject,
    status: schemas/* enum */.k5n(['captured', 'empty']),
    baseSha: GitObjectId,
    baseTree: GitObjectId,
    resultTree: GitObjectId,
    patchSha256: Sha256,
    changes: schemas/* array */.YOg(TreeChange),
    stats: PatchStats,
    createdAt: Timestamp,
})
    .refine((set) => (set.status === 'empty') === (set.changes.length === 0), {
    path: ['status'],
    message: 'a candidate is empty exactly when it changes nothing',
});

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
    id: RecordId,
    workflowRunId: RunId,
    kind: EvidenceKind,
    storageProvider: schemas/* enum */.k5n(['cloudflare-r2', 'local']),
    storageKey: schemas/* string */.YjP().regex(/^[A-Za-z0-9][A-Za-z0-9/._-]{0,300}$/),
    contentType: schemas/* string */.YjP().max(200),
    sizeBytes: schemas/* int */.Whr().nonnegative(),
    sha256: Sha256,
    createdAt: Timestamp,
    /** What made it: `agent`, `verify/baseline/test`, `policy` ... */
    producer: schemas/* string */.YjP().max(200),
    truncated: schemas/* boolean */.zMY(),
});

;// CONCATENATED MODULE: ./build/action/domain/evidence-manifest.js





/** One piece of evidence; the file `evidence/<sha256>` of a run bundle holds its bytes. */
const ManifestItem = schemas/* strictObject */.rej({
    sha256: Sha256,
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
    sha256: Sha256,
    size: schemas/* int */.Whr().nonnegative(),
});
/**
 * `manifest.json`. `items` is sealed before anyone is asked to decide: its digest is part of
 * the approval subject. `documents` grows afterwards (decision, publication, texts); the last
 * provenance event names the digest of the whole file.
 */
const EvidenceManifest = schemas/* strictObject */.rej({
    schemaVersion: schemas/* literal */.euz(1),
    runId: RunId,
    sealedSha256: Sha256,
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
const SealedList = schemas/* strictObject */.rej({ runId: RunId, items: schemas/* array */.YOg(ManifestItem) });

;// CONCATENATED MODULE: ./build/action/domain/merge-decision.js


/** What a person may answer. */
const DecisionAnswer = schemas/* enum */.k5n(['approved', 'rejected', 'changes-requested']);
/** `refused`: somebody tried to decide and was not allowed to. */
const DecisionStatus = schemas/* enum */.k5n(['none', ...DecisionAnswer.options, 'refused']);
const MergeDecision = schemas/* strictObject */.rej({
    id: RecordId,
    workflowRunId: RunId,
    /** The digest of the approval subject: the decision is about these bytes and nothing else. */
    subjectSha256: Sha256,
    answer: DecisionAnswer,
    actorId: ActorId,
    comment: schemas/* string */.YjP().max(4_000),
    /** Present where a person approved against the policy's advice; visible for ever. */
    overrideReason: schemas/* string */.YjP().min(1).max(4_000).optional(),
    decidedAt: Timestamp,
    /** When the publish job took it; a decision is used once. */
    consumedAt: Timestamp.optional(),
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
    workflowRunId: RunId,
    provider: schemas/* literal */.euz('pi'),
    type: RuntimeEventType,
    occurredAt: Timestamp,
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
    digest: Sha256,
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
        id: RunId,
        state: RunState,
        reason: schemas/* string */.YjP().nullable(),
        attempt: schemas/* int */.Whr().positive(),
        trigger: schemas/* string */.YjP(),
        createdAt: Timestamp,
    }),
    request: schemas/* strictObject */.rej({
        actorId: ActorId.nullable(),
        actorName: schemas/* string */.YjP().nullable(),
        prompt: schemas/* string */.YjP().nullable(),
        promptSha256: Sha256.nullable(),
        url: schemas/* string */.YjP().nullable(),
        issueNumber: schemas/* int */.Whr().positive().nullable(),
    }),
    repository: schemas/* strictObject */.rej({
        id: RepositoryId.nullable(),
        fullName: schemas/* string */.YjP().nullable(),
        targetRef: schemas/* string */.YjP().nullable(),
        baseSha: GitObjectId.nullable(),
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
        baseSha: GitObjectId.nullable(),
        baseTree: GitObjectId.nullable(),
        resultTree: GitObjectId.nullable(),
        patchSha256: Sha256.nullable(),
        stats: PatchStats,
        changes: schemas/* array */.YOg(RawTreeChange),
    }),
    tests: schemas/* strictObject */.rej({ baseline: TestRun, candidate: TestRun, summary: TestComparison }),
    verification: schemas/* strictObject */.rej({
        planDigest: Sha256.nullable(),
        guessed: schemas/* boolean */.zMY(),
        sources: schemas/* array */.YOg(schemas/* string */.YjP()),
        commands: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* string */.YjP())),
        results: schemas/* array */.YOg(VerificationResult),
        testedTree: schemas/* string */.YjP().nullable(),
    }),
    policy: schemas/* strictObject */.rej({
        outcome: PolicyOutcome,
        digest: Sha256.nullable(),
        bundle: schemas/* string */.YjP().nullable(),
        findings: schemas/* array */.YOg(PolicyFinding),
    }),
    evidence: schemas/* array */.YOg(ManifestItem),
    subject: ApprovalSubject.nullable(),
    subjectSha256: Sha256.nullable(),
    decision: schemas/* strictObject */.rej({
        status: DecisionStatus,
        actorId: ActorId.nullable(),
        comment: schemas/* string */.YjP().nullable(),
        overrideReason: schemas/* string */.YjP().nullable(),
        decidedAt: Timestamp.nullable(),
    }),
    publication: schemas/* strictObject */.rej({
        status: PublicationStatus,
        branch: schemas/* string */.YjP().nullable(),
        commit: GitObjectId.nullable(),
        pullRequest: schemas/* int */.Whr().positive().nullable(),
        url: schemas/* string */.YjP().nullable(),
        error: schemas/* string */.YjP().nullable(),
    }),
});

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/does-not-hold.js
/** Ends a verification: the message is the first thing that does not hold. */
class DoesNotHold extends Error {
}
function must(condition, because) {
    if (!condition)
        throw new DoesNotHold(because);
}

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/candidate.js

/** A candidate is its patch: the report names one exactly when the evidence holds it. */
function checkCandidate({ candidate }, { items }) {
    const { status, patchSha256 } = candidate;
    must((status === 'none') === (patchSha256 === null), 'trust-report.json has a candidate without a patch, or a patch without a candidate');
    if (patchSha256 === null)
        return;
    must(items.some(({ sha256 }) => sha256 === patchSha256), `evidence/${patchSha256}, the candidate's patch, is not in manifest.json`);
}

;// CONCATENATED MODULE: ./build/action/domain/provenance-event.js



/** SPEC 11.3, chained: `hash` covers every other field, `prevHash` is the hash before it. */
const ProvenanceEvent = schemas/* strictObject */.rej({
    id: RecordId,
    workflowRunId: RunId,
    traceId: TraceId,
    parentEventId: RecordId.optional(),
    sequence: schemas/* int */.Whr().nonnegative(),
    type: schemas/* string */.YjP().regex(/^[a-z]+(\.[a-z-]+)+$/),
    operation: schemas/* string */.YjP().max(200),
    pluginName: schemas/* string */.YjP().max(100).optional(),
    status: schemas/* enum */.k5n(['started', 'succeeded', 'failed', 'blocked']),
    startedAt: Timestamp,
    completedAt: Timestamp.optional(),
    summary: schemas/* string */.YjP().max(2_000).optional(),
    /** SHA-256 of the evidence that this event speaks of. */
    artifactRefs: schemas/* array */.YOg(Sha256),
    errorCategory: schemas/* string */.YjP().max(100).optional(),
    prevHash: Sha256,
    hash: Sha256,
});
/** The chain of a run starts at the digest of its id: a chain of another run does not fit. */
function chainStart(runId) {
    return { hash: digest_digestOf({ chain: runId }), length: 0 };
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
        if (digest_digestOf(body) !== hash)
            return { at, because: 'was changed after it was written' };
        head = headAfter(event);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/read.js

function readBytes(bundle, path) {
    const bytes = bundle.get(path);
    if (!bytes)
        throw new DoesNotHold(`${path} is missing`);
    return bytes;
}
function readText(bundle, path) {
    const bytes = readBytes(bundle, path);
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        throw new DoesNotHold(`${path} is not UTF-8`);
    }
}
function readJson(bundle, path, schema) {
    return decodeJson(readText(bundle, path), schema, path);
}
/** `what` names the text to people: a file, a line of one. */
function decodeJson(text, schema, what) {
    const parsed = schema.safeParse(parseJson(text, what));
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    throw new DoesNotHold(`${what}: ${issue?.path.join('.') || 'it'} ${issue?.message ?? 'is not valid'}`);
}
function parseJson(text, what) {
    try {
        return JSON.parse(text, (key, value) => {
            // Half a surrogate pair has no digest: canonical JSON can not hold it.
            if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
                throw new DoesNotHold(`${what} holds text that is not Unicode`);
            return value;
        });
    }
    catch (error) {
        if (error instanceof DoesNotHold)
            throw error;
        throw new DoesNotHold(`${what} is not JSON`);
    }
}

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/chain.js




/** The chain from its first event to its last, each hash computed again. */
function readChain(bundle) {
    const text = readText(bundle, 'provenance.jsonl');
    must(text.endsWith('\n'), 'provenance.jsonl ends in the middle of a line');
    const events = text.slice(0, -1).split('\n').map(readLine);
    const [first] = events;
    const last = events.at(-1);
    if (!first || !last)
        throw new DoesNotHold('provenance.jsonl is empty');
    const broken = firstBreak(first.workflowRunId, events);
    if (broken)
        throw new DoesNotHold(`provenance.jsonl line ${broken.at + 1} ${broken.because}`);
    return { events, head: last.hash };
}
function readLine(line, index) {
    const what = `provenance.jsonl line ${index + 1}`;
    const event = decodeJson(line, ProvenanceEvent, what);
    // One event has one spelling: two readers can not see two things in the same line.
    must(canonicalJson(event) === line, `${what} is not canonical JSON`);
    return event;
}

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/decision.js






const DecisionFile = schemas/* strictObject */.rej({
    schemaVersion: schemas/* literal */.euz(1),
    status: DecisionStatus,
    subjectSha256: Sha256.nullable(),
    subject: ApprovalSubject.nullable(),
    decision: MergeDecision.nullable(),
});
/** What was asked, what was answered, and that both are about exactly these bytes. */
function checkDecision(bundle, events, manifest, report) {
    const { status, subject, subjectSha256, decision } = readJson(bundle, 'decision.json', DecisionFile);
    must(status === report.decision.status, 'decision.json and trust-report.json disagree about the decision');
    must(subjectSha256 === report.subjectSha256, 'decision.json and trust-report.json name different subjects');
    must((decision?.answer ?? 'none') === status, 'decision.json has a status that its decision does not give');
    if (!subject) {
        must(subjectSha256 === null, 'decision.json names a subject that it does not hold');
        must(decision === null, 'decision.json decides about nothing');
        return;
    }
    must(subjectDigest(subject) === subjectSha256, 'decision.json: the subject is not the one of its digest');
    checkSubject(subject, events, manifest, report);
    if (decision)
        checkAnswer(decision, subjectSha256, events, manifest);
}
function checkSubject(subject, events, manifest, { candidate, policy, verification }) {
    must(subject.runId === manifest.runId, 'decision.json is about another run');
    must(subject.evidenceManifestSha256 === manifest.sealedSha256, 'the approval is about other evidence');
    must(subject.patchSha256 === candidate.patchSha256, 'the approval is about another patch');
    must(subject.resultTree === candidate.resultTree, 'the approval is about another tree');
    must(subject.baseCommit === candidate.baseSha, 'the approval is about another base');
    must(subject.baseTree === candidate.baseTree, 'the approval is about another base tree');
    must(subject.policyDigest === policy.digest, 'the approval is about another verdict');
    must(subject.policyOutcome === policy.outcome, 'the approval is about another verdict');
    must(subject.planDigest === verification.planDigest, 'the approval is about another plan');
    const sealed = events.find((event) => event.hash === subject.provenanceHead);
    must(sealed?.artifactRefs.includes(manifest.sealedSha256) === true, 'the chain does not hold the head that the approval names');
}
function checkAnswer(decision, subjectSha256, events, manifest) {
    must(decision.subjectSha256 === subjectSha256, 'the decision names other bytes');
    must(decision.workflowRunId === manifest.runId, 'the decision is about another run');
    const recorded = events.some((event) => event.type === 'decision.record' && event.artifactRefs.includes(decision.subjectSha256));
    must(recorded, 'the chain does not hold the decision');
}

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/manifest.js




/** The manifest, which has to be the one that the last event of the chain names. */
function readManifest(bundle, events) {
    const last = events.at(-1);
    must(last?.type === 'bundle.sealed', 'provenance.jsonl does not end with the seal of the bundle');
    must(last.artifactRefs.includes(sha256Hex(readBytes(bundle, 'manifest.json'))), 'manifest.json is not the one that provenance.jsonl sealed');
    const manifest = readJson(bundle, 'manifest.json', EvidenceManifest);
    must(manifest.runId === last.workflowRunId, 'manifest.json belongs to another run');
    must(sealDigest(manifest.runId, manifest.items) === manifest.sealedSha256, 'manifest.json items do not add up to their seal');
    return manifest;
}
/** Every file is what the manifest says, none is missing, and there is no other. */
function checkFiles(bundle, manifest) {
    const expected = new Set(['manifest.json', 'provenance.jsonl']);
    const expect = (path, sha256, size) => {
        must(!expected.has(path), `manifest.json lists ${path} twice`);
        expected.add(path);
        checkFile(bundle, path, sha256, size);
    };
    for (const { sha256, size } of manifest.items)
        expect(`evidence/${sha256}`, sha256, size);
    for (const { path, sha256, size } of manifest.documents)
        expect(path, sha256, size);
    for (const path of requiredDocuments)
        must(expected.has(path), `manifest.json does not list ${path}`);
    for (const path of bundle.keys())
        must(expected.has(path), `${path} is in the bundle but not in manifest.json`);
}
/** The report lists the evidence that was sealed, all of it and nothing else. */
function sameEvidence(report, manifest) {
    return sealDigest(manifest.runId, report.evidence) === manifest.sealedSha256;
}
const requiredDocuments = [
    'trust-report.json',
    'trust-report.md',
    'trust-report.html',
    'decision.json',
    'publication.json',
];
function checkFile(bundle, path, sha256, size) {
    const bytes = readBytes(bundle, path);
    must(bytes.length === size, `${path} has ${bytes.length} bytes, manifest.json says ${size}`);
    must(sha256Hex(bytes) === sha256, `${path} is not what manifest.json says it is`);
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
var picomatch = __webpack_require__(6);
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
            .map((check) => ({ detail: `"${plain(check.label)}": ${check.candidate}.` })),
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
        ...truncatedEvidence.map((producer) => ({ detail: `"${plain(producer)}" was cut.` })),
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
    return ids.map((id) => ({ detail: `"${plain(id)}".` }));
}
/** One line, nothing unseen, not endless. */
function plain(text) {
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
        compare(left.rule, right.rule) ||
        compare(left.path ?? '\uffff', right.path ?? '\uffff') ||
        compare(left.message, right.message));
}
function compare(left, right) {
    if (left === right)
        return 0;
    return left < right ? -1 : 1;
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
    oldBlob: GitObjectId.nullable(),
    newBlob: GitObjectId.nullable(),
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
    planDigest: Sha256,
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
        baseSha: GitObjectId,
        baseTree: GitObjectId,
        resultTree: GitObjectId,
        patchSha256: Sha256,
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

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/policy.js






const PolicyResult = schemas/* object */.Ikc({ bundle: PolicyBundle, facts: PolicyFacts });
/** The verdict is data and rules: anyone can evaluate it again. */
function checkPolicy(bundle, { items }, { policy }) {
    if (policy.outcome === 'not-evaluated')
        return;
    const item = items.find(({ producers }) => producers.includes('policy'));
    if (!item)
        throw new DoesNotHold('the bundle holds no policy result');
    const { bundle: rules, facts } = readJson(bundle, `evidence/${item.sha256}`, PolicyResult);
    const again = evaluatePolicy(rules, facts);
    must(again.digest === policy.digest, 'the policy digest is not that of the sealed rules and facts');
    must(again.outcome === policy.outcome, `the sealed facts give "${again.outcome}", the report says "${policy.outcome}"`);
}

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/publication.js





const PublicationFile = trust_report_TrustReport.shape.publication.extend({
    schemaVersion: schemas/* literal */.euz(1),
    resultTree: GitObjectId.nullable(),
    subjectSha256: Sha256.nullable(),
});
/** What was published is what the report says, and somebody approved it. */
function checkPublication(bundle, report) {
    const published = readJson(bundle, 'publication.json', PublicationFile);
    const { publication, candidate, decision } = report;
    must(published.status === publication.status, 'publication.json and trust-report.json disagree about the publication');
    must(published.commit === publication.commit && published.branch === publication.branch, 'publication.json and trust-report.json name different commits or branches');
    must(published.pullRequest === publication.pullRequest, 'publication.json and trust-report.json name different pull requests');
    must(published.resultTree === candidate.resultTree, 'publication.json is about another tree');
    must(published.subjectSha256 === report.subjectSha256, 'publication.json is about another subject');
    if (published.status !== 'published')
        return;
    must(decision.status === 'approved', 'something was published that nobody approved');
}

;// CONCATENATED MODULE: ./build/action/core/verify-bundle/verify-bundle.js









/**
 * Recomputes every digest of a run bundle and its chain, offline, and names the first thing
 * that does not hold. The order is from the outside in: chain, manifest, files, then what
 * the files say about each other. `because` may quote the bundle: it is untrusted text.
 *
 * Whoever can rewrite the whole bundle can also write a chain that fits it; that shows only
 * against a head that is known from elsewhere (the commit's trailers, the pull request).
 */
function verifyBundle(bundle) {
    try {
        return check(bundle);
    }
    catch (error) {
        if (error instanceof DoesNotHold)
            return { holds: false, because: error.message };
        throw error;
    }
}
function check(bundle) {
    const { events, head } = readChain(bundle);
    const manifest = readManifest(bundle, events);
    checkFiles(bundle, manifest);
    const report = readJson(bundle, 'trust-report.json', trust_report_TrustReport);
    must(report.run.id === manifest.runId, 'trust-report.json is about another run');
    must(sameEvidence(report, manifest), 'trust-report.json lists other evidence than manifest.json');
    checkCandidate(report, manifest);
    checkPolicy(bundle, manifest, report);
    checkDecision(bundle, events, manifest, report);
    checkPublication(bundle, report);
    return {
        holds: true,
        runId: manifest.runId,
        state: report.run.state,
        head,
        events: events.length,
        items: manifest.items.length,
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: ./build/action/domain/failure.js
var failure = __webpack_require__(438);
;// CONCATENATED MODULE: ./build/action/entry/bundle-folder.js




/** Where a run's bundle is: `<state>/runs/<run>`, absolute. */
function bundleFolder(stateDir, runId) {
    return resolve(stateDir, 'runs', runId);
}
/** Writes a bundle beside its place, then moves it there: a reader never sees half of one. */
function writeBundle(folder, bundle) {
    const fresh = `${folder}.${process.pid}.new`;
    const old = `${folder}.${process.pid}.old`;
    rmSync(fresh, { recursive: true, force: true });
    for (const [path, bytes] of bundle) {
        const file = join(fresh, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, bytes);
    }
    if (exists(folder))
        renameSync(folder, old);
    renameSync(fresh, folder);
    rmSync(old, { recursive: true, force: true });
}
/** Reads every file of a bundle; a link or anything else that is not a file is an error. */
function readBundle(folder) {
    const files = new Map();
    for (const entry of list(folder)) {
        if (entry.isDirectory())
            continue;
        const file = (0,external_node_path_.join)(entry.parentPath, entry.name);
        const path = (0,external_node_path_.relative)(folder, file);
        if (!entry.isFile())
            throw notPlain(path);
        files.set(path, (0,external_node_fs_.readFileSync)(file));
    }
    return files;
}
/** The trust report of a bundle that this process's own job wrote. */
function readReport(folder) {
    return TrustReport.parse(JSON.parse(readFileSync(join(folder, 'trust-report.json'), 'utf8')));
}
function list(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true, recursive: true });
    }
    catch (cause) {
        throw unreadable(folder, 'it is not a folder that can be read', cause);
    }
}
/** A link may lead anywhere, also to bytes that change after they were checked. */
function notPlain(path) {
    return new failure/* Failure */.H({
        code: 'tampered',
        tell: `Does not hold: ${JSON.stringify(path)} is not a plain file.`,
    });
}
function unreadable(folder, because, cause) {
    return new failure/* Failure */.H({
        code: 'misconfigured',
        tell: `${folder}: ${because}. Give the folder of a run, as in .patchplane/state/runs/<run>.`,
        cause,
    });
}
function exists(path) {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

// EXTERNAL MODULE: ./build/action/entry/door.js + 1 modules
var door = __webpack_require__(60);
// EXTERNAL MODULE: ./build/action/entry/one-line.js + 1 modules
var one_line = __webpack_require__(484);
;// CONCATENATED MODULE: ./build/action/entry/verify-command.js




/** `patchplane verify`: what holds goes to standard output, what does not to standard error. */
function verify(folder, { head, json }) {
    const found = verifyBundle(readBundle(folder));
    const verdict = found.holds && head !== undefined && head !== found.head
        ? { holds: false, because: `its head is ${found.head}, not the one you gave` }
        : found;
    if (json)
        process.stdout.write(`${JSON.stringify(verdict)}\n`);
    else if (verdict.holds) {
        process.stdout.write(`Holds: ${verdict.runId} is ${verdict.state}, ${verdict.items} pieces of evidence, ${verdict.events} events, head ${verdict.head}\n`);
    }
    if (verdict.holds)
        return door/* exitCodes */.hS.done;
    if (!json)
        process.stderr.write(`Does not hold: ${(0,one_line/* oneLine */.T)(verdict.because)}\n`);
    return door/* exitCodes */.hS.endedOtherwise;
}


/***/ })

};
