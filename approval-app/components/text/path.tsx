import { Untrusted } from './untrusted.tsx';

/** A path, whole: it may be broken behind its slashes, so that a narrow column still reads well. */
export function Path({ path }: { readonly path: string }) {
  let position = 0;
  return path.split(/(?<=\/)/).map((part) => {
    position += part.length;
    return (
      <span key={position}>
        <Untrusted text={part} />
        <wbr />
      </span>
    );
  });
}
