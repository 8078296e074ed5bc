import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';

describe('openapi/openapi.json', () => {
  it('keeps every lint rule, warnings included', () => {
    const spectral = ['node_modules/@stoplight/spectral-cli/dist/index.js', 'lint', 'openapi/openapi.json'];
    const options = ['--ruleset', 'openapi/ruleset.yaml', '--fail-severity=warn', '--format', 'text', '--quiet'];
    const run = spawnSync(process.execPath, [...spectral, ...options], { encoding: 'utf8' });

    expect(run.stdout + run.stderr).toBe('');
    expect(run.status).toBe(0);
  });
});
