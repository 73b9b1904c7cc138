const starts = words(
  'Quill Brack Tallo Oster Velm Haxa Drumm Pello Cray Ingo Umber Zella Gorm Yarra Lumo Wend',
);
const middles = words(
  'fern moot wick vane arsh elby lundra ora skane dune isk ander ettle omar unby ixen',
);
const trades = words(
  'Athletics Leagues Academy Racing Esports Regatta Festival Arena Chess Curling Fencing Rowing Handball Climbing Archery Skating',
);
const forms = [
  'Inc.',
  'Ltd',
  'GmbH',
  'AB',
  'S.A.',
  'Pty Ltd',
  'Club',
  'Association',
  'Federation',
  'Group',
];

/** Every name that is given before one is given again with a number: 16 × 16 × 16 × 10. */
const distinctNames = starts.length * middles.length * trades.length * forms.length;

/** Coprime to `distinctNames`, so that stepping by it visits every name once and neighbours look unlike. */
const stride = 15_731;

/**
 * The invented name of the company with this number; different for every number. A few carry what breaks
 * careless CSV and SOQL: a comma, quotation marks, an apostrophe, letters beyond ASCII.
 */
export function companyName(number: number): string {
  let rest = (number * stride) % distinctNames;
  const next = (list: readonly string[]): string => {
    const word = list[rest % list.length] ?? '';
    rest = Math.floor(rest / list.length);
    return word;
  };
  const name = decorated(number, `${next(starts)}${next(middles)}`, next(trades), next(forms));
  const round = Math.floor(number / distinctNames);
  return round === 0 ? name : `${name} ${round + 1}`;
}

function decorated(number: number, word: string, trade: string, form: string): string {
  switch (number % 40) {
    case 5:
      return `${word}, ${trade} & Partners ${form}`;
    case 13:
      return `The "${word}" ${trade} ${form}`;
    case 21:
      return `${word}'s ${trade} ${form}`;
    case 29:
      return `Zürich ${word} ${trade} ${form}`;
    case 37:
      return `Ærø ${word} ${trade} – ${form}`;
    default:
      return `${word} ${trade} ${form}`;
  }
}

function words(text: string): string[] {
  return text.split(' ');
}
