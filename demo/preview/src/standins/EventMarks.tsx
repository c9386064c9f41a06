import { css } from '@emotion/css';
import { colorManipulator, type DataFrame, DataFrameView, type GrafanaTheme2 } from '@grafana/data';
import { selectors } from '@grafana/e2e-selectors';
import { type UPlotConfigBuilder, useStyles2, useTheme2 } from '@grafana/ui';
import { useLayoutEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';

/** An event as scenes hands it to panels. */
interface Mark {
  time: number;
  /** Given when the event lasted, and until when. */
  timeEnd?: number;
  isRegion?: boolean;
  title?: string;
  text?: string;
  color?: string;
}

interface Props {
  config: UPlotConfigBuilder;
  annotations: DataFrame[];
}

/** Lines over a plot, and on its time axis a mark for each that says what happened: much as Grafana draws annotations. */
export function EventMarks({ config, annotations }: Props) {
  const styles = useStyles2(getStyles);
  const { visualization } = useTheme2();
  // An object of its own for each drawing: the marks stand beside the canvas, and move with its scale.
  const [drawing, setDrawing] = useState<{ plot: uPlot }>();
  const marks = annotations.flatMap((frame) => new DataFrameView<Mark>(frame).toArray());
  const latest = useRef(marks);

  useLayoutEffect(() => {
    latest.current = marks;
  });

  useLayoutEffect(() => {
    const colorOf = (mark: Mark) => visualization.getColorByName(mark.color ?? 'red');
    config.addHook('draw', (drawn) => {
      drawLines(drawn, latest.current, colorOf);
      setDrawing({ plot: drawn });
    });
  }, [config, visualization]);

  const current = drawing?.plot;
  return current?.over.isConnected ? (
    <div className={styles.axis} style={placeOf(current)}>
      {marks.map((mark, index) => {
        const left = Math.max(0, current.valToPos(mark.time, 'x'));
        const right = Math.min(current.over.clientWidth, current.valToPos(endOf(mark), 'x'));
        const isInRange = left <= right;
        return (
          isInRange && (
            <div
              key={index}
              className={styles.mark}
              style={{ left, width: right - left, background: visualization.getColorByName(mark.color ?? 'red') }}
              role="img"
              aria-label={wordsOf(mark)}
              data-testid={selectors.pages.Dashboard.Annotations.marker}
            >
              <span className={styles.words} style={left < current.over.clientWidth / 2 ? { left: 0 } : { right: 0 }}>
                {wordsOf(mark)}
              </span>
            </div>
          )
        );
      })}
    </div>
  ) : null;
}

const endOf = ({ time, timeEnd, isRegion }: Mark) => (isRegion && timeEnd ? timeEnd : time);
const wordsOf = ({ title, text }: Mark) => [title, text].filter(Boolean).join(': ');

/** The strip below the plot, in pixels of the page. */
function placeOf({ over }: uPlot) {
  return { left: over.offsetLeft, top: over.offsetTop + over.clientHeight, width: over.clientWidth };
}

function drawLines({ ctx, bbox, valToPos }: uPlot, marks: Mark[], colorOf: (mark: Mark) => string) {
  const { left, top, width, height } = bbox;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.setLineDash([5, 5]);
  ctx.lineWidth = 2;
  for (const mark of marks) {
    const from = valToPos(mark.time, 'x', true);
    const to = valToPos(endOf(mark), 'x', true);
    ctx.strokeStyle = colorOf(mark);
    ctx.fillStyle = colorManipulator.alpha(colorOf(mark), 0.1);
    ctx.fillRect(from, top, to - from, height);
    for (const x of new Set([from, to])) {
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + height);
      ctx.stroke();
    }
  }
  ctx.restore();
}

function getStyles(theme: GrafanaTheme2) {
  return {
    axis: css({ position: 'absolute', height: 0 }),
    mark: css({
      position: 'absolute',
      height: 5,
      minWidth: 5,
      // Around its time, unless the event lasted longer than the mark is wide.
      marginLeft: -2,
      borderRadius: theme.shape.radius.sm,
      // No stop for the Tab key, as Grafana's marks are none.
      '&:hover > span': { display: 'block' },
    }),
    words: css({
      display: 'none',
      position: 'absolute',
      bottom: theme.spacing(1),
      zIndex: theme.zIndex.tooltip,
      padding: theme.spacing(0.5, 1),
      background: theme.colors.background.elevated,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      fontSize: theme.typography.bodySmall.fontSize,
      whiteSpace: 'nowrap',
    }),
  };
}
