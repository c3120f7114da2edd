import { ApiProblem, ConnectionLost, type ProblemDocument } from './api-problem.ts';
import { csrfHeader } from './request.ts';

export type StoredDocument = { readonly id: string; readonly name: string; readonly size: number };

const problemOf = (request: XMLHttpRequest): ApiProblem => {
  try {
    return new ApiProblem(JSON.parse(request.responseText) as ProblemDocument);
  } catch {
    return new ApiProblem({ type: 'about:blank', title: `HTTP ${request.status}`, status: request.status });
  }
};

/** Sends one file at once. `onProgress` gets the share sent, 0 to 1: fetch cannot tell it, XMLHttpRequest can. */
export const uploadDocument = (file: File, onProgress: (share: number) => void): Promise<StoredDocument> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/documents');
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ConnectionLost('upload'));
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve(JSON.parse(request.responseText) as StoredDocument)
        : reject(problemOf(request));
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });

/** Where a browser reads a document: inline where it can show it. */
export const documentUrl = (id: string): string => `/api/documents/${encodeURIComponent(id)}`;
