import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMarker, encodeMarker } from '../../../action/plugins/github/marker.ts';
import { hostileTexts } from '../../core/report/hostile-texts.ts';
import { markerOf, sampleRepository } from './sample-marker.ts';

const key = 'a key that only we hold';
const place = { repository: sampleRepository, issueNumber: 7 };
const marker = markerOf('run', { githubRunId: '991', subjectSha256: 'a'.repeat(64) });

describe('[GHB-11] the marker of a run', () => {
  it.each([undefined, key])('says again what was put in (key %s)', (markerKey) => {
    const line = encodeMarker(marker, place, markerKey);
    expect(line).toMatch(
      /^<!-- patchplane:run=run-[0-9a-f]{16} [A-Za-z0-9_-]+( [A-Za-z0-9_-]+)? -->$/,
    );
    expect(decodeMarker(`${line}\ntext`, place, markerKey)).toEqual(marker);
    expect(decodeMarker(line, place, markerKey)).toEqual(marker);
  });

  it('is not read anywhere but at the beginning', () => {
    const line = encodeMarker(marker, place, undefined);
    for (const body of [` ${line}`, `> ${line}`, `text\n${line}`, `${line} text`, `\n${line}`])
      expect(decodeMarker(body, place, undefined)).toBeUndefined();
  });

  it('with a key: unsigned, changed, and signed for another place is not ours', () => {
    const signed = encodeMarker(marker, place, key);
    const later = encodeMarker({ ...marker, state: 'published' }, place, key);
    const payloadOf = (line: string) => line.split(' ')[2] ?? '';
    const forged = signed.replace(payloadOf(signed), payloadOf(later));

    expect(decodeMarker(encodeMarker(marker, place, undefined), place, key)).toBeUndefined();
    expect(decodeMarker(encodeMarker(marker, place, 'another'), place, key)).toBeUndefined();
    expect(decodeMarker(forged, place, key)).toBeUndefined();
    expect(decodeMarker(signed, { ...place, issueNumber: 8 }, key)).toBeUndefined();
    const elsewhere = { ...place, repository: { externalId: '1' } };
    expect(decodeMarker(signed, elsewhere, key)).toBeUndefined();
  });

  it.each([
    ['no JSON', 'bm90IGpzb24'],
    ['another run', encodeMarker(markerOf('other'), place, undefined).split(' ')[2] ?? ''],
    ['a field too many', payload({ ...marker, approved: true })],
    ['a state that is none', payload({ ...marker, state: 'approved' })],
    ['an actor that is no number', payload({ ...marker, actorExternalId: 'mia' })],
    ['nothing', payload({})],
    ['a list', payload([])],
  ])('%s in it is not ours', (_, data) => {
    const line = `<!-- patchplane:run=${marker.runId} ${data} -->`;
    expect(decodeMarker(line, place, undefined)).toBeUndefined();
  });

  it('whatever anybody writes: never throws, and nothing that rides in it can end it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeMarker(text, place, undefined)).toBeUndefined();
      }),
    );
    for (const [, text] of hostileTexts) {
      const deliveryId = text.toWellFormed().slice(0, 200) || 'x';
      const line = encodeMarker({ ...marker, deliveryId: deliveryId.toWellFormed() }, place, key);
      expect(line.match(/-->|[<>\n]/g)).toEqual(['<', '-->']);
    }
  });
});

function payload(data: unknown): string {
  return Buffer.from(JSON.stringify(data)).toString('base64url');
}
