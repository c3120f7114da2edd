import { join } from 'node:path';
import { readOptions } from '../../conformance/runner/read-options.ts';

const root = process.cwd();

describe('arguments of the conformance run', () => {
  it('take our own collections, and those the environment names, where no folder is told', () => {
    const extra = join(root, 'core');
    const { folders, engine, record } = readOptions(
      [],
      { CONFORMANCE_DIRS: `${extra}:${join(root, 'no-such')}` },
      root,
    );
    expect(folders[0]).toBe(join(root, 'tests/conformance/scenarios'));
    expect(folders).toContain(join(root, 'processes/1.001193/scenarios'));
    expect(folders.at(-1)).toBe(extra);
    expect({ engine, record }).toEqual({ engine: 'both', record: false });
  });

  it('take folders, a pattern, an engine and a file', () => {
    expect(
      readOptions(['--', 'a', 'b', '--only', '^x', '--engine', 'zeebe', '--record', '--json', 'f'], {}, root),
    ).toEqual({
      folders: ['a', 'b'],
      only: /^x/,
      engine: 'zeebe',
      record: true,
      json: 'f',
    });
  });

  it.each([
    [['--engine', 'other'], '--engine is embedded, zeebe or both'],
    [['--record', '--engine', 'embedded'], 'Only a broker is recorded'],
    [['--unknown'], 'Unknown option'],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args, {}, root)).toThrow(message);
  });
});
