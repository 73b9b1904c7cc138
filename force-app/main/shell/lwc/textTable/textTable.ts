import { LightningElement, api } from 'lwc';

export interface TableColumn {
  readonly label: string;
  /** Numbers stand at the end of their cells. */
  readonly isNumber?: boolean;
  /** Sentences are broken into lines. */
  readonly isSentence?: boolean;
}

export interface TableCell {
  readonly text?: string;
  /** Stands below the text; to a page of its own where it opens in a new tab. */
  readonly link?: { readonly text: string; readonly url: string; readonly isNewTab?: boolean };
  /** Smaller, behind. */
  readonly note?: string;
  readonly tone?: 'strong' | 'weak';
}

export interface TableRow {
  readonly key: string;
  /** One a column; the first names the row. */
  readonly cells: readonly TableCell[];
}

const toneClasses = { strong: 'strong', weak: 'slds-text-color_weak' };

type ShownCell = TableCell & {
  readonly key: string;
  readonly label: string;
  readonly cellClass: string;
  readonly textClass: string;
  readonly target?: string;
};

/** A table of texts and links, which becomes a list of blocks on a phone. */
export default class TextTable extends LightningElement {
  /** What it shows, for whoever can't see it. */
  @api caption = '';
  @api columns: readonly TableColumn[] = [];
  @api rows: readonly TableRow[] = [];
  /** Whether it may be wider than its place: then the keyboard can move it, too. */
  @api isScrollable = false;

  get frameClass(): string | undefined {
    return this.isScrollable ? 'slds-scrollable_x' : undefined;
  }

  get frameRole(): string | undefined {
    return this.isScrollable ? 'group' : undefined;
  }

  get frameLabel(): string | undefined {
    return this.isScrollable ? this.caption : undefined;
  }

  get frameTabIndex(): string | undefined {
    return this.isScrollable ? '0' : undefined;
  }

  get heads(): readonly { key: string; label: string; headClass: string | undefined }[] {
    return this.columns.map(({ label, isNumber }) => ({
      key: label,
      label,
      headClass: isNumber === true ? 'number' : undefined,
    }));
  }

  get items(): readonly { key: string; head: ShownCell | undefined; cells: ShownCell[] }[] {
    return this.rows.map(({ key, cells }) => {
      const [head, ...others] = cells.map((cell, index) => shown(cell, this.columns[index]));
      return { key, head, cells: others };
    });
  }
}

function shown(cell: TableCell, column: TableColumn = { label: '' }): ShownCell {
  const { label, isNumber, isSentence } = column;
  return {
    ...cell,
    key: label,
    label,
    cellClass: [isNumber === true && 'number', isSentence === true && 'slds-cell-wrap sentence']
      .filter(Boolean)
      .join(' '),
    textClass: cell.tone === undefined ? '' : toneClasses[cell.tone],
    target: cell.link?.isNewTab === true ? '_blank' : undefined,
  };
}
