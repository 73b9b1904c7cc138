import type { MetricValue, Renewal, SeatCount } from 'apex/AccountUsageController';
import { dayText, filled, numberText } from 'c/texts';
import { usageLabels } from 'c/usageLabels';

const states: Readonly<Record<string, string>> = {
  NotLicensed: usageLabels.notLicensed,
  NoData: usageLabels.noData,
  Pending: usageLabels.pendingState,
  Hidden: usageLabels.hiddenState,
  Paused: usageLabels.pausedState,
};

/** The value of a metric in words: a number, 0 included, or why there is none. */
export function usageText({ state, value }: Pick<MetricValue, 'state' | 'value'>): string {
  if (state === 'Number') return numberText(value ?? 0);
  return states[state ?? ''] ?? usageLabels.unknownState;
}

export function seatsText({ value, isUnlimited }: SeatCount): string {
  if (isUnlimited) return usageLabels.unlimited;
  return value == null ? usageLabels.nothing : numberText(value);
}

export function renewalText({ value, source }: Renewal): string {
  if (value != null) return dayText(value);
  return source === 'license' ? usageLabels.perpetual : usageLabels.nothing;
}

/** Where seats or the renewal date come from. */
export function sourceText({ source, accountField }: SeatCount | Renewal): string {
  const sources: Readonly<Record<string, string>> = {
    override: filled(usageLabels.sourceOverride, accountField ?? ''),
    license: usageLabels.sourceLicense,
    estimate: usageLabels.sourceEstimate,
    none: usageLabels.sourceNone,
  };
  return sources[source] ?? '';
}
