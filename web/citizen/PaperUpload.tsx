import { ActionIcon } from '@mantine/core';
import { IconFileCheck, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadedPaper } from '../api/draft.ts';
import { uploadDocument } from '../api/upload-document.ts';
import { announce } from '../ui/announce.ts';
import { useErrorWords } from '../ui/ErrorState.tsx';
import { formatSize } from '../ui/format-size.ts';
import classes from './Citizen.module.css';
import { acceptedFiles, acceptedNames, checkFile, largestMegabytes } from './check-file.ts';

type Props = {
  readonly componentId: string;
  readonly papers: readonly UploadedPaper[];
  readonly problem: string | undefined;
  readonly onAdd: (paper: UploadedPaper) => void;
  readonly onRemove: (documentId: string) => void;
};

/** Files of one paper: sent at once, with progress; a refused file says why and leaves the others alone. */
export function PaperUpload({ componentId, papers, problem, onAdd, onRemove }: Props) {
  const { t } = useTranslation();
  const wordsOf = useErrorWords();
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const send = async (file: File): Promise<void> => {
    const wrong = checkFile(file);
    if (wrong)
      return setRefusal(t(`papers.${wrong}`, { name: file.name, types: acceptedNames, megabytes: largestMegabytes }));
    setRefusal(null);
    setShare(0);
    try {
      const { id } = await uploadDocument(file, setShare);
      onAdd({ componentId, documentId: id, name: file.name, size: file.size });
      announce(t('papers.sent', { name: file.name }));
    } catch (error) {
      setRefusal(`${file.name}: ${wordsOf(error).detail}`);
    } finally {
      setShare(null);
    }
  };
  const complaint = refusal ?? problem;
  return (
    <>
      <ul>
        {papers.map(({ documentId, name, size }) => (
          <li key={documentId}>
            <IconFileCheck size={20} stroke={1.75} aria-hidden />
            <span>
              {name} <small className="mc-muted">{formatSize(size)}</small>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t('papers.remove', { name })}
              onClick={() => onRemove(documentId)}
            >
              <IconTrash size={20} stroke={1.75} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {share !== null && (
        <div
          className={classes['bar']}
          role="progressbar"
          aria-label={t('papers.sending')}
          aria-valuenow={Math.round(share * 100)}
        >
          <div style={{ width: `${Math.max(4, share * 100)}%` }} />
        </div>
      )}
      {complaint && (
        <p id={`problem-${componentId}`} role="alert" className={classes['wrong']}>
          {complaint}
        </p>
      )}
      <label className={classes['pick']}>
        <IconUpload size={20} stroke={1.75} aria-hidden />
        {t(papers.length > 0 ? 'papers.addMore' : 'papers.add')}
        <input
          id={`paper-${componentId}`}
          type="file"
          accept={acceptedFiles}
          disabled={share !== null}
          aria-labelledby={`name-${componentId}`}
          aria-describedby={complaint ? `problem-${componentId}` : undefined}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file) void send(file);
          }}
        />
      </label>
    </>
  );
}
