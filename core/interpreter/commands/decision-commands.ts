import { CommandRejected, type CommandAnswer, type EngineCommand } from '../../contracts/engine-command.ts';
import { decide } from '../decide.ts';
import { noCaller } from '../decision-record.ts';
import type { Session } from '../session.ts';

/** @throws CommandRejected INVALID_ARGUMENT for an unknown decision, as Zeebe says it, and for one that cannot be evaluated */
export const evaluateDecision = async (
  session: Session,
  { decisionId, variables }: Extract<EngineCommand, { type: 'evaluateDecision' }>,
): Promise<CommandAnswer> => {
  const lookup = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  const result = await decide(session, decisionId, lookup, noCaller);
  if (!result) throw new CommandRejected('INVALID_ARGUMENT', `No decision with id ${decisionId} is deployed`);
  if (!result.ok) throw new CommandRejected('INVALID_ARGUMENT', result.message);
  return { decisionOutput: result.output };
};
