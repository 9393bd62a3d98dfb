/** `L12:` at the beginning of a word; what a prompt puts before lines. */
const label = /(?<![\p{L}\p{N}_])L(\d+):/gu;

/** A text in which a label reads as what it means. */
export function withoutLabels(text: string): string {
  return text.replace(label, 'line $1:');
}

/** Code without labels: at the beginning of a line the label and its space, elsewhere itself. */
export function withoutPatchLabels(text: string): string {
  return text.replace(/^([ +-]?)L\d+: ?/gm, '$1').replace(label, '');
}
