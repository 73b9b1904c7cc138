import type { RunProgress } from 'apex/SyncRunController';
import {
  phaseText,
  progressText,
  runStatus,
  statusOptions,
  triggerOptions,
  triggerText,
} from 'c/runWords';

it('c/runWords has words for what the org stores, and shows what it does not know', () => {
  expect(runStatus('Degraded')).toEqual({ text: 'Succeeded with remarks', tone: 'attention' });
  expect(runStatus('New')).toEqual({ text: 'New', tone: 'quiet' });
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
