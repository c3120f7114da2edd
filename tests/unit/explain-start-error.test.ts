import { ConfigError, readConfig } from '../../server/config.ts';
import { NewerSchemaError } from '../../server/db/migrate.ts';
import { explainStartError } from '../../server/explain-start-error.ts';

const config = readConfig({ PORT: '3100', DATA_DIR: '/srv/mc' });
const failure = (fields: object): Error => Object.assign(new Error('inside'), fields);

describe('what is said when the server cannot start', () => {
  it.each([
    ['a taken port', { code: 'EADDRINUSE', port: 3100 }, /3100.*PORT/],
    ['a port that needs root', { code: 'EACCES', syscall: 'listen' }, /3100.*1024/],
    ['a folder without permission', { code: 'EACCES', path: '/srv/mc/postgres' }, /\/srv\/mc\/postgres.*DATA_DIR/],
    ['a read-only disk', { code: 'EROFS', path: '/srv/mc' }, /DATA_DIR/],
    ['a full disk', { code: 'ENOSPC', path: '/srv/mc' }, /DATA_DIR/],
    ['a database that is off', { code: 'ECONNREFUSED' }, /DATABASE_URL/],
    ['a wrong password', { code: '28P01' }, /DATABASE_URL/],
    ['a missing database', { code: '3D000' }, /DATABASE_URL/],
    ['a database without rights', { code: '42501' }, /DATABASE_URL/],
  ])('names %s and what to do', (_, fields, sentence) => {
    expect(explainStartError(failure(fields), config)).toMatch(sentence);
  });

  it('passes on sentences that were written for people', () => {
    expect(explainStartError(new ConfigError('Đặt PORT.'))).toBe('Đặt PORT.');
    expect(explainStartError(new NewerSchemaError('Cài bản mới.'))).toBe('Cài bản mới.');
  });

  it('says nothing about what nobody foresaw', () => {
    expect(explainStartError(failure({}), config)).toBeUndefined();
    expect(explainStartError('text', config)).toBeUndefined();
  });

  it('is one line, in both languages', () => {
    const sentence = explainStartError(failure({ code: 'EADDRINUSE' }), config);
    expect(sentence?.split('\n')).toHaveLength(1);
    expect(sentence?.split(' | ')).toHaveLength(2);
  });
});
