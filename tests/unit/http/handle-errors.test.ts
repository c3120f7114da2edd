import express from 'express';
import { CommandRejected } from '../../../core/contracts/engine-command.ts';
import { handleErrors } from '../../../server/http/handle-errors.ts';
import { serve, type HttpClient } from '../../helpers/http.ts';

let http: HttpClient;
let thrown: unknown;
const logged: object[] = [];
beforeAll(async () => {
  const app = express();
  app.get('/', () => {
    throw thrown;
  });
  app.use(handleErrors({ error: (fields) => logged.push(fields) }));
  http = await serve(app);
});
afterAll(() => http.close());
beforeEach(() => (logged.length = 0));

const failure = (fields: object, message = 'secret of the database'): Error =>
  Object.assign(new Error(message), fields);
const unchanged = /Dữ liệu chưa bị thay đổi/;

describe('a failure as a problem document', () => {
  it.each([
    ['no connection in time', failure({ name: 'KnexTimeoutError' })],
    ['a statement that took too long', failure({ code: '57014' })],
    ['too many connections', failure({ code: '53300' })],
    ['a database that starts', failure({ code: '57P03' })],
    ['no database', failure({ code: 'ECONNREFUSED' })],
  ])('says that nothing was changed: %s', async (_, error) => {
    thrown = error;
    const answer = await http.send('GET', '/');
    expect([answer.status, answer.body['type']]).toEqual([503, '/problems/unavailable']);
    expect(answer.body['detail']).toMatch(unchanged);
    expect(answer.text).not.toContain('secret');
  });

  it.each([
    ['a database that stops', failure({ code: '57P01' })],
    ['a reset connection', failure({ code: 'ECONNRESET' })],
    ['a connection that ended during the commit', failure({}, 'Connection terminated unexpectedly')],
    [
      'a connection that ended during a statement',
      failure({}, 'select 1\n  limit 1 - Connection terminated unexpectedly'),
    ],
    [
      'a connection that was lost before the statement',
      failure({}, 'ROLLBACK - Client has encountered a connection error and is not queryable'),
    ],
    ['a database that crashes', failure({ code: '57P02' })],
  ])('does not promise that nothing was changed where nobody knows: %s', async (_, error) => {
    thrown = error;
    const answer = await http.send('GET', '/');
    expect(answer.status).toBe(503);
    expect(answer.body['detail']).not.toMatch(unchanged);
    expect(answer.body['detail']).toContain('Mở lại trang');
  });

  it.each([
    ['NOT_FOUND', 404],
    ['INVALID_STATE', 409],
  ] as const)('of the engine is told without its words: %s', async (type, status) => {
    thrown = new CommandRejected(type, 'secret key 123');
    const answer = await http.send('GET', '/');
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('secret');
    expect(logged).toEqual([]);
  });

  it.each([failure({}), 'a text', null])('that nobody knows is masked and logged: %p', async (error) => {
    thrown = error ?? failure({});
    const answer = await http.send('GET', '/');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/secret|a text/);
    expect(logged).toHaveLength(1);
  });
});
