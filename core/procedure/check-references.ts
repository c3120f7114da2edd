import type { ProcessElement } from '../bpmn/executable-process.ts';
import type { PackageProblem } from '../contracts/procedure.ts';
import type { ProcedureRecord } from '../contracts/package.ts';
import { listFields } from '../forms/list-fields.ts';
import type { LocatedProcess, ParsedBundle } from './parse-bundle.ts';
import { errorAt, warningAt } from './problems.ts';
import { parseNorm, parseOutcomes } from './step-properties.ts';

/** What exists around a package: handlers of job types, roles of the organisation, outcomes of a dossier. */
export type Surroundings = {
  readonly jobTypes: readonly string[];
  readonly roles: readonly string[];
  readonly outcomes: readonly string[];
  readonly messages: readonly string[];
  readonly errorCodes: readonly string[];
};

type Located = { readonly file: string; readonly element: ProcessElement };
type Check = (at: Located) => readonly PackageProblem[];

const isStatic = (text: string | null | undefined): text is string =>
  typeof text === 'string' && text !== '' && !text.startsWith('=');
const missing = ({ file, element }: Located, rule: string, vi: string, en: string): PackageProblem => {
  const name = element.name || element.id;
  return errorAt(rule, file, `"${name}": ${vi}`, `"${name}": ${en}`, element.id);
};
const oneOf = (
  at: Located,
  rule: string,
  known: ReadonlySet<string>,
  value: string | null | undefined,
  what: readonly [vi: string, en: string],
): PackageProblem[] =>
  isStatic(value) && !known.has(value)
    ? [missing(at, rule, `không có ${what[0]} "${value}"`, `there is no ${what[1]} "${value}"`)]
    : [];

const checkUserTask = (bundle: ParsedBundle, roles: ReadonlySet<string>): Check => {
  const forms = new Set(bundle.forms.keys());
  return (at) => {
    const { userTask } = at.element;
    if (!userTask) return [];
    const groups = userTask.candidateGroups ?? '';
    const unknownRoles = [...groups.matchAll(/"(\w+)@/g)].flatMap(([, role]) =>
      role && !roles.has(role) ? [role] : [],
    );
    return [
      ...(userTask.formId
        ? oneOf(at, 'reference-form', forms, userTask.formId, ['biểu mẫu', 'form'])
        : [missing(at, 'task-form', 'việc của người chưa có biểu mẫu', 'the user task has no form')]),
      ...(groups
        ? []
        : [
            missing(at, 'task-group', 'chưa nói ai làm (nhóm ứng viên)', 'nobody is named to do it (candidate groups)'),
          ]),
      ...unknownRoles.map((role) =>
        missing(at, 'reference-role', `không có vai trò "${role}"`, `there is no role "${role}"`),
      ),
    ];
  };
};

/** Codes of the errors that processes of the package throw themselves, for a caller to catch. */
const thrownCodes = (processes: readonly LocatedProcess[]): string[] =>
  processes.flatMap(({ process }) =>
    [...process.elements.values()].flatMap(({ type, event }) =>
      type === 'END_EVENT' && event?.type === 'ERROR' && isStatic(event.code) ? [event.code] : [],
    ),
  );

const checkCalls = (
  { processes, decisions }: ParsedBundle,
  { jobTypes, messages, errorCodes }: Surroundings,
): Check => {
  const [processIds, decisionIds] = [
    new Set(processes.map(({ process }) => process.id)),
    new Set(decisions.map(({ decisionId }) => decisionId)),
  ];
  const [types, names] = [new Set(jobTypes), new Set(messages)];
  const codes = new Set([...errorCodes, ...thrownCodes(processes)]);
  return (at) => {
    const { called, decision, job, event } = at.element;
    return [
      ...oneOf(at, 'reference-process', processIds, called?.processId, ['quy trình', 'process']),
      ...oneOf(at, 'reference-decision', decisionIds, decision?.decisionId, ['bảng quyết định', 'decision']),
      ...oneOf(at, 'reference-job-type', types, job?.type, ['việc tự động loại', 'handler for the job type']),
      ...(job && !isStatic(job.type)
        ? [
            missing(
              at,
              'job-type-expression',
              'loại việc tự động phải ghi rõ, không dùng biểu thức',
              'the job type must be written out, not computed',
            ),
          ]
        : []),
      ...(event?.type === 'MESSAGE'
        ? oneOf(at, 'reference-message', names, event.name, ['thông điệp', 'message'])
        : []),
      ...(event?.type === 'ERROR' ? oneOf(at, 'reference-error', codes, event.code, ['mã lỗi', 'error code']) : []),
    ];
  };
};

const checkProperties =
  (outcomes: ReadonlySet<string>): Check =>
  (at) => {
    const { properties } = at.element;
    const status = properties['dossier.status'];
    const norm = properties['step.norm'];
    const choices = properties['step.outcomes'];
    return [
      ...(status !== undefined && !/^([1-9]|10)$/.test(status)
        ? [
            missing(
              at,
              'property-status',
              `dossier.status phải từ 1 đến 10, đang là "${status}"`,
              `dossier.status must be 1 to 10, it is "${status}"`,
            ),
          ]
        : []),
      ...oneOf(at, 'property-outcome', outcomes, properties['dossier.outcome'], ['kết cục', 'dossier outcome']),
      ...(norm !== undefined && parseNorm(norm) === undefined
        ? [
            missing(
              at,
              'property-norm',
              `step.norm phải như 4h, 2d, đang là "${norm}"`,
              `step.norm must be like 4h or 2d, it is "${norm}"`,
            ),
          ]
        : []),
      ...(choices !== undefined && !parseOutcomes(choices)
        ? [
            missing(
              at,
              'property-outcomes',
              `step.outcomes phải như mã:Nhãn;mã:Nhãn, mỗi mã một lần, đang là "${choices}"`,
              `step.outcomes must be id:Label;id:Label, each id once, it is "${choices}"`,
            ),
          ]
        : []),
    ];
  };

const checkCases = ({ cases }: ProcedureRecord, { processes, forms }: ParsedBundle): PackageProblem[] => {
  const ids = new Set(processes.filter(({ file }) => !file.startsWith('common/')).map(({ process }) => process.id));
  return cases.flatMap(({ id, process, startForm }) => [
    ...(ids.has(process)
      ? []
      : [
          errorAt(
            'case-process',
            'procedure.json',
            `Trường hợp ${id}: không có quy trình "${process}"`,
            `Case ${id}: there is no process "${process}"`,
            id,
          ),
        ]),
    ...(forms.has(startForm)
      ? []
      : [
          errorAt(
            'case-form',
            'procedure.json',
            `Trường hợp ${id}: không có biểu mẫu "${startForm}"`,
            `Case ${id}: there is no form "${startForm}"`,
            id,
          ),
        ]),
  ]);
};

/** A field that the dictionary does not know is kept with the dossier, but no process and no report can use it. */
const checkDictionary = ({ data }: ProcedureRecord, { forms }: ParsedBundle): PackageProblem[] => {
  const known = new Set(data.map(({ name }) => name));
  return [...forms].flatMap(([formId, form]) =>
    [...new Set(listFields(form).map(({ name }) => name))]
      .filter((name) => name !== 'outcome' && !known.has(name))
      .map((name) =>
        warningAt(
          'field-dictionary',
          `forms/${formId}.form.json`,
          `Mục "${name}" chưa có trong từ điển dữ liệu`,
          `The field "${name}" is not in the data dictionary`,
          name,
        ),
      ),
  );
};

const isRepeated = (processes: readonly LocatedProcess[]): PackageProblem[] => {
  const seen = new Set<string>();
  return processes.flatMap(({ file, process }) =>
    seen.has(process.id)
      ? [
          errorAt(
            'process-twice',
            file,
            `Quy trình "${process.id}" có hai lần trong gói`,
            `The process "${process.id}" is in the package twice`,
            process.id,
          ),
        ]
      : (seen.add(process.id), []),
  );
};

/** Every name that one part of a package uses for another part, or for what surrounds it, resolved. */
export const checkReferences = (
  record: ProcedureRecord,
  bundle: ParsedBundle,
  surroundings: Surroundings,
): PackageProblem[] => {
  const checks = [
    checkUserTask(bundle, new Set(surroundings.roles)),
    checkCalls(bundle, surroundings),
    checkProperties(new Set(surroundings.outcomes)),
  ];
  const places = bundle.processes.flatMap(({ file, process }) =>
    [...process.elements.values()].map((element) => ({ file, element })),
  );
  return [
    ...isRepeated(bundle.processes),
    ...checkCases(record, bundle),
    ...places.flatMap((at) => checks.flatMap((check) => check(at))),
    ...checkDictionary(record, bundle),
  ];
};
