import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const read = (file: string) => readFileSync(file, 'utf8');
const packageJson = JSON.parse(read('package.json')) as { version: string; license: string };

describe('publiccode.yml 0.7', () => {
  const publiccode = parse(read('publiccode.yml'));

  it('has every required key and no outdated one', () => {
    for (const key of ['name', 'url', 'platforms', 'developmentStatus', 'softwareType', 'description']) {
      expect(publiccode).toHaveProperty([key]);
    }
    expect(publiccode.publiccodeYmlVersion).toBe('0.7');
    expect(publiccode).not.toHaveProperty('legal.repoOwner');
    expect(publiccode).not.toHaveProperty('inputTypes');
    expect(typeof publiccode.localisation.localisationReady).toBe('boolean');
    expect(publiccode.localisation.availableLanguages).toEqual(['nl']);
  });

  it('chooses from the lists', () => {
    expect(['concept', 'development', 'beta', 'stable', 'obsolete']).toContain(publiccode.developmentStatus);
    expect(['web', 'windows', 'mac', 'linux', 'ios', 'android']).toEqual(expect.arrayContaining(publiccode.platforms));
    expect(publiccode.softwareType).toBe('standalone/backend');
    expect(['internal', 'contract', 'community', 'none']).toContain(publiccode.maintenance.type);
    expect(publiccode.maintenance.contacts).toEqual([{ name: expect.any(String), email: expect.stringContaining('@') }]);
  });

  it.each(['nl', 'en'])('describes the product in %s within the limits', (language) => {
    const { shortDescription, longDescription, features } = publiccode.description[language];
    expect(shortDescription.length).toBeLessThanOrEqual(150);
    expect(longDescription.length).toBeGreaterThanOrEqual(150);
    expect(longDescription.length).toBeLessThanOrEqual(10_000);
    expect(features.every((feature: string) => feature.length <= 100)).toBe(true);
  });

  it('agrees with package.json', () => {
    expect(publiccode.softwareVersion).toBe(packageJson.version);
    expect(publiccode.legal.license).toBe(packageJson.license);
  });
});

describe('the logs of changes', () => {
  it('have a heading for the version of the product and of the contract', () => {
    const contract = JSON.parse(read('openapi/openapi.json')) as { info: { version: string } };

    expect(read('CHANGELOG.md')).toContain(`\n## [${packageJson.version}] - `);
    expect(read('openapi/CHANGELOG.md')).toContain(`\n## ${contract.info.version}\n`);
  });
});
