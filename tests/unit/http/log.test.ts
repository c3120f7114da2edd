import { Writable } from 'node:stream';
import { pino } from 'pino';
import { logOptions } from '../../../server/shared/log.ts';

const write = (error: unknown): { line: string; err: Record<string, unknown> } => {
  let line = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      line += chunk.toString();
      done();
    },
  });
  pino(logOptions('info'), sink).error({ err: error }, 'failed');
  return { line, err: (JSON.parse(line) as { err: Record<string, unknown> }).err };
};

describe('the log', () => {
  it('keeps values of rows out of what the database says', () => {
    const error = Object.assign(new Error('duplicate key value (000000000001)'), {
      severity: 'ERROR',
      code: '23505',
      detail: 'Key (personal_id)=(000000000001)',
      table: 'person',
      constraint: 'person_pkey',
    });
    const { line, err } = write(error);
    expect(line).not.toContain('000000000001');
    expect(err).toMatchObject({ code: '23505', table: 'person', constraint: 'person_pkey' });
  });
  it('tells kind, message and place of our own errors, and their cause', () => {
    const { err } = write(new TypeError('x is no list', { cause: new RangeError('too far') }));
    expect(err).toMatchObject({
      type: 'TypeError',
      message: 'x is no list',
      cause: { type: 'RangeError', message: 'too far' },
    });
    expect(err['stack']).toContain('log.test.ts');
  });
  it('takes what is no error at all', () => {
    expect(write('secret text').err).toEqual({ type: 'string' });
  });
});
