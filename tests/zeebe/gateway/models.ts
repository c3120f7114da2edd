/** Small models, each with one thing to command. */
const SPACES = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

export const bpmn = (processId: string, elements: string, outside = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${SPACES} id="d" targetNamespace="http://example.org/bpmn">
  ${outside}<bpmn:process id="${processId}" isExecutable="true">${elements}</bpmn:process>
</bpmn:definitions>`;

const flow = (id: string, from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
const extensions = (content: string): string => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;

/** start -> `task` -> end, and what hangs on the task. */
const around = (task: string, more = ''): string =>
  `<bpmn:startEvent id="start"/>${flow('f1', 'start', 'task')}${task}${flow('f2', 'task', 'end')}<bpmn:endEvent id="end"/>${more}`;

const serviceTask = (type: string, more = ''): string =>
  `<bpmn:serviceTask id="task">${extensions(
    `<zeebe:taskDefinition type="${type}" retries="3"/>${more}<zeebe:taskHeaders><zeebe:header key="form" value="don"/></zeebe:taskHeaders>`,
  )}</bpmn:serviceTask>`;

export const service = (processId: string, type: string): string => bpmn(processId, around(serviceTask(type)));

/** Its job gets an integer that no JS number holds. */
export const largeInteger = (processId: string, type: string): string =>
  bpmn(
    processId,
    around(
      serviceTask(type, '<zeebe:ioMapping><zeebe:input source="=9007199254740993" target="large"/></zeebe:ioMapping>'),
    ),
  );

/** An error of the job with code `late` ends at another end. */
export const catching = (processId: string, type: string): string =>
  bpmn(
    processId,
    around(
      serviceTask(type),
      `<bpmn:boundaryEvent id="caught" attachedToRef="task"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:errorEventDefinition id="ed" errorRef="e"/></bpmn:boundaryEvent>${flow('f3', 'caught', 'late')}<bpmn:endEvent id="late"/>`,
    ),
    '<bpmn:error id="e" errorCode="late"/>',
  );

export const nativeUserTask = (processId: string, more = ''): string =>
  bpmn(processId, around(`<bpmn:userTask id="task">${extensions('<zeebe:userTask/>')}</bpmn:userTask>`, more));

export const jobUserTask = (processId: string): string => bpmn(processId, around('<bpmn:userTask id="task"/>'));

export const waitingTimer = `<bpmn:boundaryEvent id="timer" cancelActivity="false" attachedToRef="task"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:timerEventDefinition id="td"><bpmn:timeDuration>PT24H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('f3', 'timer', 'late')}<bpmn:endEvent id="late"/>`;

/** Waits for `answered` of its `caseId`. */
export const messageWait = (processId: string): string =>
  bpmn(
    processId,
    around(
      '<bpmn:intermediateCatchEvent id="task"><bpmn:messageEventDefinition id="md" messageRef="m"/></bpmn:intermediateCatchEvent>',
    ),
    `<bpmn:message id="m" name="answered">${extensions('<zeebe:subscription correlationKey="=caseId"/>')}</bpmn:message>`,
  );

export const signalStart = (processId: string, signal: string): string =>
  bpmn(
    processId,
    `<bpmn:startEvent id="start"><bpmn:signalEventDefinition id="sd" signalRef="sg"/></bpmn:startEvent>${flow('f1', 'start', 'end')}<bpmn:endEvent id="end"/>`,
    `<bpmn:signal id="sg" name="${signal}"/>`,
  );

/** Needs the variable `side` and stops with an incident without it. */
export const choosing = (processId: string): string =>
  bpmn(
    processId,
    `<bpmn:startEvent id="start"/>${flow('f1', 'start', 'gate')}<bpmn:exclusiveGateway id="gate"/>
    <bpmn:sequenceFlow id="left" sourceRef="gate" targetRef="a"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=side = "left"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="right" sourceRef="gate" targetRef="b"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=side = "right"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>`,
  );

export const caller = (processId: string, called: string): string =>
  bpmn(
    processId,
    around(
      `<bpmn:callActivity id="task">${extensions(`<zeebe:calledElement processId="${called}"/>`)}</bpmn:callActivity>`,
    ),
  );

export const decision = (decisionId: string, expression: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg-${decisionId}" name="drg" namespace="http://example.org/dmn">
  <decision id="${decisionId}" name="${decisionId}"><variable id="v-${decisionId}" name="out"/><literalExpression id="l-${decisionId}"><text>${expression}</text></literalExpression></decision>
</definitions>`;

export const form = (formId: string): string =>
  JSON.stringify({ id: formId, type: 'default', schemaVersion: 16, components: [] });
