import { CustomVariableSupport, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { from, map, of, type Observable } from 'rxjs';

import type { HeadroomVariableQuery } from '../../query/HeadroomVariableQuery';
import type { HeadroomDataSource } from '../HeadroomDataSource';
import { VariableQueryEditor } from './VariableQueryEditor';

/** Dashboard variables whose values the data source lists. */
export class HeadroomVariableSupport extends CustomVariableSupport<HeadroomDataSource, HeadroomVariableQuery> {
  constructor(private readonly dataSource: HeadroomDataSource) {
    super();
  }

  editor = VariableQueryEditor;

  /** A variable whose subject is not chosen yet has no values; an unknown subject is the backend's error. */
  query(request: DataQueryRequest<HeadroomVariableQuery>): Observable<DataQueryResponse> {
    const subject = request.targets[0]?.of;
    if (!subject) {
      return of({ data: [] });
    }
    return from(this.dataSource.variableValues(subject)).pipe(
      map((values) => ({ data: values.map((value) => ({ text: value, value })) }))
    );
  }
}
