const namespaces =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** A BPMN file with one process; elements in a row are joined by flows. */
const model = (
  id: string,
  elements: readonly (readonly [id: string, xml: string])[],
  more = '',
  messages = '',
): string => {
  const flows = elements.slice(1).map(([target], index) => [`f${index}`, elements[index]?.[0] ?? '', target] as const);
  const refs = (element: string): string =>
    flows
      .filter(([, , target]) => target === element)
      .map(([flow]) => `<bpmn:incoming>${flow}</bpmn:incoming>`)
      .join('') +
    flows
      .filter(([, source]) => source === element)
      .map(([flow]) => `<bpmn:outgoing>${flow}</bpmn:outgoing>`)
      .join('');
  const body = elements.map(([element, xml]) => xml.replace('<!--flows-->', refs(element))).join('\n');
  const arrows = flows
    .map(([flow, source, target]) => `<bpmn:sequenceFlow id="${flow}" sourceRef="${source}" targetRef="${target}"/>`)
    .join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${namespaces} id="d_${id}" targetNamespace="http://example.org/contract">
${messages}<bpmn:process id="${id}" isExecutable="true">
${body}
${arrows}
${more}
</bpmn:process></bpmn:definitions>`;
};
const extensions = (xml: string): string => `<bpmn:extensionElements>${xml}</bpmn:extensionElements>`;
const start = ['start', '<bpmn:startEvent id="start"><!--flows--></bpmn:startEvent>'] as const;
const end = ['end', '<bpmn:endEvent id="end"><!--flows--></bpmn:endEvent>'] as const;
const message = (name: string, key: string): string =>
  `<bpmn:message id="m_${name}" name="${name}">${extensions(`<zeebe:subscription correlationKey="${key}"/>`)}</bpmn:message>\n`;

export const oneTask = (id = 'one-task'): string =>
  model(id, [
    start,
    [
      'task',
      `<bpmn:userTask id="task" name="Xem">${extensions('<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="=[&quot;clerk@&quot; + unit]"/>')}<!--flows--></bpmn:userTask>`,
    ],
    end,
  ]);
export const oneJob = (id = 'one-job', type = 'work', retries = 2): string =>
  model(id, [
    start,
    [
      'job',
      `<bpmn:serviceTask id="job">${extensions(`<zeebe:taskDefinition type="${type}" retries="${retries}"/><zeebe:taskHeaders><zeebe:header key="paper" value="M01"/></zeebe:taskHeaders>`)}<!--flows--></bpmn:serviceTask>`,
    ],
    end,
  ]);
export const jobThenTask = (id = 'job-then-task'): string =>
  model(id, [
    start,
    [
      'job',
      `<bpmn:serviceTask id="job">${extensions('<zeebe:taskDefinition type="work" retries="2"/>')}<!--flows--></bpmn:serviceTask>`,
    ],
    ['task', `<bpmn:userTask id="task">${extensions('<zeebe:userTask/>')}<!--flows--></bpmn:userTask>`],
    end,
  ]);
export const oneTimer = (id = 'one-timer'): string =>
  model(id, [
    start,
    [
      'timer',
      '<bpmn:intermediateCatchEvent id="timer"><!--flows--><bpmn:timerEventDefinition id="td"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=duration</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    ],
    end,
  ]);
export const oneMessage = (id = 'one-message'): string =>
  model(
    id,
    [
      start,
      [
        'wait',
        '<bpmn:intermediateCatchEvent id="wait"><!--flows--><bpmn:messageEventDefinition id="md" messageRef="m_answer"/></bpmn:intermediateCatchEvent>',
      ],
      end,
    ],
    '',
    message('answer', '=caseId'),
  );
/** An error of the job leads to its own end. */
export const caughtError = (id = 'caught-error'): string =>
  model(
    id,
    [
      start,
      [
        'job',
        `<bpmn:serviceTask id="job">${extensions('<zeebe:taskDefinition type="lookup"/>')}<!--flows--></bpmn:serviceTask>`,
      ],
      end,
    ],
    `<bpmn:boundaryEvent id="failed" attachedToRef="job"><bpmn:outgoing>fe</bpmn:outgoing><bpmn:errorEventDefinition id="ed" errorRef="e1"/></bpmn:boundaryEvent>
<bpmn:endEvent id="refused"><bpmn:incoming>fe</bpmn:incoming></bpmn:endEvent>
<bpmn:sequenceFlow id="fe" sourceRef="failed" targetRef="refused"/>`,
    '<bpmn:error id="e1" name="e1" errorCode="LOOKUP_FAILED"/>\n',
  );
export const caller = (called: string, id = 'caller'): string =>
  model(id, [
    start,
    [
      'call',
      `<bpmn:callActivity id="call">${extensions(`<zeebe:calledElement processId="${called}" propagateAllChildVariables="true"/>`)}<!--flows--></bpmn:callActivity>`,
    ],
    end,
  ]);
export const startedByMessage = (id = 'message-start'): string =>
  model(
    id,
    [
      [
        'start',
        '<bpmn:startEvent id="start"><!--flows--><bpmn:messageEventDefinition id="md" messageRef="m_begin"/></bpmn:startEvent>',
      ],
      ['task', `<bpmn:userTask id="task">${extensions('<zeebe:userTask/>')}<!--flows--></bpmn:userTask>`],
      end,
    ],
    '',
    '<bpmn:message id="m_begin" name="begin"/>\n',
  );
export const subProcess = (id = 'sub-process'): string =>
  model(id, [
    start,
    [
      'sub',
      `<bpmn:subProcess id="sub"><!--flows--><bpmn:startEvent id="in"><bpmn:outgoing>g1</bpmn:outgoing></bpmn:startEvent>
<bpmn:userTask id="inside">${extensions('<zeebe:userTask/>')}<bpmn:incoming>g1</bpmn:incoming><bpmn:outgoing>g2</bpmn:outgoing></bpmn:userTask>
<bpmn:endEvent id="out"><bpmn:incoming>g2</bpmn:incoming></bpmn:endEvent>
<bpmn:sequenceFlow id="g1" sourceRef="in" targetRef="inside"/><bpmn:sequenceFlow id="g2" sourceRef="inside" targetRef="out"/></bpmn:subProcess>`,
    ],
    end,
  ]);
/** A task for each of two. */
export const eachOfTwo = (id = 'each-of-two'): string =>
  model(id, [
    start,
    [
      'each',
      `<bpmn:userTask id="each">${extensions('<zeebe:userTask/>')}<!--flows--><bpmn:multiInstanceLoopCharacteristics>${extensions('<zeebe:loopCharacteristics inputCollection="=[1, 2]"/>')}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`,
    ],
    end,
  ]);
/** Work of a program, a short wait, work of a person. */
export const killProcess = (): string =>
  model('kill', [
    start,
    [
      'job',
      `<bpmn:serviceTask id="job">${extensions('<zeebe:taskDefinition type="work"/>')}<!--flows--></bpmn:serviceTask>`,
    ],
    [
      'timer',
      '<bpmn:intermediateCatchEvent id="timer"><!--flows--><bpmn:timerEventDefinition id="td"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT0.03S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    ],
    ['task', `<bpmn:userTask id="task">${extensions('<zeebe:userTask/>')}<!--flows--></bpmn:userTask>`],
    end,
  ]);
