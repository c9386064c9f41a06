import { scalingCsv } from './csv';
import { scalingModel } from './scalingModel';
import { columns, requirements } from './testing/scalingFrames';

const csv = (...frames: Parameters<typeof scalingModel>[0]) => {
  const model = scalingModel(frames);
  return scalingCsv(model.columns, model.rows);
};

test('numbers are exact, unknown ones empty, and every line ends in CR LF', () => {
  expect(csv(requirements)).toBe(
    'tenants,db_connections,redis_memory_gb,cpu_cores,storage_gb,extrapolated\r\n' +
      '100,20,1,2,10,false\r\n' +
      '1000,71.428571428571,38.081,13.388,34.14,false\r\n' +
      '5000,300.00000000000006,64,64,8000,false\r\n' +
      '10000,585.714285714,75.16,127.3,,true\r\n'
  );
});

test('a range has a column for each end, a missing row none of either', () => {
  const range = columns(['tenants', [1]], ['use_low', [2.5]], ['use_high', [null]]);

  expect(csv(range, columns(['tenants', [9]]))).toBe(
    'tenants,use_low,use_high,extrapolated\r\n1,2.5,,false\r\n9,,,false\r\n'
  );
});

test('names with commas, quotes and line breaks are quoted', () => {
  const frame = columns(['tenants', [1]], ['a,b', [2]], ['c"d\ne', [3]]);

  expect(csv(frame)).toBe('tenants,"a,b","c""d\ne",extrapolated\r\n1,2,3,false\r\n');
});
