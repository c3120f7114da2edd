import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { Variables } from '../../../core/contracts/json.ts';

type Unplaced = Omit<EngineRecord, 'partitionId' | 'position'>;

const property = (name: string, value: string): string => `<zeebe:property name="${name}" value="${value}"/>`;
const properties = (entries: Record<string, string>): string =>
  `<zeebe:properties>${Object.entries(entries)
    .map(([name, value]) => property(name, value))
    .join('')}</zeebe:properties>`;

/** Intake, acceptance, a supplement that pauses the clock, an approval and an end. */
export const dossierModel = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:message id="m" name="dossier.supplemented"><bpmn:extensionElements><zeebe:subscription correlationKey="=dossierId"/></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="main" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:extensionElements>${properties({ 'dossier.status': '1' })}</bpmn:extensionElements><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="accept"/>
    <bpmn:serviceTask id="accept"><bpmn:extensionElements><zeebe:taskDefinition type="dossier.accept"/>${properties({ 'dossier.status': '2' })}</bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="accept" targetRef="appraise"/>
    <bpmn:userTask id="appraise" name="Thẩm định"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="appraise"/>${properties({ 'dossier.status': '4', 'step.kind': 'appraise', 'step.norm': '1d4h', 'step.outcomes': 'approve:Trình ký;return:Trả lại', 'step.public': 'Hồ sơ đang được thẩm định' })}</bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="appraise" targetRef="wait"/>
    <bpmn:intermediateCatchEvent id="wait"><bpmn:extensionElements>${properties({ 'dossier.status': '5', 'dossier.substatus': 'askedToApplicant', 'clock.pause': 'SUPPLEMENT' })}</bpmn:extensionElements><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing><bpmn:messageEventDefinition id="md" messageRef="m"/></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="end"/>
    <bpmn:endEvent id="end"><bpmn:extensionElements>${properties({ 'dossier.status': '10', 'dossier.outcome': 'GRANTED' })}</bpmn:extensionElements><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

export const T0 = Date.UTC(2026, 2, 2, 1);
export const HOUR = 3_600_000;
export const definition: Unplaced = {
  key: '100',
  timestamp: T0,
  valueType: 'PROCESS',
  intent: 'CREATED',
  value: {
    bpmnProcessId: 'main',
    version: 1,
    processDefinitionKey: '100',
    resourceName: 'main.bpmn',
    checksum: 'c',
    resource: Buffer.from(dossierModel).toString('base64'),
  },
};

/** Makes records of one root instance with key `root`. */
export const recordsOf = (root: string) => {
  const common = { bpmnProcessId: 'main', version: 1, processDefinitionKey: '100', processInstanceKey: root };
  const flow = (key: string, elementId: string, type: string, intent: string, timestamp: number): Unplaced => ({
    key,
    timestamp,
    valueType: 'PROCESS_INSTANCE',
    intent,
    value: {
      ...common,
      elementId,
      bpmnElementType: type,
      flowScopeKey: key === root ? '-1' : root,
      parentProcessInstanceKey: '-1',
      parentElementInstanceKey: '-1',
    },
  });
  return {
    element: (
      key: string,
      elementId: string,
      type: string,
      intent: 'ACTIVATED' | 'COMPLETED' | 'TERMINATED',
      at: number,
    ) => flow(key, elementId, type, `ELEMENT_${intent}`, at),
    process: (intent: 'ACTIVATED' | 'COMPLETED' | 'TERMINATED', at: number) =>
      flow(root, 'main', 'PROCESS', `ELEMENT_${intent}`, at),
    variable: (key: string, name: string, value: string, at: number): Unplaced => ({
      key,
      timestamp: at,
      valueType: 'VARIABLE',
      intent: 'CREATED',
      value: { ...common, name, value: JSON.stringify(value), scopeKey: root },
    }),
    accepted: (key: string, variables: Variables, at: number): Unplaced => ({
      key,
      timestamp: at,
      valueType: 'JOB',
      intent: 'COMPLETED',
      value: {
        ...common,
        type: 'dossier.accept',
        retries: 3,
        elementId: 'accept',
        elementInstanceKey: `${root}1`,
        customHeaders: {},
        variables,
      },
    }),
    task: (
      key: string,
      elementInstanceKey: string,
      intent: string,
      at: number,
      fields: Record<string, unknown> = {},
    ): Unplaced => ({
      key,
      timestamp: at,
      valueType: 'USER_TASK',
      intent,
      value: {
        ...common,
        processDefinitionVersion: 1,
        elementId: 'appraise',
        elementInstanceKey,
        assignee: '',
        candidateGroupsList: ['processingOfficer@H29.101.1'],
        candidateUsersList: [],
        customHeaders: {},
        formKey: '-1',
        ...fields,
      },
    }),
  };
};

/** A dossier up to its appraisal: accepted an hour after the start, promised 80 hours after the start. */
export const appraised = (root: string, dossierId: string): Unplaced[] => {
  const made = recordsOf(root);
  return [
    made.variable(`${root}0`, 'dossierId', dossierId, T0),
    made.process('ACTIVATED', T0),
    made.element(`${root}9`, 'start', 'START_EVENT', 'ACTIVATED', T0),
    made.element(`${root}9`, 'start', 'START_EVENT', 'COMPLETED', T0),
    made.element(`${root}1`, 'accept', 'SERVICE_TASK', 'ACTIVATED', T0),
    made.accepted(
      `${root}2`,
      {
        dossierCode: 'H29.101.2-260302-0001',
        acceptedAt: new Date(T0 + HOUR).toISOString(),
        promisedAt: new Date(T0 + 80 * HOUR).toISOString(),
        limitMinutes: 4800,
      },
      T0 + HOUR,
    ),
    made.element(`${root}1`, 'accept', 'SERVICE_TASK', 'COMPLETED', T0 + HOUR),
    made.task(`${root}4`, `${root}3`, 'CREATED', T0 + HOUR),
    made.element(`${root}3`, 'appraise', 'USER_TASK', 'ACTIVATED', T0 + HOUR),
  ];
};
