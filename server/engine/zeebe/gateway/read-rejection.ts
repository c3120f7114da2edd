import { CommandRejected, type RejectionType } from '../../../../core/contracts/engine-command.ts';

/**
 * How the broker's own words for a refusal are told. A command that failed while it was carried out was rolled back and refused: as nothing was
 * changed and nothing changes when it is sent again, it counts as refused by the state it met.
 */
const TYPES: Readonly<Record<string, RejectionType>> = {
  NOT_FOUND: 'NOT_FOUND',
  INVALID_STATE: 'INVALID_STATE',
  INVALID_ARGUMENT: 'INVALID_ARGUMENT',
  ALREADY_EXISTS: 'ALREADY_EXISTS',
  PROCESSING_ERROR: 'INVALID_STATE',
  EXCEEDED_BATCH_RECORD_SIZE: 'INVALID_ARGUMENT',
};

const REFUSED = /^(?:.*?: )?Command '[A-Z_]+' rejected with code '([A-Z_]+)': ([\s\S]*)$/;

/** @returns what a broker refused, without the gateway's preface; undefined when the text is no refusal of a broker. */
export const findRejection = (text: string): CommandRejected | undefined => {
  const [, code = '', reason = ''] = REFUSED.exec(text) ?? [];
  const type = TYPES[code];
  return type === undefined ? undefined : new CommandRejected(type, reason.trimEnd());
};
