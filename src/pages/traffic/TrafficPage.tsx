import { ScenePage } from '../scene/ScenePage';
import { trafficScene } from './trafficScene';

export default function TrafficPage() {
  return <ScenePage scene={trafficScene} />;
}
