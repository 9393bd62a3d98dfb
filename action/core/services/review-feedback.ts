/** What a review says outside its artifacts. All texts are rendered and inert already. */
export interface ReviewMessage {
  /** Markdown of the one summary comment, without any marker: that is the plugin's. */
  readonly summary: string;
  readonly comments: readonly LineComment[];
  /** The commit that the lines belong to. */
  readonly headSha: string;
  readonly baseSha: string;
}

export interface LineComment {
  /** The same finding has the same key in every run: 16 hex digits. */
  readonly key: string;
  readonly file: string;
  /** Where a rename or copy took the file from; GitLab's positions want it. */
  readonly oldFile?: string | undefined;
  /** Lines of the new file, both included; each is in the diff. */
  readonly lineStart: number;
  readonly lineEnd: number;
  /**
   * The line in the old file that `lineEnd` has too, where it is an unchanged line of the diff;
   * undefined where the line was added. GitLab's positions want it.
   */
  readonly oldLine?: number | undefined;
  /** Markdown, without marker. */
  readonly body: string;
}

export interface DeliveryOptions {
  /** Own unresolved line comments that this review does not say again are taken back. */
  readonly cleanupOwned: boolean;
  readonly signal: AbortSignal;
}

/** What came of it; counts only. It becomes `meta.feedback.delivery`. */
export interface Delivery {
  readonly summary: 'created' | 'updated' | 'unchanged';
  readonly lineCommentsDelivered: number;
  /** Said already by an earlier run and still there. */
  readonly lineCommentsKept: number;
  /** The forge refused the position, or there were too many. */
  readonly lineCommentsSkipped: number;
  readonly staleRemoved: number;
  readonly url?: string | undefined;
}

/**
 * Telling people at the forge. Contract: one summary comment, edited in place and recognised
 * by marker *and* author; the same message twice changes nothing. Throws `Failure` with a `tell`
 * that begins with `GITHUB_COMMENT_ERROR[...]` or `GITLAB_NOTE_ERROR[...]`.
 */
export interface ReviewFeedback {
  deliver(message: ReviewMessage, options: DeliveryOptions): Promise<Delivery>;
}
