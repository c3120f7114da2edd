import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimData, dataFolder } from '../../../scripts/zeebe/data-mark.mjs';

describe('the mark of a broker’s data', () => {
  let folder: string;
  const claim = (version: string, more: { partitions?: number; mayUpgrade?: boolean } = {}): Promise<void> =>
    claimData({ folder, version, partitions: 1, mayUpgrade: false, ...more });
  const marked = async (): Promise<unknown> => JSON.parse(await readFile(join(folder, 'data.json'), 'utf8'));
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'mot-cua-mark-')), 'zeebe');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('is made for an empty folder', async () => {
    await claim('8.5.8', { partitions: 3 });
    expect(await marked()).toEqual({ version: '8.5.8', partitions: 3 });
  });

  it.each([
    ['8.5.8', '8.5.8', false],
    ['8.5.8', '8.5.11', false],
    ['8.5.8', '8.6.0', true],
  ])('lets data of %s be opened by %s', async (from, to, mayUpgrade) => {
    await claim(from);
    await claim(to, { mayUpgrade });
    expect(await marked()).toEqual({ version: to, partitions: 1 });
  });

  it.each([
    ['8.5.8', '8.6.0', false, 'ZEEBE_UPGRADE=yes'],
    ['8.5.8', '8.7.0', true, 'one line at a time'],
    ['8.5.8', '8.5.7', true, 'cannot open'],
    ['8.6.0', '8.5.8', true, 'cannot open'],
  ])('keeps data of %s from %s and changes nothing', async (from, to, mayUpgrade, words) => {
    await claim(from);
    await expect(claim(to, { mayUpgrade })).rejects.toThrow(words);
    expect(await marked()).toEqual({ version: from, partitions: 1 });
  });

  it('keeps the number of partitions', async () => {
    await claim('8.5.8', { partitions: 3 });
    await expect(claim('8.5.8', { partitions: 1 })).rejects.toThrow('ZEEBE_PARTITIONS=3');
  });

  it('refuses data that nobody marked', async () => {
    await mkdir(join(dataFolder(folder), 'raft-partition'), { recursive: true });
    await expect(claim('8.5.8')).rejects.toThrow('not known which Zeebe');
  });

  it('does not take a damaged mark for none', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'data.json'), '{"version":');
    await expect(claim('8.5.8')).rejects.toThrow(SyntaxError);
  });
});
