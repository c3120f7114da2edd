import type { UserTaskDefinition } from '../../bpmn/executable-process.ts';
import { evaluateAny, evaluateNames, evaluateText, type Scope } from '../evaluate.ts';
import type { Behaviour, Site } from '../execution.ts';
import { ElementFailure } from '../failure.ts';
import { createJob, USER_TASK_JOB_TYPE } from '../jobs.ts';
import { attempt, markActivated } from '../lifecycle.ts';
import { applyInputs } from '../output-variables.ts';
import { openSubscriptions } from '../subscriptions.ts';
import { parseDateTime } from '../time/date-time.ts';
import { openUserTask } from '../user-tasks.ts';

const evaluateDate = (scope: Scope, text: string | null): string => {
  if (text === null) return '';
  const value = evaluateAny(scope, text);
  if (value === null || value === '') return '';
  if (typeof value === 'string' && parseDateTime(value) !== undefined)
    return value.replace(/T(\d{2}:\d{2}):00(?=Z|[+-]|$)/, 'T$1');
  throw new ElementFailure(
    'EXTRACT_VALUE_ERROR',
    `Invalid date-time format '${JSON.stringify(value)}'.`,
    scope.scopeKey,
  );
};

const evaluateTask = (scope: Scope, definition: UserTaskDefinition) => ({
  assignee: definition.assignee === null ? '' : evaluateText(scope, definition.assignee),
  candidateGroups: definition.candidateGroups === null ? [] : evaluateNames(scope, definition.candidateGroups),
  candidateUsers: definition.candidateUsers === null ? [] : evaluateNames(scope, definition.candidateUsers),
  dueDate: evaluateDate(scope, definition.dueDate),
  followUpDate: evaluateDate(scope, definition.followUpDate),
  externalFormReference: definition.externalReference === null ? '' : evaluateText(scope, definition.externalReference),
});
type EvaluatedTask = ReturnType<typeof evaluateTask>;

const jobHeaders = (site: Site, task: EvaluatedTask, formKey: string): Record<string, string> => {
  const prefix = 'io.camunda.zeebe:';
  const own: Record<string, string> = {
    assignee: task.assignee,
    candidateGroups: task.candidateGroups.length > 0 ? JSON.stringify(task.candidateGroups) : '',
    candidateUsers: task.candidateUsers.length > 0 ? JSON.stringify(task.candidateUsers) : '',
    dueDate: task.dueDate,
    followUpDate: task.followUpDate,
    formKey,
  };
  return {
    ...site.element.headers,
    ...Object.fromEntries(
      Object.entries(own).flatMap(([name, value]) => (value === '' ? [] : [[prefix + name, value]])),
    ),
  };
};

const open = (site: Site, definition: UserTaskDefinition, task: EvaluatedTask, formKey: string): void => {
  const { x, element, instance } = site;
  openSubscriptions(site);
  if (definition.native)
    openUserTask(site, {
      ...task,
      key: x.keys.take(),
      elementInstanceKey: instance.key,
      formKey: formKey === '' ? '-1' : formKey,
      headers: element.headers,
      createdAt: x.now,
    });
  else
    createJob(site, {
      type: USER_TASK_JOB_TYPE,
      retries: 1,
      headers: jobHeaders(site, task, formKey || (definition.formKey ?? '')),
      isUserTask: true,
    });
  markActivated(site);
};

/** Binds the newest version of the form, then opens the task. */
const openWithForm = async (
  site: Site,
  definition: UserTaskDefinition,
  task: EvaluatedTask,
  formId: string,
): Promise<void> => {
  const formKey = await site.x.outside.findFormKey(formId);
  attempt(site, 'activate', () => {
    if (formKey === undefined)
      throw new ElementFailure(
        'FORM_NOT_FOUND',
        `Expected to find a form with id '${formId}', but no form with this id is found, at least a form with this id should be available. To resolve the Incident please deploy a form with the same id`,
        site.instance.key,
      );
    open(site, definition, task, formKey);
  });
};

export const userTask: Behaviour = {
  activate: (site) => {
    const { x, tree, element, instance } = site;
    const definition = element.userTask;
    if (!definition) throw new Error(`${element.id} has no user task definition`);
    applyInputs(site);
    const scope = { x, tree, scopeKey: instance.key };
    const task = evaluateTask(scope, definition);
    if (definition.formId === null) {
      open(site, definition, task, '');
      return;
    }
    const formId = evaluateText(scope, definition.formId);
    x.next({ keys: 0, run: () => openWithForm(site, definition, task, formId) });
  },
};
