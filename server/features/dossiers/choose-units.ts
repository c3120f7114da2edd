import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import type { Person } from '../../http/person.ts';
import { ForbiddenError, InvalidSubmissionError } from '../../shared/errors.ts';

export type DossierUnits = {
  readonly receiving: string;
  readonly competent: string | null;
  readonly support: string;
  readonly authority: string | null;
};
type People = {
  findUnit(code: string): Promise<{ readonly kind: string } | undefined>;
  findRoute(unit: string, kind: string): Promise<string | undefined>;
};

const deskUnits = ({ roles }: Person): string[] =>
  roles.filter(({ role }) => role === 'receptionOfficer').map(({ unit }) => unit);

/** A desk officer receives at an own desk. @throws ForbiddenError no desk, or another one's */
const chooseDesk = (person: Person, wanted: string | undefined): string => {
  const desks = deskUnits(person);
  const desk = wanted ?? desks[0];
  if (desk === undefined || !desks.includes(desk))
    throw new ForbiddenError('Chỉ cán bộ tiếp nhận nộp được hồ sơ, tại bộ phận của mình');
  return desk;
};

/** Where a dossier is filed. @throws ForbiddenError · InvalidSubmissionError no such centre */
export const chooseReceivingUnit = async (
  people: People,
  person: Person,
  wanted: string | undefined,
  defaultUnit: string,
): Promise<string> => {
  if (person.kind === 'staff') return chooseDesk(person, wanted);
  const unit = await people.findUnit(wanted ?? defaultUnit);
  if (unit?.kind !== 'SERVICE_CENTRE') {
    throw new InvalidSubmissionError('Nơi tiếp nhận không phải một trung tâm phục vụ hành chính công', {
      errors: [
        {
          pointer: '/receivingUnit',
          message: 'Không phải nơi tiếp nhận hồ sơ',
          messageEn: 'Not a place that receives dossiers',
        },
      ],
    });
  }
  return wanted ?? defaultUnit;
};

/** The units of a dossier: which one settles and which one signs follow from where it was filed and from the procedure. */
export const routeUnits = async (
  people: People,
  { competence }: ProcedureRecord,
  receiving: string,
): Promise<DossierUnits> => ({
  receiving,
  support: receiving,
  competent: (await people.findRoute(receiving, competence.unitKind)) ?? null,
  authority: (await people.findRoute(receiving, competence.authorityKind ?? 'PEOPLES_COMMITTEE')) ?? null,
});
