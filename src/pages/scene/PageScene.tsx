import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, VariableHide } from '@grafana/data';
import {
  EmbeddedScene,
  type SceneComponentProps,
  sceneGraph,
  SceneRefreshPicker,
  SceneTimePicker,
} from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';

import { PageLinks } from './PageLinks';

/** More filters than this do not fit beside the links and the time. */
const FILTERS_BESIDE_LINKS = 3;

/** A scene below the links to the pages; its filters and its time controls each stay together when the line is full. */
export class PageScene extends EmbeddedScene {
  static override Component = PageRenderer;
}

function PageRenderer({ model }: SceneComponentProps<PageScene>) {
  const styles = useStyles2(getStyles);
  const { body, controls = [] } = model.useState();
  const { variables } = sceneGraph.getVariables(model).useState();
  const isTime = (control: unknown) => control instanceof SceneTimePicker || control instanceof SceneRefreshPicker;
  const filters = variables.filter(({ state: { hide } }) => hide !== VariableHide.hideVariable);
  const render = (chosen: typeof controls) =>
    chosen.map((control) => <control.Component key={control.state.key} model={control} />);

  return (
    <div className={styles.page}>
      <div className={styles.header}>
        <PageLinks />
        <div className={cx(styles.filters, filters.length > FILTERS_BESIDE_LINKS && styles.ownLine)}>
          {render(controls.filter((control) => !isTime(control)))}
        </div>
        <div className={styles.time}>{render(controls.filter(isTime))}</div>
      </div>
      <body.Component model={body} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const ownLine = { order: 1, flexBasis: '100%' } as const;
  return {
    page: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, gap: theme.spacing(1.5) }),
    header: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2) }),
    filters: css({
      display: 'flex',
      flexWrap: 'wrap',
      flexGrow: 1,
      gap: theme.spacing(1),
      [theme.breakpoints.down('xl')]: ownLine,
    }),
    ownLine: css(ownLine),
    time: css({ display: 'flex', flex: 'none', gap: theme.spacing(1), marginLeft: 'auto' }),
  };
};
