/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";
import type * as administration from "../administration.js";
import type * as builders from "../builders.js";
import type * as callers from "../callers.js";
import type * as controls from "../controls.js";
import type * as decisions from "../decisions.js";
import type * as exact from "../exact.js";
import type * as limits from "../limits.js";
import type * as page from "../page.js";
import type * as provenance from "../provenance.js";
import type * as publications from "../publications.js";
import type * as records from "../records.js";
import type * as refusal from "../refusal.js";
import type * as requests from "../requests.js";
import type * as rows from "../rows.js";
import type * as timeline from "../timeline.js";
import type * as workflows from "../workflows.js";

/**
 * A utility for referencing Convex functions in your app's API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
declare const fullApi: ApiFromModules<{
  administration: typeof administration;
  builders: typeof builders;
  callers: typeof callers;
  controls: typeof controls;
  decisions: typeof decisions;
  exact: typeof exact;
  limits: typeof limits;
  page: typeof page;
  provenance: typeof provenance;
  publications: typeof publications;
  records: typeof records;
  refusal: typeof refusal;
  requests: typeof requests;
  rows: typeof rows;
  timeline: typeof timeline;
  workflows: typeof workflows;
}>;
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;
