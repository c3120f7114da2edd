import { CommandRejected } from '../../../../core/contracts/engine-command.ts';

/** Type and words of the refusal that `run` ends with; undefined when it does not refuse. */
export const refusalOf = (run: () => unknown): { type: string; message: string } | undefined => {
  try {
    run();
  } catch (error) {
    if (error instanceof CommandRejected) return { type: error.rejectionType, message: error.message };
    throw error;
  }
  return undefined;
};
