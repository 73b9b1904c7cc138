import { phaseText, runStatus, statusOptions, triggerOptions, triggerText } from 'c/runWords';

it('c/runWords has words for what the org stores, and shows what it does not know', () => {
  expect(runStatus('Degraded')).toEqual({ text: 'Succeeded with remarks', tone: 'attention' });
  expect(runStatus('New')).toEqual({ text: 'New', tone: 'quiet' });
  expect([triggerText('CommandLine'), triggerText(null), triggerText('New')]).toEqual([
    'Command line',
    '',
    'New',
  ]);
  expect([phaseText('Write'), phaseText('New')]).toEqual(['Write', 'New']);
  expect([statusOptions.length, triggerOptions.length]).toEqual([7, 3]);
});
