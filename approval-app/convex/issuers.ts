/** Whose tokens are whose. A function that forgets to look at the issuer trusts everybody's. */
export const githubIssuer = 'https://token.actions.githubusercontent.com';

/** Of the tokens that the approval app's server signs with its own key; no address, a name. */
export const serverIssuer = 'https://approval-app.patchplane.invalid';
