import type { ExecutableProcess } from '../../bpmn/executable-process.ts';
import { parseProcesses } from '../../bpmn/parse-processes.ts';
import type { DeploymentProblem, DeploymentResource } from '../../contracts/engine-command.ts';
import type { Drg } from '../../decisions/decision-model.ts';
import { parseDecisions } from '../../decisions/parse-decisions.ts';
import type { Feel } from '../../expressions/feel.ts';
import { createExpressions, feelOf } from '../expressions.ts';
import { mappingsText } from '../mappings.ts';
import { parseDateTime } from '../time/date-time.ts';
import { scheduleTimer } from '../time/timer-schedule.ts';
import { listExpressions } from './model-texts.ts';

/** A file that can be deployed. */
export type CheckedResource = { readonly resource: DeploymentResource } & (
  | { readonly kind: 'processes'; readonly processes: readonly ExecutableProcess[] }
  | { readonly kind: 'decisions'; readonly drg: Drg }
  | { readonly kind: 'form'; readonly formId: string }
);
export type CheckResult = { readonly checked?: CheckedResource; readonly problems: readonly DeploymentProblem[] };

const expressionProblems = (resource: string, feel: Feel, process: ExecutableProcess): readonly DeploymentProblem[] =>
  listExpressions(process).flatMap(({ elementId, text }) => {
    const compiled = feel.compile(feelOf(text));
    return compiled.ok ? [] : [{ resource, elementId, message: `${elementId}: ${compiled.problem}` }];
  });

/** The mappings of an element are one context: what can be read alone may still break it, as a comment up to the end of the line does. */
const mappingProblems = (resource: string, feel: Feel, process: ExecutableProcess): readonly DeploymentProblem[] =>
  [...process.elements.values()].flatMap(({ id, inputs, outputs }) =>
    [mappingsText(inputs, false), mappingsText(outputs, true)].flatMap((text) => {
      const compiled = feel.compile(feelOf(text));
      return compiled.ok
        ? []
        : [{ resource, elementId: id, message: `${id}: the mappings cannot be read: ${compiled.problem}` }];
    }),
  );

const timerProblems = (resource: string, process: ExecutableProcess): readonly DeploymentProblem[] =>
  [...process.elements.values()].flatMap(({ id, event }) =>
    event?.type === 'TIMER' && !event.expression.startsWith('=') && !scheduleTimer(event.kind, event.expression, 0)
      ? [{ resource, elementId: id, message: `${id}: "${event.expression}" is no timer ${event.kind}.` }]
      : [],
  );

/** Due dates that are written down as a constant. */
const dateProblems = (resource: string, process: ExecutableProcess): readonly DeploymentProblem[] =>
  [...process.elements.values()].flatMap(({ id, userTask }) =>
    [userTask?.dueDate, userTask?.followUpDate].flatMap((text) =>
      text == null || text.startsWith('=') || parseDateTime(text) !== undefined
        ? []
        : [{ resource, elementId: id, message: `${id}: "${text}" is no date and time with an offset from UTC.` }],
    ),
  );

/** Start events of a process wait before there is any variable: their names must be known without one. */
const startNameProblems = (resource: string, feel: Feel, process: ExecutableProcess): readonly DeploymentProblem[] => {
  const expressions = createExpressions(feel);
  return (process.elements.get(process.id)?.startIds ?? []).flatMap((id) => {
    const event = process.elements.get(id)?.event;
    if (event?.type !== 'MESSAGE' && event?.type !== 'SIGNAL') return [];
    const result = expressions.evaluate(event.name, () => undefined, 0);
    return result.ok && typeof result.value === 'string' && result.value !== ''
      ? []
      : [{ resource, elementId: id, message: `${id}: its name must be a text that needs no variables.` }];
  });
};

const checkBpmn = async (resource: DeploymentResource, feel: Feel): Promise<CheckResult> => {
  const { processes, problems } = await parseProcesses(resource.name, resource.content);
  const all = [
    ...problems,
    ...processes.flatMap((process) => [
      ...expressionProblems(resource.name, feel, process),
      ...mappingProblems(resource.name, feel, process),
      ...timerProblems(resource.name, process),
      ...dateProblems(resource.name, process),
      ...startNameProblems(resource.name, feel, process),
    ]),
  ];
  return all.length > 0 ? { problems: all } : { checked: { resource, kind: 'processes', processes }, problems: [] };
};

const checkDmn = async (resource: DeploymentResource, feel: Feel): Promise<CheckResult> => {
  const parsed = await parseDecisions(resource.content, feel);
  return parsed.ok
    ? { checked: { resource, kind: 'decisions', drg: parsed.drg }, problems: [] }
    : { problems: parsed.problems.map((problem) => ({ ...problem, resource: resource.name })) };
};

const formIdOf = (content: string): string | undefined => {
  try {
    const form: unknown = JSON.parse(content);
    const id = typeof form === 'object' && form !== null && 'id' in form ? form.id : undefined;
    return typeof id === 'string' && id !== '' ? id : undefined;
  } catch {
    return undefined;
  }
};
const checkForm = (resource: DeploymentResource): CheckResult => {
  const formId = formIdOf(resource.content);
  return formId === undefined
    ? { problems: [{ resource: resource.name, message: 'A form must be a JSON object with an id.' }] }
    : { checked: { resource, kind: 'form', formId }, problems: [] };
};

/** Reads one file of a deployment by the ending of its name, and finds everything that is wrong with it. */
export const checkResource = async (resource: DeploymentResource, feel: Feel): Promise<CheckResult> => {
  if (/\.bpmn(20\.xml)?$/i.test(resource.name)) return checkBpmn(resource, feel);
  if (/\.dmn$/i.test(resource.name)) return checkDmn(resource, feel);
  if (/\.form(\.json)?$/i.test(resource.name)) return checkForm(resource);
  return {
    problems: [{ resource: resource.name, message: 'Only files that end in .bpmn, .dmn or .form can be deployed.' }],
  };
};

/** All files together: no id may be defined twice. */
export const checkDuplicates = (checked: readonly CheckedResource[]): readonly DeploymentProblem[] => {
  const seen = new Map<string, string>();
  return checked.flatMap((one) => {
    const ids =
      one.kind === 'processes'
        ? one.processes.map(({ id }) => `process ${id}`)
        : one.kind === 'form'
          ? [`form ${one.formId}`]
          : [`decision graph ${one.drg.id}`, ...[...one.drg.decisions.keys()].map((id) => `decision ${id}`)];
    return ids.flatMap((id) => {
      const other = seen.get(id);
      seen.set(id, one.resource.name);
      return other === undefined
        ? []
        : [{ resource: one.resource.name, message: `The ${id} is also defined in ${other}.` }];
    });
  });
};
