package verdict

// severity orders the statuses from good to bad for an aggregate. An unknown is worse than a risk that was
// measured, and only a target that is known to be missed is worse than an unknown.
var severity = map[Status]int{Met: 1, AtRisk: 2, InsufficientData: 3, NoSource: 4, Error: 5, Missed: 6}

// Worst returns the status of an aggregate: missed > error > no_source > insufficient_data > at_risk > met.
// no_target is skipped, and is the answer when nothing else is there. A status that is none of the seven
// counts as error: the unknown never counts as good.
func Worst(statuses ...Status) Status {
	worst := NoTarget
	for _, status := range statuses {
		if status == NoTarget {
			continue
		}
		if severity[status] == 0 {
			status = Error
		}
		if severity[status] > severity[worst] {
			worst = status
		}
	}
	return worst
}
