import { toPublishMessage } from '../../../../server/engine/zeebe/gateway/event-requests.ts';
import {
  toCreateInstance,
  toMigrateInstance,
  toModifyInstance,
} from '../../../../server/engine/zeebe/gateway/instance-requests.ts';
import { toFailJob } from '../../../../server/engine/zeebe/gateway/job-requests.ts';
import { checkResourcesSize, variablesText } from '../../../../server/engine/zeebe/gateway/message-size.ts';
import { refusalOf } from './refusal-of.ts';

describe('a request to the gateway', () => {
  it('starts the newest version by id', () => {
    expect(toCreateInstance({ type: 'createInstance', bpmnProcessId: 'p', variables: { a: 1 } })).toEqual({
      bpmnProcessId: 'p',
      version: -1,
      variables: '{"a":1}',
      startInstructions: [],
    });
  });

  it('starts a version by its key, at elements', () => {
    const command = { type: 'createInstance', processDefinitionKey: '9007199254740993', variables: {} } as const;
    expect(toCreateInstance({ ...command, startElementIds: ['one', 'two'] })).toEqual({
      processDefinitionKey: '9007199254740993',
      variables: '{}',
      startInstructions: [{ elementId: 'one' }, { elementId: 'two' }],
    });
  });

  it('modifies with variables of a scope', () => {
    const activate = [{ elementId: 'a', variables: [{ scopeId: 's', variables: { x: 1 } }, { variables: {} }] }];
    const terminate = [{ elementInstanceKey: '4' }];
    expect(
      toModifyInstance({ type: 'modifyInstance', processInstanceKey: '3', instructions: { activate, terminate } }),
    ).toEqual({
      processInstanceKey: '3',
      activateInstructions: [
        {
          elementId: 'a',
          ancestorElementInstanceKey: -1,
          variableInstructions: [
            { scopeId: 's', variables: '{"x":1}' },
            { scopeId: '', variables: '{}' },
          ],
        },
      ],
      terminateInstructions: [{ elementInstanceKey: '4' }],
    });
  });

  it('migrates by a mapping', () => {
    const mapping = [{ sourceElementId: 'a', targetElementId: 'b' }];
    expect(
      toMigrateInstance({ type: 'migrateInstance', processInstanceKey: '3', targetProcessDefinitionKey: '5', mapping }),
    ).toEqual({
      processInstanceKey: '3',
      migrationPlan: { targetProcessDefinitionKey: '5', mappingInstructions: mapping },
    });
  });

  it('fails a job with variables as JSON', () => {
    expect(
      toFailJob({
        type: 'failJob',
        jobKey: '1',
        retries: 2,
        errorMessage: 'm',
        retryBackOffMs: 300,
        variables: { tên: 'á' },
      }),
    ).toEqual({ jobKey: '1', retries: 2, errorMessage: 'm', retryBackOff: 300, variables: '{"tên":"á"}' });
  });

  it('publishes a message that need not have an id', () => {
    const command = { type: 'publishMessage', name: 'n', correlationKey: 'c', timeToLiveMs: 5, variables: {} } as const;
    expect(toPublishMessage(command)).toMatchObject({ messageId: '', timeToLive: 5 });
    expect(toPublishMessage({ ...command, messageId: 'm' })).toMatchObject({ messageId: 'm' });
  });

  it('takes variables up to 1 MB, counted in bytes', () => {
    const exactly = (bytes: number) => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) });
    expect(variablesText(exactly(1024 * 1024))).toHaveLength(1024 * 1024);
    expect(refusalOf(() => variablesText(exactly(1024 * 1024 + 1)))).toMatchObject({ type: 'INVALID_ARGUMENT' });
    expect(refusalOf(() => variablesText({ a: 'ư'.repeat(600_000) }))?.message).toMatch(
      /take 1\.1 MB; .* at most 1\.0 MB/,
    );
  });

  it('takes files up to 3 MB together', () => {
    const half = { name: 'a.bpmn', content: 'x'.repeat(1.5 * 1024 * 1024) };
    expect(() => checkResourcesSize([half, half])).not.toThrow();
    expect(refusalOf(() => checkResourcesSize([half, half, { name: 'b.form', content: 'x' }]))?.type).toBe(
      'INVALID_ARGUMENT',
    );
  });
});
