import { checkApplicant, tidyApplicant } from '../../web/citizen/check-applicant.ts';
import { documentLimits } from '../../core/contracts/document.ts';
import { fromDraftBody, toDraftBody } from '../../web/api/draft.ts';
import { checkFile } from '../../web/citizen/check-file.ts';
import {
  knownStep,
  missingPapers,
  papersToHandIn,
  stepsOf,
  type Case,
  type Component,
} from '../../web/citizen/filing-steps.ts';
import { newDraft } from '../../web/citizen/new-draft.ts';
import { prefillRequester } from '../../web/citizen/prefill-requester.ts';
import { toDossierBody } from '../../web/citizen/to-dossier-body.ts';
import { waitsForApplicant } from '../../web/citizen/waits-for-applicant.ts';

const text = (vi: string) => ({ vi, en: vi });
const paper = (id: string, more: Partial<Component> = {}): Component => ({
  id,
  name: text(id),
  form: 'ORIGINAL',
  quantity: 1,
  required: true,
  ...more,
});
const oneCase = (id: string, documents: Component[] = []): Case => ({
  id,
  name: text(id),
  documents,
  results: [],
  startForm: {},
});
const applicant = { fullName: 'Công dân A', personalId: '000000000001', phone: '0912345678' };

describe('steps of a filing', () => {
  it('leave out the choice of a case when there is one', () => {
    expect(stepsOf([oneCase('a', [paper('p')])], oneCase('a', [paper('p')]))).toEqual([
      'applicant',
      'form',
      'documents',
      'check',
    ]);
  });
  it('leave out papers when the case has none', () => {
    expect(stepsOf([oneCase('a'), oneCase('b')], oneCase('a'))).toEqual(['case', 'applicant', 'form', 'check']);
  });
  it('fall back to the first step when a draft stands at one that is gone', () => {
    expect(knownStep(['applicant', 'form', 'check'], 'documents')).toBe('applicant');
    expect(knownStep(['applicant', 'form', 'check'], 'form')).toBe('form');
  });
});

describe('papers', () => {
  const documents = [
    paper('born'),
    paper('married', { stateHolds: true }),
    paper('extra', { required: false }),
    paper('typed', { form: 'E_FORM' }),
    paper('known', { form: 'E_DATA' }),
  ];
  it('asked for are those that nobody holds and that are not filled in', () => {
    expect(papersToHandIn(documents).map(({ id }) => id)).toEqual(['born', 'extra']);
  });
  it('missing are the required ones without a file', () => {
    expect(missingPapers(documents, []).map(({ id }) => id)).toEqual(['born']);
    expect(missingPapers(documents, [{ componentId: 'born' }])).toEqual([]);
  });
  it.each([
    [{ name: 'a.png', size: 0, type: 'image/png' }, 'empty'],
    [{ name: 'a.png', size: documentLimits.maxBytes + 1, type: 'image/png' }, 'tooLarge'],
    [{ name: 'a.gif', size: 10, type: 'image/gif' }, 'wrongType'],
    [{ name: 'a.pdf', size: documentLimits.maxBytes, type: 'application/pdf' }, undefined],
    [{ name: 'IMG_1.HEIC', size: 10, type: '' }, undefined],
  ])('%j is refused as %s before anything is sent', (file, reason) => expect(checkFile(file)).toBe(reason));
});

describe('the applicant', () => {
  it('passes with name, number and phone', () => expect(checkApplicant(applicant)).toEqual({}));
  it('is told every missing field at once', () => {
    expect(checkApplicant({})).toEqual({ fullName: 'missing', personalId: 'missing', phone: 'missing' });
  });
  it.each([
    ['personalId', '12345'],
    ['phone', '0212345678'],
    ['email', 'không có'],
  ])('with %s %j is told it is wrong', (field, value) =>
    expect(checkApplicant({ ...applicant, [field]: value })).toEqual({ [field]: 'wrong' }),
  );
  it('may group figures with spaces', () => {
    expect(tidyApplicant({ ...applicant, phone: ' 0912 345 678', personalId: '0000 0000 0001', email: ' ' })).toEqual(
      applicant,
    );
    expect(checkApplicant({ ...applicant, phone: '0912 345 678' })).toEqual({});
  });
  it('is sent in composed letters', () => {
    expect(tidyApplicant({ fullName: 'Công dân Â'.normalize('NFD') }).fullName).toBe('Công dân Â'.normalize('NFC'));
  });
});

describe('the form', () => {
  it('starts with what the applicant gave before', () => {
    expect(prefillRequester({}, applicant)).toEqual({
      requesterFullName: 'Công dân A',
      requesterPersonalId: '000000000001',
      requesterPhone: '0912345678',
    });
  });
  it('keeps what was answered in the form itself, and empty answers do not count', () => {
    expect(prefillRequester({ requesterPhone: '0987654321', requesterFullName: '', child: 'C' }, applicant)).toEqual({
      requesterFullName: 'Công dân A',
      requesterPersonalId: '000000000001',
      requesterPhone: '0987654321',
      child: 'C',
    });
  });
});

describe('a draft', () => {
  const procedure = {
    code: '1',
    name: text('x'),
    field: '',
    level: '',
    version: 1,
    effectiveFrom: null,
    subjects: [],
    conditions: null,
    legalBasis: [],
    channels: [],
    cases: [oneCase('a'), oneCase('b')],
  };
  const session = {
    csrfToken: 't',
    user: {
      id: 'c',
      username: 'c',
      displayName: 'Công dân A',
      kind: 'citizen' as const,
      roles: [],
      profile: { personalId: '000000000001', phone: '0912345678' },
    },
  };
  it('starts with what the state knows and asks for the case', () => {
    const draft = newDraft(procedure, session, null, 'one');
    expect(draft).toMatchObject({ caseId: '', step: 'case', attempt: 'one', applicant: { ...applicant, email: '' } });
  });
  it('takes the case over from the page of the procedure', () => {
    expect(newDraft(procedure, session, 'b', 'one')).toMatchObject({ caseId: 'b', step: 'applicant' });
  });
  it('ignores a case that does not exist', () => {
    expect(newDraft(procedure, session, 'z', 'one')).toMatchObject({ caseId: '', step: 'case' });
  });
  it('takes the only case by itself', () => {
    expect(newDraft({ ...procedure, cases: [oneCase('a')] }, session, null, 'one')).toMatchObject({
      caseId: 'a',
      step: 'applicant',
    });
  });
  it('comes back from the server as it was sent', () => {
    const draft = {
      ...newDraft(procedure, session, 'a', 'one'),
      data: { child: 'C' },
      papers: [{ componentId: 'p', documentId: 'd', name: 'a.png', size: 3 }],
    };
    expect(
      fromDraftBody(JSON.parse(JSON.stringify(toDraftBody(draft))) as ReturnType<typeof toDraftBody>, 'two'),
    ).toEqual(draft);
  });
  it('of another client is taken up with files by their ids', () => {
    expect(fromDraftBody({ data: {}, documents: [{ componentId: 'p', documentId: 'd' }] }, 'two')).toEqual({
      caseId: '',
      step: '',
      attempt: 'two',
      applicant: {},
      data: {},
      papers: [{ componentId: 'p', documentId: 'd', name: 'd', size: 0 }],
    });
  });
  it('becomes the request that files it, without empty fields and without names of files', () => {
    const draft = {
      caseId: 'a',
      step: 'check',
      applicant: { ...applicant, email: '' },
      data: { child: 'C' },
      papers: [{ componentId: 'born', documentId: 'd1', name: 'a.png', size: 1 }],
      attempt: 'one',
    };
    expect(toDossierBody('1.001193', draft)).toEqual({
      procedureCode: '1.001193',
      caseId: 'a',
      channel: 'ONLINE',
      applicant: { kind: 'CITIZEN', ...applicant },
      data: { child: 'C' },
      documents: [{ componentId: 'born', documentId: 'd1' }],
    });
  });
});

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('status %i waits for the applicant only when it is 5 or 6', (status) => {
  expect(waitsForApplicant(status)).toBe(status === 5 || status === 6);
});
