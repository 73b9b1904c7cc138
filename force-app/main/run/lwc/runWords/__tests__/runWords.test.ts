import type { RunProgress } from 'apex/SyncRunController';
import {
  phaseText,
  progressText,
  runStatus,
  statusOptions,
  triggerOptions,
  triggerText,
} from 'c/runWords';

const remarks = { text: 'Succeeded with remarks', tone: 'attention' };

it.each([
  [{ valuesFailed: 1200, valuesWritten: 0 }, 'Nothing written, 1,200 failed', 'bad'],
  [{ valuesFailed: 1, valuesUnchanged: 99 }, 'Nothing written, 1 failed', 'attention'],
])('calls a run that could write nothing no success: %j', (counts, text, tone) => {
  expect(runStatus({ status: 'Degraded', ...counts })).toEqual({ text, tone });
});

it.each([
  { valuesFailed: 3, valuesWritten: 1 },
  { valuesFailed: 0, valuesWritten: 0 },
  { valuesFailed: 3, valuesWritten: 0, isDryRun: true },
])(
  'calls a run that wrote something, had nothing to write or was a dry one by its status: %j',
  (counts) => {
    expect(runStatus({ status: 'Degraded', ...counts })).toEqual(remarks);
  },
);

it('c/runWords has words for what the org stores, and shows what it does not know', () => {
  expect(runStatus({ status: 'Degraded' })).toEqual(remarks);
  expect(runStatus({ status: 'New' })).toEqual({ text: 'New', tone: 'quiet' });
  expect(['CommandLine', 'Retry', null, 'New'].map(triggerText)).toEqual([
    'Command line',
    'Retry',
    '',
    'New',
  ]);
  expect([phaseText('Write'), phaseText('New')]).toEqual(['Write', 'New']);
  expect([statusOptions.length, triggerOptions.length]).toEqual([7, 4]);
});

it('says of every phase what is being done, and of an unknown one its name', () => {
  const run = { runId: 'a01000000000001AAA', name: 'RUN-1', status: 'Running' };
  const text = (phase: string | null): string => progressText({ run, phase } as RunProgress);
  const known = 'Connect Licenses Mappings Accounts Values Directory Plan Write Log'.split(' ');
  expect(known.filter((phase) => text(phase) === `RUN-1 is running: ${phase}`)).toEqual([]);
  expect(text('Mappings')).toBe(
    'RUN-1 is running: taking in App Analytics files and checking the mappings',
  );
  expect([text('New'), text(null)]).toEqual([
    'RUN-1 is running: New',
    'RUN-1 is running: starting',
  ]);
});
