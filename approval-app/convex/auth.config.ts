import type { AuthConfig } from 'convex/server';
import { serverIssuer } from './issuers.ts';

/**
 * Whose tokens are read at all. Being listed here authenticates and allows nothing: any
 * repository on GitHub can mint a token with our audience, so every function asks callers.ts.
 */
const workosClient = process.env['WORKOS_CLIENT_ID'] ?? '';

export default {
  providers: [
    {
      type: 'customJwt',
      issuer: 'https://token.actions.githubusercontent.com',
      jwks: 'https://token.actions.githubusercontent.com/.well-known/jwks',
      algorithm: 'RS256',
      applicationID: process.env['PATCHPLANE_OIDC_AUDIENCE'] ?? '',
    },
    {
      type: 'customJwt',
      issuer: `https://api.workos.com/user_management/${workosClient}`,
      jwks: `https://api.workos.com/sso/jwks/${workosClient}`,
      algorithm: 'RS256',
    },
    {
      type: 'customJwt',
      // The older issuer is shared by all customers: only the audience says that it is ours.
      issuer: 'https://api.workos.com/',
      jwks: `https://api.workos.com/sso/jwks/${workosClient}`,
      algorithm: 'RS256',
      applicationID: workosClient,
    },
    {
      type: 'customJwt',
      // The approval app's server, for what no person does: receipts, metering, retention. The key
      // set is public and stands in the environment, as a `data:` address.
      issuer: serverIssuer,
      jwks: process.env['PATCHPLANE_SERVER_JWKS'] ?? '',
      algorithm: 'ES256',
      applicationID: process.env['PATCHPLANE_OIDC_AUDIENCE'] ?? '',
    },
  ],
} satisfies AuthConfig;
