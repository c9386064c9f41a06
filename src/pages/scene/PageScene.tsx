import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { EmbeddedScene, type SceneComponentProps, SceneRefreshPicker, SceneTimePicker } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';

import { PageLinks } from './PageLinks';

/** A scene below the links to the pages; its filters and its time controls each stay together when a line is full. */
export class PageScene extends EmbeddedScene {
  static override Component = PageRenderer;
}

function PageRenderer({ model }: SceneComponentProps<PageScene>) {
  const styles = useStyles2(getStyles);
  const { body, controls = [] } = model.useState();
  const isTime = (control: unknown) => control instanceof SceneTimePicker || control instanceof SceneRefreshPicker;
  const render = (chosen: typeof controls) =>
    chosen.map((control) => <control.Component key={control.state.key} model={control} />);

  return (
    <div className={styles.page}>
      <div className={styles.header}>
        <div className={styles.links}>
          <PageLinks />
        </div>
        <div className={styles.time}>{render(controls.filter(isTime))}</div>
        <div className={styles.filters}>{render(controls.filter((control) => !isTime(control)))}</div>
      </div>
      <body.Component model={body} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  // Parts of a line of text: what does not fit beside the links and the time stands below them, as on a dashboard.
  const part = { display: 'inline-flex', flexWrap: 'wrap', verticalAlign: 'top', gap: theme.spacing(1) } as const;
  const below = theme.spacing(1);
  return {
    page: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, gap: theme.spacing(0.5) }),
    header: css({ display: 'flow-root' }),
    links: css({ ...part, margin: `0 ${theme.spacing(2)} ${below} 0` }),
    time: css({ display: 'flex', float: 'right', gap: theme.spacing(1), marginBottom: below }),
    filters: css({ ...part, marginBottom: below }),
  };
};
