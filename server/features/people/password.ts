import { hash, verify } from '@node-rs/argon2';

/** argon2id with the parameters that OWASP names as its minimum: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), cost);

/** A hash of nothing anyone knows: an unknown name costs as long as a wrong password. */
const decoy = hashPassword(crypto.randomUUID());

export const verifyPassword = async (stored: string | undefined, password: string): Promise<boolean> => {
  const matches = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return stored !== undefined && matches;
};
