/** How a cell is painted: never by its colour alone where it says something about an expected range. */
export interface Look {
  /** Any CSS colour without transparency. */
  fill: string;
  /** A bar along one side, so that above and below can be told apart without colours. */
  edge?: { side: 'top' | 'bottom'; color: string };
  texture?: 'hatch' | 'dots' | 'midline';
  /** The colour of the texture. */
  ink?: string;
}

/** An entry of the legend: a swatch for one look, a ramp for several. */
export interface LegendItem {
  label: string;
  /** What values look like this, in words and numbers. */
  range?: string;
  looks: Look[];
  /** Texts along a ramp, by their share of its length. */
  ticks?: LegendTick[];
}

export interface LegendTick {
  at: number;
  text: string;
}

/** Turns values into looks, which are numbered so that a row of cells is a row of bytes. */
export interface CellScale {
  looks: Look[];
  /** By look: of several cells that share a pixel, the highest one shows. */
  rank: Uint8Array;
  /** Writes the look of each of a row's values. */
  encode(row: number, values: Float64Array, looks: Uint8Array): void;
  legend: LegendItem[];
}
