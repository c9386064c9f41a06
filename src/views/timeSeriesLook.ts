/** Legend and tooltip of a time series panel that shows a few series over each other. */
export const TIME_SERIES_OPTIONS = {
  legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
  tooltip: { mode: 'multi', sort: 'none' },
};

/** Lines that break where nothing is known. */
export const LINES = { drawStyle: 'line', lineWidth: 1, fillOpacity: 0, showPoints: 'auto', spanNulls: false };
