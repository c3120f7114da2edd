import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import { checkLaw } from '../../../core/procedure/check-law.ts';
import { checkReferences } from '../../../core/procedure/check-references.ts';
import { parseBundle } from '../../../core/procedure/parse-bundle.ts';
import { bundle, form, goodTask, model, record, surroundings, task } from './bundle-of.ts';

const noDecisions = () => Promise.resolve({ decisionIds: [], problems: [] });
const findings = async (changes: Record<string, string | undefined>, changedRecord: object = record) => {
  const parsed = await parseBundle(bundle(changes), noDecisions);
  const typed = changedRecord as ProcedureRecord;
  return [...parsed.problems, ...checkReferences(typed, parsed, surroundings), ...checkLaw(typed, parsed)];
};
const rules = async (changes: Record<string, string | undefined>, changedRecord?: object) =>
  (await findings(changes, changedRecord)).map(({ rule, severity }) => `${severity} ${rule}`);
const group = '<zeebe:assignmentDefinition candidateGroups="=[&quot;receptionOfficer@&quot; + receivingUnit]" />';
const linked = '<zeebe:formDefinition formId="check" />';

describe('the checks of a package', () => {
  it('find nothing in a package that is whole', async () => {
    expect(await findings({})).toEqual([]);
  });

  it.each([
    ['a form that is not there', { 'forms/check.form.json': undefined }, 'error reference-form'],
    ['a start form that is not there', { 'forms/start.form.json': undefined }, 'error case-form'],
    ['a user task without a form', { 'main.bpmn': model({ first: task(group) }) }, 'error task-form'],
    ['a user task for nobody', { 'main.bpmn': model({ first: task(linked) }) }, 'error task-group'],
    [
      'a role that the organisation lacks',
      { 'main.bpmn': model({ first: goodTask.replace('receptionOfficer', 'wizard') }) },
      'error reference-role',
    ],
    [
      'a job type without a handler',
      { 'main.bpmn': model({ jobs: [...surroundings.jobTypes, 'magic.spell'] }) },
      'error reference-job-type',
    ],
    [
      'a computed job type',
      { 'main.bpmn': model({ jobs: [...surroundings.jobTypes, '=kind'] }) },
      'error job-type-expression',
    ],
    [
      'a status that the nation lacks',
      { 'main.bpmn': model({ first: goodTask.replace('value="1"', 'value="11"') }) },
      'error property-status',
    ],
    [
      'a norm in words',
      { 'main.bpmn': model({ first: goodTask.replace('value="2h"', 'value="two hours"') }) },
      'error property-norm',
    ],
    [
      'two decisions with one id',
      { 'main.bpmn': model({ first: goodTask.replace('refuse:Từ chối', 'accept:Nhận lại') }) },
      'error property-outcomes',
    ],
    [
      'no way to refuse',
      { 'main.bpmn': model({ jobs: ['dossier.accept', 'dossier.requestSupplement'] }) },
      'error law-way',
    ],
    [
      'norms above the legal limit',
      { 'main.bpmn': model({ first: goodTask.replace('value="2h"', 'value="9h"') }) },
      'warning law-norm',
    ],
    ['a process of a case that is not there', { 'main.bpmn': model({ id: 'other' }) }, 'error case-process'],
    [
      'a field without an entry in the dictionary',
      { 'forms/check.form.json': form('check', 'colour') },
      'warning field-dictionary',
    ],
    ['a form under another name', { 'forms/check.form.json': form('chek') }, 'error form-id'],
    ['a form that is no JSON', { 'forms/check.form.json': '{' }, 'error form-json'],
    ['a form without components', { 'forms/check.form.json': '[]' }, 'error form-shape'],
    ['a process that is there twice', { 'common/main.bpmn': model() }, 'error process-twice'],
    ['XML that is cut', { 'main.bpmn': model().slice(0, 300) }, 'error model'],
    [
      'a document type with entities',
      { 'main.bpmn': model().replace('?>', '?><!DOCTYPE x [<!ENTITY y "z">]>') },
      'error model',
    ],
  ])('find %s', async (_, changes, expected) => {
    expect(await rules(changes)).toContain(expected);
  });

  it('tell file, element and a sentence in both languages', async () => {
    const [finding] = (await findings({ 'main.bpmn': model({ first: task(group) }) })).filter(
      ({ rule }) => rule === 'task-form',
    );
    expect(finding).toEqual({
      severity: 'error',
      rule: 'task-form',
      file: 'main.bpmn',
      elementId: 'check',
      message: { vi: '"Kiểm tra": việc của người chưa có biểu mẫu', en: '"Kiểm tra": the user task has no form' },
    });
  });

  it('tell all problems at once', async () => {
    const found = await rules({
      'main.bpmn': model({ first: task('', { 'dossier.status': 'x' }), jobs: ['magic.spell'] }),
    });
    expect(new Set(found)).toEqual(
      new Set([
        'error task-form',
        'error task-group',
        'error property-status',
        'error reference-job-type',
        'error law-way',
      ]),
    );
  });
});

describe('errors that a package catches', () => {
  const error = '<bpmn:error id="e" name="e" errorCode="OWN" />';
  const caught =
    '<bpmn:boundaryEvent id="b" attachedToRef="check"><bpmn:outgoing>g0</bpmn:outgoing><bpmn:errorEventDefinition id="ed" errorRef="e" /></bpmn:boundaryEvent>' +
    '<bpmn:endEvent id="e2"><bpmn:incoming>g0</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="g0" sourceRef="b" targetRef="e2" />';
  const withError = (xml: string) => xml.replace('<bpmn:process ', `${error}<bpmn:process `);
  const child = withError(
    model({ id: 'child', jobs: [] }).replace(
      '<bpmn:endEvent id="end"><bpmn:incoming>f1</bpmn:incoming>',
      '$&<bpmn:errorEventDefinition id="ee" errorRef="e" />',
    ),
  );

  it('must come from a handler or from a process of the package', async () => {
    const main = withError(model({ extra: caught }));
    expect(await rules({ 'main.bpmn': main })).toEqual(['error reference-error']);
    expect(await rules({ 'main.bpmn': main, 'common/child.bpmn': child })).toEqual([]);
  });
});
