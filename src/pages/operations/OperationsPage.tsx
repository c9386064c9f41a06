import { ScenePage } from '../scene/ScenePage';
import { operationsScene } from './operationsScene';

export default function OperationsPage() {
  return <ScenePage scene={operationsScene} />;
}
