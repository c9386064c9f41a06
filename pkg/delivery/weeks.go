package delivery

import "time"

// Week is an ISO week (ISO 8601: Monday to Sunday) of a time zone, as much of it as lies in a span.
type Week struct {
	Start, End time.Time
	// Whole says that the span holds all of it.
	Whole bool
}

// Weeks cuts the span from from up to and without to into the ISO weeks of a time zone. They are without gap and in
// order; the first and the last may be partial. A week in which clocks change has 167 or 169 hours.
func Weeks(from, to time.Time, zone *time.Location) []Week {
	var weeks []Week
	for monday := WeekStart(from, zone); monday.Before(to); {
		next := mondayAfter(monday)
		week := Week{Start: monday, End: next, Whole: true}
		if monday.Before(from) {
			week.Start, week.Whole = from, false
		}
		if next.After(to) {
			week.End, week.Whole = to, false
		}
		weeks = append(weeks, week)
		monday = next
	}
	return weeks
}

// WeekStart is the start of the ISO week of a time zone that holds t.
func WeekStart(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	sinceMonday := (int(local.Weekday()) + 6) % 7
	return time.Date(local.Year(), local.Month(), local.Day()-sinceMonday, 0, 0, 0, 0, zone)
}

// mondayAfter is the start of the week after the one that starts at monday.
func mondayAfter(monday time.Time) time.Time {
	return time.Date(monday.Year(), monday.Month(), monday.Day()+7, 0, 0, 0, 0, monday.Location())
}
