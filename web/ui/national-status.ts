import tokens from './tokens.json' with { type: 'json' };

export type StatusShape = 'outline' | 'soft' | 'solid' | 'hatched';
export type StatusName = keyof typeof tokens.color.status;
export type NationalStatus = {
  readonly name: StatusName;
  readonly vi: string;
  readonly en: string;
  readonly shape: StatusShape;
};

const byCode: ReadonlyMap<number, NationalStatus> = new Map(
  Object.entries(tokens.color.status).map(([name, { code, vi, en, shape }]) => [
    code,
    { name: name as StatusName, vi, en, shape: shape as StatusShape },
  ]),
);

/** National dossier status 1 to 10; undefined for a number that the nation does not know. */
export const findNationalStatus = (code: number): NationalStatus | undefined => byCode.get(code);
