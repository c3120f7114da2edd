/**
 * Messages of GET /api/events (SSE): event name and JSON data. They carry no content, only what to read again,
 * and each connection gets just those that its person may see.
 */
export type ServerEvent =
  | {
      readonly type: 'tasks';
      readonly groups: readonly string[];
      readonly assignees: readonly string[];
      readonly taskKeys: readonly string[];
    }
  | { readonly type: 'dossier'; readonly dossierId: string; readonly code: string | null }
  | { readonly type: 'notification'; readonly userId: string }
  | { readonly type: 'procedures' };
