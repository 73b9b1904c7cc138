import { spawnSync } from 'node:child_process';
import type { Finding } from '../finding.ts';

/** Tenths of systemd's scale from 0, which is fully shut in, to 10: "OK" ends at 2.0 for a service that needs the network. */
const mostExposure = 20;

/**
 * What systemd says of a unit: whether it can be loaded, and whether it is more exposed than need be.
 *
 * @throws where systemd-analyze is not installed: it comes with systemd
 */
export function unitFindings(file: string): readonly Finding[] {
  return [
    ...complaints(file, 'systemd/verify', ['verify', '--man=no', file]),
    ...complaints(file, 'systemd/security', [
      'security',
      '--offline=true',
      `--threshold=${mostExposure}`,
      '--no-pager',
      file,
    ]),
  ];
}

function complaints(file: string, rule: string, options: readonly string[]): readonly Finding[] {
  const { error, status, stdout, stderr } = spawnSync('systemd-analyze', options, {
    encoding: 'utf8',
  });
  if (error) {
    throw new Error('The unit can only be verified where systemd-analyze is installed (systemd).', {
      cause: error,
    });
  }
  if (status === 0 && stderr.trim() === '') return [];
  const said = `${stderr}\n${stdout.split('\n').slice(-2).join(' ')}`.trim();
  return [{ file, line: undefined, rule, message: said }];
}
