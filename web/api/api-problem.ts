/** One field that the server refused. `pointer` is a JSON pointer or the path of a form field. */
export type FieldProblem = { readonly pointer: string; readonly message: string; readonly messageEn?: string };

export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly status: number;
  readonly detail?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldProblem[];
  readonly [extension: string]: unknown;
};

/** An answer of the server that is not a success, as an RFC 9457 problem. */
export class ApiProblem extends Error {
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
  get status(): number {
    return this.problem.status;
  }
}

/** No answer at all: offline, refused, or slower than the deadline. What was typed is still in the page. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('no answer from the server', { cause });
    this.name = 'ConnectionLost';
  }
}

const isProblem = (body: unknown): body is ProblemDocument =>
  typeof body === 'object' && body !== null && 'title' in body && 'status' in body;

/** Reads the problem of a failed response; a proxy's page or an empty body becomes a plain problem of that status. */
export const readProblem = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new ApiProblem(body);
  return new ApiProblem({ type: 'about:blank', title: `HTTP ${response.status}`, status: response.status });
};
