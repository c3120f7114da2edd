import { deflateRawSync } from 'node:zlib';
import yazl from 'yazl';
import { packageLimits, readZip, toBundle } from '../../../server/features/procedures/read-package.ts';
import { writeZip } from '../../../server/features/procedures/write-package.ts';
import { InvalidSubmissionError, TooLargeError } from '../../../server/shared/errors.ts';

const collect = async (stream: NodeJS.ReadableStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const zipOf = (entries: readonly (readonly [string, Buffer | string])[]): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const [name, content] of entries) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return collect(zip.outputStream);
};
/** A zip whose only entry has this raw name: writers refuse such names, attackers do not. */
const zipWithRawName = async (name: string): Promise<Buffer> => {
  const placeholder = 'x'.repeat(name.length);
  const bytes = await zipOf([[placeholder, 'evil']]);
  return Buffer.from(bytes.toString('latin1').replaceAll(placeholder, name), 'latin1');
};

describe('reading a procedure package', () => {
  it('gives back what was written, byte by byte', async () => {
    // given
    const files = new Map([
      ['procedure.json', '{"tên":"Khai sinh"}'],
      ['main.bpmn', '<a/>'],
      ['forms/a.form.json', '{}'],
      ['scenarios/thang/scenario.json', '{}'],
    ]);
    // when
    const read = await readZip(await collect(writeZip(files)));
    // then
    expect([...toBundle(read)].sort()).toEqual([...files].sort());
  });

  it('writes equal zips for equal bundles, whatever the order', async () => {
    const one = await collect(
      writeZip(
        new Map([
          ['main.bpmn', 'a'],
          ['procedure.json', 'b'],
        ]),
      ),
    );
    const other = await collect(
      writeZip(
        new Map([
          ['procedure.json', 'b'],
          ['main.bpmn', 'a'],
        ]),
      ),
    );
    expect(one.equals(other)).toBe(true);
  });

  it('takes off a folder around everything', async () => {
    const read = await readZip(
      await zipOf([
        ['1.001193/procedure.json', '{}'],
        ['1.001193/main.bpmn', 'x'],
      ]),
    );
    expect([...toBundle(read).keys()]).toEqual(['procedure.json', 'main.bpmn']);
  });

  it.each([['../procedure.json'], ['a/../../etc/passwd'], ['/etc/passwd'], ['a\\b.json']])(
    'refuses the path %s',
    async (name) => {
      await expect(zipWithRawName(name).then(readZip).then(toBundle)).rejects.toThrow(InvalidSubmissionError);
    },
  );

  it('refuses files that no bundle holds, naming each', () => {
    const act = () =>
      toBundle(
        new Map([
          ['procedure.json', '{}'],
          ['run.sh', 'rm'],
          ['forms/x.exe', ''],
        ]),
      );
    expect(act).toThrow(InvalidSubmissionError);
    try {
      act();
    } catch (error) {
      expect((error as InvalidSubmissionError).errors?.map(({ pointer }) => pointer)).toEqual([
        'run.sh',
        'forms/x.exe',
      ]);
    }
  });

  it('stops a bomb at the limit of one file', async () => {
    const bomb = await zipOf([['main.bpmn', Buffer.alloc(packageLimits.file + 1)]]);
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readZip(bomb)).rejects.toThrow(TooLargeError);
  });

  it('stops a bomb of many files at the limit of all together', async () => {
    const many = Array.from(
      { length: 8 },
      (_, index) => [`f${index}.bpmn`, Buffer.alloc(packageLimits.file - 1, ' ')] as const,
    );
    await expect(zipOf(many).then(readZip)).rejects.toThrow(TooLargeError);
  });

  it('refuses more files than a package may hold', async () => {
    const many = Array.from({ length: packageLimits.files + 1 }, (_, index) => [`f${index}.bpmn`, ''] as const);
    await expect(zipOf(many).then(readZip)).rejects.toThrow(TooLargeError);
  });

  it.each([
    ['no zip at all', Buffer.from('hello')],
    ['an empty body', Buffer.alloc(0)],
    ['raw deflate', deflateRawSync(Buffer.from('x'))],
  ])('refuses %s with a sentence', async (_, bytes) => {
    await expect(readZip(bytes)).rejects.toThrow(InvalidSubmissionError);
  });

  it('refuses a cut zip', async () => {
    const whole = await zipOf([['main.bpmn', 'x'.repeat(5000)]]);
    await expect(readZip(whole.subarray(0, whole.length - 30))).rejects.toThrow(InvalidSubmissionError);
  });

  it('refuses what is not UTF-8', async () => {
    await expect(zipOf([['main.bpmn', Buffer.from([0xff, 0xfe, 0x00])]]).then(readZip)).rejects.toThrow(/UTF-8/);
  });

  it('refuses the same file twice', async () => {
    const one = await zipOf([
      ['aaaa.bpmn', '1'],
      ['bbbb.bpmn', '2'],
    ]);
    const twice = Buffer.from(one.toString('latin1').replaceAll('bbbb.bpmn', 'aaaa.bpmn'), 'latin1');
    await expect(readZip(twice)).rejects.toThrow(/hai lần/);
  });

  it('refuses an empty package', () => {
    expect(() => toBundle(new Map())).toThrow(InvalidSubmissionError);
  });
});
