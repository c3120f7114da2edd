import type { BundleFiles } from '../../core/procedure/bundle.ts';

export const SMALL_CODE = '9.000777';

/** What two versions of the package differ in: a label of the start form, a step of the called process, a decision. */
export type Variant = { readonly label: string; readonly step: string; readonly rate: number };

const both = (text: string) => ({ vi: text, en: text });
const entry = (name: string, type: string, process: boolean) => ({
  ...{ name, type, label: both(name), source: 'form', personal: false, process },
});

const record = {
  format: 'procedure/1',
  code: SMALL_CODE,
  name: both('Thủ tục nhỏ'),
  field: 'Mẫu',
  level: 'COMMUNE',
  subjects: ['Công dân'],
  legalBasis: [{ number: '01/2026/NĐ-CP', title: 'Nghị định mẫu' }],
  cases: [
    {
      id: 'S-1',
      name: both('Thông thường'),
      process: 'small',
      startForm: 'small-start',
      documents: [{ id: 'proof', name: both('Giấy tờ'), form: 'COPY', quantity: 1, required: false }],
      results: [{ id: 'result', name: both('Kết quả') }],
    },
  ],
  channels: [
    { channel: 'ONLINE', time: { value: 3, unit: 'workingDays' }, fees: [], onlineLevel: 'full' },
    { channel: 'DIRECT', time: { value: 3, unit: 'workingDays' }, fees: [], onlineLevel: null },
  ],
  competence: { unitKind: 'OFFICE' },
  data: [
    entry('childName', 'text', false),
    entry('copies', 'number', true),
    entry('remark', 'text', false),
    entry('rate', 'number', true),
  ],
};

const form = (id: string, components: readonly object[]): string =>
  JSON.stringify({
    ...{ type: 'default', id, schemaVersion: 19 },
    components: components.map((component, index) => ({ id: `Field_${index}`, ...component })),
  });
const text = (key: string, label: string, validate = {}) => ({ type: 'textfield', key, label, validate });

const extensions = (inside: string): string => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;
const property = (name: string, value: string): string =>
  `<zeebe:properties><zeebe:property name="${name}" value="${value}" /></zeebe:properties>`;
const userTask = (id: string, name: string, formId: string, properties = ''): string =>
  `<bpmn:userTask id="${id}" name="${name}">${extensions(
    `<zeebe:userTask /><zeebe:formDefinition formId="${formId}" />
     <zeebe:assignmentDefinition candidateGroups="=[&quot;receptionOfficer@&quot; + receivingUnit]" />${properties}`,
  )}</bpmn:userTask>`;
const job = (id: string, type: string): string =>
  `<bpmn:serviceTask id="${id}" name="${id}">${extensions(`<zeebe:taskDefinition type="${type}" />`)}</bpmn:serviceTask>`;
const flow = (from: string, to: string, condition?: string): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition}</bpmn:conditionExpression>`
  }</bpmn:sequenceFlow>`;
const definitions = (inside: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:small">${inside}</bpmn:definitions>`;

/** check → (accept | refuse | ask | on) → a called process with one step → a decision → finish. */
const main = definitions(`<bpmn:process id="small" isExecutable="true">
  <bpmn:startEvent id="submitted" />
  ${userTask('check', 'Kiểm tra', 'small-check', property('step.outcomes', 'on:Tiếp tục;accept:Tiếp nhận;refuse:Từ chối;ask:Yêu cầu bổ sung'))}
  <bpmn:exclusiveGateway id="checked" default="checked-confirm" />
  ${job('accept', 'dossier.accept')}${job('refuse', 'dossier.refuse')}${job('ask', 'dossier.requestSupplement')}
  <bpmn:callActivity id="confirm" name="Bước chung">${extensions('<zeebe:calledElement processId="small-common" propagateAllChildVariables="false" />')}</bpmn:callActivity>
  <bpmn:businessRuleTask id="decide" name="Tính mức">${extensions('<zeebe:calledDecision decisionId="small-rate" resultVariable="rate" />')}</bpmn:businessRuleTask>
  ${userTask('finish', 'Kết thúc', 'small-finish')}
  <bpmn:endEvent id="finished" /><bpmn:endEvent id="refused" /><bpmn:endEvent id="asked" />
  ${flow('submitted', 'check')}${flow('check', 'checked')}${flow('checked', 'confirm')}
  ${flow('checked', 'accept', 'outcome = "accept"')}${flow('checked', 'refuse', 'outcome = "refuse"')}${flow('checked', 'ask', 'outcome = "ask"')}
  ${flow('accept', 'confirm')}${flow('refuse', 'refused')}${flow('ask', 'asked')}
  ${flow('confirm', 'decide')}${flow('decide', 'finish')}${flow('finish', 'finished')}
</bpmn:process>`);

const common = (step: string): string =>
  definitions(`<bpmn:process id="small-common" isExecutable="true">
  <bpmn:startEvent id="begin" />${userTask('commonStep', step, 'small-check')}<bpmn:endEvent id="done" />
  ${flow('begin', 'commonStep')}${flow('commonStep', 'done')}
</bpmn:process>`);

const decision = (rate: number): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="small-model" name="Mức" namespace="urn:small">
  <decision id="small-rate" name="Mức">
    <variable id="small-rate-variable" name="rate" typeRef="number" />
    <literalExpression id="small-rate-expression" typeRef="number"><text>copies * ${rate}</text></literalExpression>
  </decision>
</definitions>`;

/** A whole package that the site accepts, without scenarios. */
export const smallPackage = ({ label, step, rate }: Variant): BundleFiles =>
  new Map([
    ['procedure.json', JSON.stringify(record)],
    ['main.bpmn', main],
    ['common/small-common.bpmn', common(step)],
    ['rate.dmn', decision(rate)],
    [
      'forms/small-start.form.json',
      form('small-start', [
        text('childName', label, { required: true, maxLength: 200 }),
        { type: 'number', key: 'copies', label: 'Số bản', validate: { required: true, min: 1, max: 10 } },
      ]),
    ],
    ['forms/small-check.form.json', form('small-check', [text('remark', 'Ghi chú của cán bộ')])],
    [
      'forms/small-finish.form.json',
      form('small-finish', [{ type: 'number', key: 'rate', label: 'Mức', readonly: true }]),
    ],
  ]);
