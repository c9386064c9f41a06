import { AppEvents, type PanelProps } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Dropdown, IconButton, Menu } from '@grafana/ui';
import { type ReactNode, useState } from 'react';

import { type CsvCell, csvFile } from './csv';
import { fileName } from './fileName';
import { Picture } from './Picture';
import { saveFile } from './saveFile';

interface Props {
  /** Whose content it is; its title and time range are those of the files. */
  panel: Pick<PanelProps, 'title' | 'replaceVariables' | 'timeRange' | 'timeZone'>;
  /** What to call a panel without a title. */
  untitled: string;
  /** The header and the lines of the table behind the panel. */
  csvLines: () => Iterable<CsvCell[]>;
  /** What the panel shows, without its scroll bars and controls. */
  picture: () => ReactNode;
}

/** The button that saves what a panel shows: its numbers, or a picture of it. */
export function ExportMenu({ panel, untitled, csvLines, picture }: Props) {
  /** What to do with the picture that is being drawn. */
  const [keepPicture, setKeepPicture] = useState<(picture: Promise<Blob>) => void>();
  const { title, replaceVariables, timeRange, timeZone } = panel;
  const name = replaceVariables(title).trim() || untitled;

  const saveCsv = () => saveFile(fileName(name, timeRange, 'csv'), csvFile(csvLines()));
  const drawPicture = () => {
    const file = fileName(name, timeRange, 'png');
    setKeepPicture(() => (drawn: Promise<Blob>) => {
      setKeepPicture(undefined);
      drawn.then((content) => saveFile(file, content), reportFailure);
    });
  };

  return (
    <>
      <Dropdown
        placement="bottom-start"
        overlay={
          <Menu ariaLabel={`Export ${name}`}>
            <Menu.Item label="CSV" description="Exact values" icon="table" onClick={saveCsv} />
            <Menu.Item label="PNG" description="Picture" icon="camera" onClick={drawPicture} />
          </Menu>
        }
      >
        <IconButton
          name={keepPicture ? 'spinner' : 'download-alt'}
          size="sm"
          tooltip={`Export ${name}`}
          aria-busy={Boolean(keepPicture)}
        />
      </Dropdown>
      {keepPicture && (
        <Picture title={name} timeRange={timeRange} timeZone={timeZone} onDrawn={keepPicture}>
          {picture()}
        </Picture>
      )}
    </>
  );
}

function reportFailure(reason: unknown): void {
  const cause = reason instanceof Error ? reason.message : String(reason);
  const advice = `The browser could not draw it (${cause}). Reload the page and try again; the CSV has the same numbers.`;
  getAppEvents().publish({ type: AppEvents.alertError.name, payload: ['No picture of this panel', advice] });
}
