import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';

export const metadata = {
  id: 'otel',
  name: 'OpenTelemetry',
  description:
    'Sends the spans of a run to a collector; ids, words and counts only. Off without an endpoint.',
  provides: ['TelemetryService'],
  rung: 0,
  surfaces: ['propose', 'publish', 'approval-app'],
  env: [
    {
      name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      description: 'Address of an OTLP collector over HTTP; `/v1/traces` follows it.',
      required: false,
      secret: false,
      format: 'url',
      fix: 'Set it to the address of your collector, like http://collector.example:4318.',
    },
    {
      name: 'OTEL_EXPORTER_OTLP_HEADERS',
      description: 'Headers for the collector, `name=value` with commas between them.',
      required: false,
      secret: true,
      format: 'text',
    },
  ],
  dependsOn: [],
  conflictsWith: [],
} as const satisfies PluginMetadata;
