import type { BundleFiles } from '../../../core/procedure/bundle.ts';

const both = (text: string) => ({ vi: text, en: text });

/** Three steps of one small procedure: intake, an agency's part, the result. It names nothing of the shipped ones. */
const record = {
  format: 'procedure/1',
  code: '9.000001',
  name: both('Thủ tục mẫu'),
  field: 'Mẫu',
  level: 'COMMUNE',
  subjects: ['Công dân'],
  legalBasis: [{ number: '01/2026/NĐ-CP', title: 'Nghị định mẫu', article: 'Điều 5' }],
  cases: [
    {
      id: 'standard',
      name: both('Thông thường'),
      process: 'sample',
      startForm: 'sample-start',
      documents: [
        { id: 'proof', name: both('Giấy chứng sinh'), form: 'ORIGINAL', quantity: 1, required: true },
        { id: 'identity', name: both('Dữ liệu dân cư'), form: 'E_DATA', quantity: 0, required: true, stateHolds: true },
        {
          id: 'marriage',
          name: both('Giấy kết hôn'),
          form: 'COPY',
          quantity: 1,
          required: true,
          when: '=married = true',
        },
      ],
      results: [{ id: 'result', name: both('Kết quả') }],
    },
  ],
  channels: [
    {
      channel: 'ONLINE',
      time: { value: 3, unit: 'workingDays' },
      cutOff15h: true,
      onlineLevel: 'full',
      fees: [{ id: 'charge', kind: 'CHARGE', amount: 8000, per: both('bản') }],
    },
    { channel: 'DIRECT', time: { value: 3, unit: 'workingDays' }, cutOff15h: true, onlineLevel: null, fees: [] },
  ],
  competence: { unitKind: 'OFFICE' },
  data: [
    {
      name: 'childName',
      type: 'text',
      label: both('Tên'),
      source: 'form sample-start',
      personal: true,
      process: false,
    },
    {
      name: 'personalId',
      type: 'text',
      label: both('Số định danh'),
      source: 'form sample-start',
      personal: true,
      process: true,
    },
    {
      name: 'married',
      type: 'boolean',
      label: both('Kết hôn'),
      source: 'form sample-start',
      personal: false,
      process: true,
    },
    {
      name: 'internalNote',
      type: 'text',
      label: both('Ghi chú'),
      source: 'form intake',
      personal: false,
      process: false,
    },
  ],
};

const startForm = {
  type: 'default',
  id: 'sample-start',
  schemaVersion: 19,
  components: [
    { id: 'f1', type: 'textfield', key: 'childName', label: 'Tên', validate: { required: true, minLength: 2 } },
    { id: 'f2', type: 'textfield', key: 'personalId', label: 'Số định danh' },
    { id: 'f3', type: 'checkbox', key: 'married', label: 'Đã kết hôn' },
  ],
};

type Element = {
  id: string;
  tag: string;
  inside: string;
  properties?: Record<string, string>;
  task?: string;
  headers?: Record<string, string>;
  input?: string;
  group?: string;
};
const element = ({ id, tag, inside, properties = {}, task, headers = {}, input, group }: Element): string => `
  <bpmn:${tag} id="${id}" name="${id}"${tag === 'receiveTask' ? ' messageRef="m-agency"' : ''}>
    <bpmn:extensionElements>
      ${task ? `<zeebe:taskDefinition type="${task}" retries="1" />` : ''}
      ${group ? `<zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="=[&quot;${group}@&quot; + receivingUnit]" />` : ''}
      ${input ? `<zeebe:ioMapping>${input}</zeebe:ioMapping>` : ''}
      <zeebe:taskHeaders>${Object.entries(headers)
        .map(([key, value]) => `<zeebe:header key="${key}" value="${value}" />`)
        .join('')}</zeebe:taskHeaders>
      <zeebe:properties>${Object.entries(properties)
        .map(([name, value]) => `<zeebe:property name="${name}" value="${value}" />`)
        .join('')}</zeebe:properties>
    </bpmn:extensionElements>
    ${inside}
  </bpmn:${tag}>`;
const flow = (from: string, to: string, condition?: string): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition}</bpmn:conditionExpression>` : ''}</bpmn:sequenceFlow>`;
const message = (id: string, name: string, key: string): string =>
  `<bpmn:message id="${id}" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="=${key}" /></bpmn:extensionElements></bpmn:message>`;
const agencyInput = '<zeebe:input source="=&quot;POLICE&quot;" target="agency" />';

const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="mc">
 <bpmn:process id="sample" isExecutable="true">
  <bpmn:startEvent id="submitted"><bpmn:extensionElements><zeebe:properties><zeebe:property name="dossier.status" value="1" /></zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
  ${element({ id: 'identify', tag: 'serviceTask', task: 'lookup', headers: { source: 'population' }, input: '<zeebe:input source="=personalId" target="key" />', inside: '' })}
  ${element({ id: 'intake', tag: 'userTask', group: 'receptionOfficer', properties: { 'dossier.status': '1', 'step.public': 'Đang kiểm tra hồ sơ' }, inside: '' })}
  <bpmn:exclusiveGateway id="decided" default="decided-accept" />
  ${element({ id: 'accept', tag: 'serviceTask', task: 'dossier.accept', properties: { 'dossier.status': '2' }, inside: '' })}
  ${element({ id: 'refuse', tag: 'serviceTask', task: 'dossier.refuse', inside: '' })}
  ${element({ id: 'ask', tag: 'serviceTask', task: 'dossier.requestSupplement', inside: '' })}
  <bpmn:intermediateCatchEvent id="supplemented"><bpmn:extensionElements><zeebe:properties><zeebe:property name="dossier.status" value="5" /></zeebe:properties></bpmn:extensionElements><bpmn:messageEventDefinition id="e1" messageRef="m-supplemented" /></bpmn:intermediateCatchEvent>
  ${element({ id: 'send', tag: 'serviceTask', task: 'agency.send', properties: { 'dossier.status': '4' }, input: agencyInput, inside: '' })}
  ${element({ id: 'await', tag: 'receiveTask', properties: { 'step.public': 'Công an đang giải quyết' }, input: `${agencyInput}<zeebe:output source="=agencyOutcome" target="residence" />`, inside: '' })}
  ${element({ id: 'paper', tag: 'serviceTask', task: 'paper.issue', headers: { paper: 'sample-result' }, inside: '' })}
  ${element({ id: 'notify', tag: 'serviceTask', task: 'notify.applicant', headers: { template: 'resultReady' }, properties: { 'dossier.status': '9', 'dossier.outcome': 'GRANTED' }, inside: '' })}
  ${element({ id: 'close', tag: 'serviceTask', task: 'dossier.close', properties: { 'dossier.status': '10' }, inside: '' })}
  <bpmn:endEvent id="refused"><bpmn:extensionElements><zeebe:properties><zeebe:property name="dossier.status" value="3" /></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
  <bpmn:endEvent id="returned" />
  ${flow('submitted', 'identify')}${flow('identify', 'intake')}${flow('intake', 'decided')}${flow('decided', 'accept')}
  ${flow('decided', 'refuse', 'outcome = "refuse"')}${flow('refuse', 'refused')}${flow('decided', 'ask', 'outcome = "supplement"')}
  ${flow('ask', 'supplemented')}${flow('supplemented', 'intake')}${flow('accept', 'send')}${flow('send', 'await')}${flow('await', 'paper')}
  ${flow('paper', 'notify')}${flow('notify', 'close')}${flow('close', 'returned')}
  <bpmn:subProcess id="stopping" triggeredByEvent="true">
   <bpmn:startEvent id="stopAsked"><bpmn:messageEventDefinition id="e2" messageRef="m-stopped" /></bpmn:startEvent>
   ${element({ id: 'stop', tag: 'serviceTask', task: 'dossier.stop', inside: '' })}
   <bpmn:endEvent id="stopped"><bpmn:extensionElements><zeebe:properties><zeebe:property name="dossier.status" value="8" /></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
   ${flow('stopAsked', 'stop')}${flow('stop', 'stopped')}
  </bpmn:subProcess>
${['due', 'overdue']
  .map(
    (name) => `
  <bpmn:subProcess id="${name}-warning" triggeredByEvent="true">
   <bpmn:startEvent id="${name}" isInterrupting="false"><bpmn:messageEventDefinition id="${name}-e" messageRef="m-${name}" /></bpmn:startEvent>
   ${element({ id: `tell-${name}`, tag: 'serviceTask', task: 'notify.applicant', headers: { template: name === 'due' ? 'dueSoon' : 'overdue' }, inside: '' })}
   <bpmn:endEvent id="told-${name}" />
   ${flow(name, `tell-${name}`)}${flow(`tell-${name}`, `told-${name}`)}
  </bpmn:subProcess>`,
  )
  .join('')}
  <bpmn:subProcess id="withdrawal" triggeredByEvent="true">
   <bpmn:startEvent id="withdrawAsked" isInterrupting="false"><bpmn:messageEventDefinition id="e3" messageRef="m-withdrawn" /></bpmn:startEvent>
   ${element({ id: 'confirm', tag: 'userTask', group: 'receptionOfficer', properties: { 'step.kind': 'withdraw' }, inside: '' })}
   <bpmn:endEvent id="confirmed" />
   ${flow('withdrawAsked', 'confirm')}${flow('confirm', 'confirmed')}
  </bpmn:subProcess>
 </bpmn:process>
 ${message('m-due', 'dossier.dueSoon', 'dossierId')}${message('m-overdue', 'dossier.overdue', 'dossierId')}
 ${message('m-supplemented', 'dossier.supplemented', 'dossierId')}${message('m-stopped', 'dossier.stopped', 'dossierId')}
 ${message('m-withdrawn', 'dossier.withdrawn', 'dossierId')}${message('m-agency', 'agency.answered', 'dossierId + &quot;:&quot; + agency')}
</bpmn:definitions>`;

const resultPaper = {
  format: 'paper/1',
  id: 'sample-result',
  title: both('Trích lục mẫu'),
  fields: [{ label: both('Tên'), from: 'childName' }],
};

export const samplePackage: BundleFiles = new Map([
  ['procedure.json', JSON.stringify(record)],
  ['main.bpmn', model],
  ['forms/sample-start.form.json', JSON.stringify(startForm)],
  ['papers/sample-result.json', JSON.stringify(resultPaper)],
]);
