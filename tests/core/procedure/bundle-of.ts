const label = { vi: 'Tên', en: 'Name' };

export const record = {
  format: 'procedure/1',
  code: '9.000001',
  name: label,
  field: 'Hộ tịch',
  level: 'COMMUNE',
  subjects: [],
  legalBasis: [],
  competence: { unitKind: 'OFFICE' },
  data: [{ name: 'fullName', type: 'text', label, personal: true, process: false }],
  cases: [
    { id: 'A', name: label, process: 'main', startForm: 'start', documents: [], results: [{ id: 'r', name: label }] },
  ],
  channels: [{ channel: 'ONLINE', time: { value: 1, unit: 'workingDays' }, fees: [], onlineLevel: 'full' }],
};

export const form = (id: string, key = 'fullName') =>
  JSON.stringify({
    type: 'default',
    id,
    schemaVersion: 19,
    components: [{ type: 'textfield', id: `F_${key}`, key, label: 'Họ và tên', properties: { labelEn: 'Full name' } }],
  });

export const task = (extra: string, properties: Record<string, string> = {}) =>
  `<bpmn:userTask id="check" name="Kiểm tra"><bpmn:extensionElements><zeebe:userTask />${extra}<zeebe:properties>${Object.entries(
    properties,
  )
    .map(([name, value]) => `<zeebe:property name="${name}" value="${value}" />`)
    .join(
      '',
    )}</zeebe:properties></bpmn:extensionElements><bpmn:incoming>f0</bpmn:incoming><bpmn:outgoing>f1</bpmn:outgoing></bpmn:userTask>`;
export const goodTask = task(
  '<zeebe:formDefinition formId="check" /><zeebe:assignmentDefinition candidateGroups="=[&quot;receptionOfficer@&quot; + receivingUnit]" />',
  { 'dossier.status': '1', 'step.norm': '2h', 'step.outcomes': 'accept:Tiếp nhận;refuse:Từ chối' },
);

const job = (id: string, type: string, from: string, to: string) =>
  `<bpmn:serviceTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" /></bpmn:extensionElements><bpmn:incoming>${from}</bpmn:incoming><bpmn:outgoing>${to}</bpmn:outgoing></bpmn:serviceTask>`;

/** start → check → three jobs → end, so that a test changes one thing. */
export const model = ({
  first = goodTask,
  jobs = ['dossier.accept', 'dossier.refuse', 'dossier.requestSupplement'],
  extra = '',
  id = 'main',
} = {}) => {
  const flows = jobs.map((type, index) => job(`j${index}`, type, `f${index + 1}`, `f${index + 2}`)).join('');
  const ids = ['start', 'check', ...jobs.map((_, index) => `j${index}`), 'end'];
  const sequence = ids
    .slice(1)
    .map((target, index) => `<bpmn:sequenceFlow id="f${index}" sourceRef="${ids[index]}" targetRef="${target}" />`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://example.org/test">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>${first}${flows}
<bpmn:endEvent id="end"><bpmn:incoming>f${ids.length - 2}</bpmn:incoming></bpmn:endEvent>${sequence}${extra}</bpmn:process></bpmn:definitions>`;
};

export const bundle = (changes: Record<string, string | undefined> = {}) => {
  const files: Record<string, string | undefined> = {
    'procedure.json': JSON.stringify(record),
    'main.bpmn': model(),
    'forms/start.form.json': form('start'),
    'forms/check.form.json': form('check'),
    ...changes,
  };
  return new Map(
    Object.entries(files).flatMap(([path, content]) => (content === undefined ? [] : [[path, content] as const])),
  );
};

export const surroundings = {
  jobTypes: ['dossier.accept', 'dossier.refuse', 'dossier.requestSupplement'],
  roles: ['receptionOfficer'],
  outcomes: ['GRANTED'],
  messages: ['dossier.supplemented'],
  errorCodes: ['LOOKUP_FAILED'],
};
