import type { Answer } from './http.ts';

/** What must never reach a caller: frames, SQL, names of files and of our database. */
const leaks =
  /node_modules|\bat [\w.<>]+ \(|\.(ts|js):\d+|\b(select|insert into|update|delete from)\b .*\b(from|set|where|values)\b|relation "|violates|syntax error|invalid byte|out of range|pg_|ECONN|\/work\/|\/tmp\//i;

/** The parts of an answer that make it a problem as RFC 9457 has it; `leak` is what it should not have told. */
export const readProblem = ({ status, headers, text, body }: Answer) => ({
  status,
  contentType: headers.get('content-type')?.split(';')[0],
  type: body['type'] as unknown,
  statusInside: body['status'] as unknown,
  hasTitle: typeof body['title'] === 'string' && typeof body['titleEn'] === 'string',
  hasRequestId: body['requestId'] === headers.get('x-request-id'),
  leak: leaks.exec(text)?.[0],
});

export const aProblem = (status: number, code: string): ReturnType<typeof readProblem> => ({
  status,
  contentType: 'application/problem+json',
  type: `/problems/${code}`,
  statusInside: status,
  hasTitle: true,
  hasRequestId: true,
  leak: undefined,
});
