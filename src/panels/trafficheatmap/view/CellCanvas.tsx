import { memo, useLayoutEffect, useRef } from 'react';

import { paintWindow } from '../draw/paintWindow';
import type { RowWindow } from '../layout/rowLayout';
import type { HeatmapModel } from './heatmapModel';

interface Props {
  model: HeatmapModel;
  window: RowWindow;
  /** In pixels from the top of all rows. */
  top: number;
  height: number;
  pixelRatio: number;
}

/** The cells. Painted before the browser's next frame, and again only when something in them changes. */
export const CellCanvas = memo(function CellCanvas({ model, window: { first, end }, top, height, pixelRatio }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { layout, columns, encoder, scale } = model;

  useLayoutEffect(() => {
    if (canvas.current) {
      const painted = { rows: layout.rows, columns, window: { first, end }, top, height };
      paintWindow(canvas.current, painted, encoder, scale, pixelRatio);
    }
  }, [layout, columns, encoder, scale, first, end, top, height, pixelRatio]);

  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      style={{ position: 'absolute', left: layout.gutterWidth, top, width: columns.width, height }}
    />
  );
});
