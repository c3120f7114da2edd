import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import type { Person } from '../../http/person.ts';
import { ForbiddenError, InvalidSubmissionError } from '../../shared/errors.ts';

export type DossierUnits = {
  readonly receiving: string;
  readonly competent: string;
  readonly support: string;
  readonly authority: string;
};
type People = {
  findUnit(code: string): Promise<{ readonly kind: string } | undefined>;
  findRoutes(unit: string, kinds: readonly string[]): Promise<ReadonlyMap<string, string>>;
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

const refuseUnrouted = (kind: string): never => {
  throw new InvalidSubmissionError(
    `Nơi tiếp nhận này chưa được gán đơn vị loại ${kind} để giải quyết thủ tục. Chọn nơi tiếp nhận khác, hoặc báo quản trị hệ thống khai báo đơn vị giải quyết.`,
    {
      errors: [
        {
          pointer: '/receivingUnit',
          message: `Chưa có đơn vị loại ${kind} giải quyết hồ sơ của nơi này`,
          messageEn: `No unit of kind ${kind} settles what is filed here`,
        },
      ],
    },
  );
};

/**
 * The units of a dossier: which one settles and which one signs follow from where it was filed and from the procedure. Without
 * them nobody could be given its tasks, so it is not taken in.
 * @throws InvalidSubmissionError no unit of the needed kind; names the kind
 */
export const routeUnits = async (
  people: Pick<People, 'findRoutes'>,
  { competence }: Pick<ProcedureRecord, 'competence'>,
  receiving: string,
): Promise<DossierUnits> => {
  const { unitKind, authorityKind = 'PEOPLES_COMMITTEE' } = competence;
  const routes = await people.findRoutes(receiving, [unitKind, authorityKind]);
  return {
    receiving,
    support: receiving,
    competent: routes.get(unitKind) ?? refuseUnrouted(unitKind),
    authority: routes.get(authorityKind) ?? refuseUnrouted(authorityKind),
  };
};
