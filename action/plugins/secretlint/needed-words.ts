import type { SecretScanner } from '../../core/services/secret-scanner.ts';

/**
 * What a text has to hold before a rule of `@secretlint/secretlint-rule-preset-recommend` 13.1.0
 * can find anything in it, as they run here: on text that has no name. A test takes the rules' own regular expressions while they run, and
 * shows of each that all that it matches holds one of these; it fails for a rule that is new.
 */
export const neededWords: NonNullable<SecretScanner['needs']> = {
  exact: [
    ...['-----BEGIN', 'npm_', '://'],
    ...['xoxb-', 'xoxp-', 'xapp-', 'xoxa-', 'xoxo-', 'xoxr-'],
    ...['T3BlbkFJ', 'sk-ant-api0', 'gsk_', 'hf_', 'lin_api_', 'ntn_', 'SG.'],
    ...['shppa_', 'shpca_', 'shpat_', 'shpss_', 'sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
    ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'glpat-', 'glc_', 'glsa_'],
    ...['ops_ey', 'hvs.', 'hvb.', 'hvr.', 'vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'dapi'],
    ...['dckr_pat_', 'figd_', 'cfk_', 'cfut_', 'cfat_', 'tskey-'],
  ],
  caseless: [
    ...['secretaccess', 'secret_access'],
    ...['hooks.slack.com', 'mongodb', 'mysql', 'postgres'],
  ],
};
