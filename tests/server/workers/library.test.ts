import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, assetsFolder } from '../../../server/shared/paths.ts';
import { jobTypes } from '../../../server/workers/job-types.ts';
import { listNotificationTemplates } from '../../../server/workers/notify/notification-templates.ts';
import { readPaperTemplate } from '../../../server/workers/papers/paper-template.ts';

const processes = join(projectRoot, 'processes');
const packages = readdirSync(processes).filter((name) => !name.startsWith('_'));
const names = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
const modelOf = (code: string): string => readFileSync(join(processes, code, 'main.bpmn'), 'utf8');
const headersOf = (code: string, key: string): string[] => [
  ...new Set(
    [...modelOf(code).matchAll(new RegExp(`<zeebe:header key="${key}" value="([^"]*)"`, 'g'))].map(
      ([, value = '']) => value,
    ),
  ),
];
const stem = (file: string): string => file.replace(/\.json$/, '');

describe('what the shipped procedures ask of the automatic steps', () => {
  it('is looked at: there are some', () => {
    expect(packages.length).toBeGreaterThanOrEqual(3);
  });
  it.each(packages)('%s names only job types that have a handler', (code) => {
    const used = [...modelOf(code).matchAll(/<zeebe:taskDefinition type="([^"]*)"/g)].map(([, type]) => type);
    expect(used.filter((type) => !jobTypes.some((known) => known.type === type))).toEqual([]);
  });
  it.each(packages)('%s sends only notices that exist', async (code) => {
    const known = await listNotificationTemplates();
    expect(headersOf(code, 'template').filter((name) => !known.includes(name))).toEqual([]);
  });
  it.each(packages)('%s issues only papers that have a template', (code) => {
    const own = names(join(processes, code, 'papers'));
    const known = [...own, ...names(join(assetsFolder, 'papers'))].map(stem);
    expect(headersOf(code, 'paper').filter((name) => !known.includes(name))).toEqual([]);
    for (const file of own)
      expect(readPaperTemplate(readFileSync(join(processes, code, 'papers', file), 'utf8'), file).kind).toBe(
        stem(file),
      );
  });
  it.each(packages)('%s asks only registers that are shipped for trying', (code) => {
    const known = names(join(assetsFolder, 'registers')).map(stem);
    expect(headersOf(code, 'source').filter((name) => !known.includes(name))).toEqual([]);
  });
});
