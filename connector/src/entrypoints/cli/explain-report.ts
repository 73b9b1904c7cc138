import type {
  AccountExplanation,
  ExplainedMapping,
  ExplainedSource,
} from '../../domain/account-explanation.ts';
import { valueWord } from './plan-report.ts';

/** An explanation for a person: a line for each value, then seats and renewal. */
export function explainReport(account: AccountExplanation): string {
  const { accountId, accountName, values, internalSeats, externalSeats, renewal } = account;
  return [
    `${accountName} (${accountId})`,
    ...(values.length > 0 ? values.flatMap(valueLines) : ['  No metric is mapped.']),
    '',
    `Internal seats  ${sourceWords(internalSeats, 'unlimited')}`,
    `External seats  ${sourceWords(externalSeats, 'unlimited')}`,
    `Renewal         ${sourceWords(renewal, 'does not expire')}`,
  ].join('\n');
}

function valueLines(value: ExplainedMapping): readonly string[] {
  const { mapping, accountField, explanation, written } = value;
  return [
    `  ${accountField}  ${presentWord(value)}  (${mapping})`,
    `    ${explanation}`,
    ...(written ? [`    written ${written.at.toISOString()} by the run ${written.runKey}`] : []),
  ];
}

/** NULL that was there already was never written. */
function presentWord({ reason, written }: ExplainedMapping): string {
  if (written) return valueWord(written.value);
  return reason === 'not-licensed' ? 'NULL' : 'not written by the sync';
}

/** @param boundless what it means that a licence gives no value */
function sourceWords(
  { value, source, accountField }: ExplainedSource<number | string>,
  boundless: string,
): string {
  if (source === 'none') return 'not known';
  const words = value === null ? boundless : String(value);
  switch (source) {
    case 'override':
      return `${words}, from the field ${accountField ?? ''}`;
    case 'license':
      return `${words}, from the License records`;
    case 'estimate':
      return `${words}, estimated from observed users`;
  }
}
