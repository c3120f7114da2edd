import { ApiProblem, ConnectionLost, readProblem } from '../../web/api/api-problem.ts';
import { mayRetry } from '../../web/api/query-client.ts';
import { keysOf } from '../../web/api/use-server-events.ts';
import { findNationalStatus } from '../../web/ui/national-status.ts';

const problem = (status: number) => new ApiProblem({ type: 'about:blank', title: 'x', status });

describe('a refusal of the server', () => {
  it('keeps what the problem document says', async () => {
    const document = {
      type: '/problems/conflict',
      title: 'Dữ liệu đã thay đổi',
      status: 409,
      detail: 'Cán bộ 02 đã nhận lúc 10:32',
      requestId: 'r1',
    };
    const read = await readProblem(new Response(JSON.stringify(document), { status: 409 }));
    expect(read.problem).toEqual(document);
    expect(read.message).toBe(document.detail);
  });

  it.each(['<html>Bad gateway</html>', '', '{"error":"no"}', 'null'])(
    'becomes a plain problem when the body is %j',
    async (body) => {
      const read = await readProblem(new Response(body, { status: 502 }));
      expect(read.status).toBe(502);
      expect(read.problem.type).toBe('about:blank');
    },
  );
});

describe('another attempt', () => {
  it.each([400, 401, 403, 404, 409, 412, 422])('is not made after status %i', (status) =>
    expect(mayRetry(0, problem(status))).toBe(false),
  );
  it.each([429, 500, 503])('is made twice after status %i', (status) => {
    expect([0, 1, 2].map((failures) => mayRetry(failures, problem(status)))).toEqual([true, true, false]);
  });
  it('is made when nothing came back', () => expect(mayRetry(0, new ConnectionLost('x'))).toBe(true));
});

describe('a live message', () => {
  it.each([
    [
      { type: 'tasks', groups: [], assignees: [], taskKeys: ['1', '2'] } as const,
      [['tasks'], ['task', '1'], ['task', '2']],
    ],
    [{ type: 'dossier', dossierId: 'd', code: null } as const, [['dossiers'], ['dossier', 'd']]],
    [
      { type: 'dossier', dossierId: 'd', code: 'H29-1' } as const,
      [['dossiers'], ['dossier', 'd'], ['dossier', 'H29-1']],
    ],
    [{ type: 'notification', userId: 'u' } as const, [['notifications']]],
    [{ type: 'procedures' } as const, [['procedures']]],
  ])('%j makes the page read %j again', (event, keys) => expect(keysOf(event)).toEqual(keys));
});

it('knows the national statuses and no others', () => {
  expect(findNationalStatus(5)).toMatchObject({ name: 'supplement', vi: 'Yêu cầu bổ sung giấy tờ', shape: 'hatched' });
  expect([0, 11, 1.5].map(findNationalStatus)).toEqual([undefined, undefined, undefined]);
});
