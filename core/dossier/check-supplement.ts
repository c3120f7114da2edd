import type { JsonValue, Variables } from '../contracts/json.ts';
import type { ComponentProblem, SubmittedDocument } from './check-components.ts';

type Item = { readonly componentId?: string };
type Answer = { readonly data: Variables; readonly documents: readonly SubmittedDocument[] };

const isSame = (one: JsonValue | undefined, other: JsonValue | undefined): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [a, b] = [one as Record<string, JsonValue>, other as Record<string, JsonValue>];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Array.isArray(one) === Array.isArray(other) && [...names].every((name) => isSame(a[name], b[name]));
};

/**
 * An answer to a supplement request changes what was asked for and nothing else. When every item names a component, papers of
 * those components are all that is asked for. An item that names none is about the answers or about a paper that only a person
 * can tell: then every answer and every component of the case is open.
 * @param known the dossier's data as they are; an answer sent again unchanged is no change
 */
export const checkSupplement = (
  items: readonly Item[],
  { data, documents }: Answer,
  known: Variables,
): ComponentProblem[] => {
  const asked = new Set(items.map(({ componentId }) => componentId));
  if (asked.has(undefined) || items.length === 0) return [];
  const papers = documents.flatMap(({ componentId }, index) =>
    asked.has(componentId)
      ? []
      : [
          {
            pointer: `/documents/${index}/componentId`,
            message: 'Giấy tờ này không được yêu cầu bổ sung',
            messageEn: 'This document was not asked for',
          },
        ],
  );
  const answers = Object.entries(data)
    .filter(([name, value]) => !isSame(value, known[name]))
    .map(([name]) => ({
      pointer: `/data/${name}`,
      message: 'Mục này không được yêu cầu sửa; chỉ bổ sung các giấy tờ đã nêu',
      messageEn: 'This answer was not asked about; hand in the documents that were asked for',
    }));
  return [...papers, ...answers];
};
