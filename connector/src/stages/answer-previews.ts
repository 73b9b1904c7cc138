import type { Preview, PreviewRequest, RefusedPreview } from '../domain/preview.ts';
import { previewMapping } from './preview-mapping.ts';
import { readBasis, type Basis, type InquiryPorts } from './read-basis.ts';

export interface Previews {
  preview(request: PreviewRequest): Promise<Preview | RefusedPreview>;
  /** What previews are decided from, read a minute ago at most. */
  basis(): Promise<Basis>;
}

/** For this long, previews are answered from one reading of the org: who works through the wizard asks several times. */
const keptMs = 300_000;
/** A mapping that can't be carried out is checked against a newer reading: its field may just have been made. */
const recentMs = 5_000;
/** Who looks at the mappings has just changed one. */
const shownMs = 60_000;

/**
 * Answers previews, reading the organization at most once in five minutes unless a mapping is refused. A reading that
 * takes longer than whoever asked will wait goes on, and the next question finds it.
 */
export function answerPreviews(ports: InquiryPorts): Previews {
  let reading: { readonly at: number; readonly basis: Promise<Basis> } | undefined;
  const basisSince = (ageMs: number): Promise<Basis> => {
    const now = ports.clock.now().getTime();
    if (reading && now - reading.at <= ageMs) return reading.basis;
    const mine = { at: now, basis: readBasis(ports) };
    reading = mine;
    mine.basis.catch(() => {
      // What failed is not kept; whoever waits for it is told.
      if (reading === mine) reading = undefined;
    });
    return mine.basis;
  };
  return {
    basis: () => basisSince(shownMs),
    preview: async (request) => {
      const basis = await basisSince(keptMs);
      const answer = await previewMapping(request, basis, ports.usage);
      if (!('problem' in answer)) return answer;
      const newer = await basisSince(recentMs);
      return newer === basis ? answer : previewMapping(request, newer, ports.usage);
    },
  };
}
