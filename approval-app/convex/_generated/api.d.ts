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
import type * as answer from "../answer.js";
import type * as appTables from "../appTables.js";
import type * as attempts from "../attempts.js";
import type * as attestations from "../attestations.js";
import type * as audit from "../audit.js";
import type * as builders from "../builders.js";
import type * as callers from "../callers.js";
import type * as chainEvent from "../chainEvent.js";
import type * as closings from "../closings.js";
import type * as completion from "../completion.js";
import type * as controls from "../controls.js";
import type * as crons from "../crons.js";
import type * as decisions from "../decisions.js";
import type * as deletionPlan from "../deletionPlan.js";
import type * as deliveries from "../deliveries.js";
import type * as dispatches from "../dispatches.js";
import type * as eligibility from "../eligibility.js";
import type * as endedSessions from "../endedSessions.js";
import type * as erasures from "../erasures.js";
import type * as exact from "../exact.js";
import type * as expiry from "../expiry.js";
import type * as inbox from "../inbox.js";
import type * as inboxChanges from "../inboxChanges.js";
import type * as installations from "../installations.js";
import type * as issuers from "../issuers.js";
import type * as laneCounts from "../laneCounts.js";
import type * as limits from "../limits.js";
import type * as live from "../live.js";
import type * as modelGrants from "../modelGrants.js";
import type * as moves from "../moves.js";
import type * as ownership from "../ownership.js";
import type * as pace from "../pace.js";
import type * as page from "../page.js";
import type * as people from "../people.js";
import type * as peopleNames from "../peopleNames.js";
import type * as permissions from "../permissions.js";
import type * as projection from "../projection.js";
import type * as provenance from "../provenance.js";
import type * as publications from "../publications.js";
import type * as publishTarget from "../publishTarget.js";
import type * as records from "../records.js";
import type * as refusal from "../refusal.js";
import type * as repositories from "../repositories.js";
import type * as repositoryName from "../repositoryName.js";
import type * as requests from "../requests.js";
import type * as requirement from "../requirement.js";
import type * as retention from "../retention.js";
import type * as rows from "../rows.js";
import type * as runParts from "../runParts.js";
import type * as runs from "../runs.js";
import type * as runtimeEvents from "../runtimeEvents.js";
import type * as sessions from "../sessions.js";
import type * as settings from "../settings.js";
import type * as standing from "../standing.js";
import type * as starts from "../starts.js";
import type * as strays from "../strays.js";
import type * as timeline from "../timeline.js";
import type * as voiding from "../voiding.js";
import type * as workflows from "../workflows.js";
import type * as workspaceRow from "../workspaceRow.js";
import type * as workspaces from "../workspaces.js";

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
  answer: typeof answer;
  appTables: typeof appTables;
  attempts: typeof attempts;
  attestations: typeof attestations;
  audit: typeof audit;
  builders: typeof builders;
  callers: typeof callers;
  chainEvent: typeof chainEvent;
  closings: typeof closings;
  completion: typeof completion;
  controls: typeof controls;
  crons: typeof crons;
  decisions: typeof decisions;
  deletionPlan: typeof deletionPlan;
  deliveries: typeof deliveries;
  dispatches: typeof dispatches;
  eligibility: typeof eligibility;
  endedSessions: typeof endedSessions;
  erasures: typeof erasures;
  exact: typeof exact;
  expiry: typeof expiry;
  inbox: typeof inbox;
  inboxChanges: typeof inboxChanges;
  installations: typeof installations;
  issuers: typeof issuers;
  laneCounts: typeof laneCounts;
  limits: typeof limits;
  live: typeof live;
  modelGrants: typeof modelGrants;
  moves: typeof moves;
  ownership: typeof ownership;
  pace: typeof pace;
  page: typeof page;
  people: typeof people;
  peopleNames: typeof peopleNames;
  permissions: typeof permissions;
  projection: typeof projection;
  provenance: typeof provenance;
  publications: typeof publications;
  publishTarget: typeof publishTarget;
  records: typeof records;
  refusal: typeof refusal;
  repositories: typeof repositories;
  repositoryName: typeof repositoryName;
  requests: typeof requests;
  requirement: typeof requirement;
  retention: typeof retention;
  rows: typeof rows;
  runParts: typeof runParts;
  runs: typeof runs;
  runtimeEvents: typeof runtimeEvents;
  sessions: typeof sessions;
  settings: typeof settings;
  standing: typeof standing;
  starts: typeof starts;
  strays: typeof strays;
  timeline: typeof timeline;
  voiding: typeof voiding;
  workflows: typeof workflows;
  workspaceRow: typeof workspaceRow;
  workspaces: typeof workspaces;
}>;
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;
