package catalog

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/headroom/headroom/pkg/strictjson"
)

const day = 24 * time.Hour

// The shortest and the longest window that a profile or a query may name: below a minute no scrape interval
// gives a rate, beyond 400 days no yearly comparison needs more.
const (
	MinWindow = Duration(time.Minute)
	MaxWindow = Duration(400 * day)
)

// WindowSubjects are the keys of Windows, each needed.
var WindowSubjects = []string{"health", "delivery", "traffic", "coverage"}

// Resources are the keys of Curves, in the order in which they are shown.
var Resources = []string{"db_connections", "redis_memory_gb", "cpu_cores", "storage_gb"}

// curveUnits are the units that the resources have by definition.
var curveUnits = map[string]string{
	"db_connections":  "connections",
	"redis_memory_gb": "gigabytes",
	"cpu_cores":       "cores",
	"storage_gb":      "gigabytes",
}

// validation holds what the rules across fields share. The ranges of single fields are in their tags.
type validation struct {
	*strictjson.Problems
	profile *Profile
	path    string
}

// at returns the path below the profile; numbers are written into keys by the caller.
func (v validation) at(keys ...string) string {
	path := v.path
	for _, key := range keys {
		path = strictjson.Member(path, key)
	}
	return path
}

// validate reports everything that is wrong across fields, in the order of the fields and of sorted keys.
func (p *Profile) validate(path string, problems *strictjson.Problems) {
	v := validation{Problems: problems, profile: p, path: path}
	if _, err := TimeZone(p.TimeZone); err != nil {
		v.Addf(v.at("timeZone"), "%s %s", strictjson.Quote(p.TimeZone), err)
	}
	v.targets()
	v.windows()
	v.verdicts()
	v.errorBudget()
	v.delivery()
	v.benchmarks()
	v.tables()
	v.tiers()
	v.tenantRows()
	v.curves()
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func (v validation) targets() {
	for _, kpi := range sortedKeys(v.profile.Targets) {
		target := v.profile.Targets[kpi]
		definition, known := kpiDefinitions[kpi]
		if !known {
			v.Addf(v.at("targets", kpi), "is not a KPI; %s", strictjson.Alternatives(kpi, KPIs))
			continue
		}
		if target.Unit != definition.unit {
			v.Addf(v.at("targets", kpi, "unit"), "%q cannot be changed from %q", target.Unit, definition.unit)
		}
		if target.Comparison != definition.comparison {
			v.Addf(v.at("targets", kpi, "comparison"), "%q cannot be changed from %q", target.Comparison, definition.comparison)
		}
		if target.Value != nil && !definition.admits(*target.Value) {
			v.Addf(v.at("targets", kpi, "value"), "%s is outside %s", strictjson.Number(*target.Value),
				strictjson.Interval(definition.low, definition.high, definition.lowOpen, definition.highOpen))
		}
	}
}

func (v validation) windows() {
	for _, subject := range sortedKeys(v.profile.Windows) {
		if !slices.Contains(WindowSubjects, subject) {
			v.Addf(v.at("windows", subject), "is not a subject of windows; %s", strictjson.Alternatives(subject, WindowSubjects))
			continue
		}
		v.duration(v.profile.Windows[subject], MinWindow, MaxWindow, "windows", subject)
	}
	for _, subject := range WindowSubjects {
		if _, ok := v.profile.Windows[subject]; !ok {
			v.Addf(v.at("windows", subject), "cannot be deleted: every query without a window needs it")
		}
	}
}

func (v validation) duration(d, low, high Duration, keys ...string) {
	if d < low || d > high {
		v.Addf(v.at(keys...), "%s is outside [%s, %s]", d, low, high)
	}
}

func (v validation) verdicts() {
	verdicts := v.profile.Verdicts
	v.duration(verdicts.MinHistory, Duration(time.Minute), Duration(30*day), "verdicts", "minHistory")
	v.duration(verdicts.ProbeInterval, Duration(time.Second), Duration(time.Hour), "verdicts", "probeInterval")
	v.expression(verdicts.FailedStatus, "verdicts", "failedStatus")
	v.expression(verdicts.HealthCheckRoutes, "verdicts", "healthCheckRoutes")
}

// expression checks a regular expression in RE2, the syntax of both Go and Prometheus. It is compiled by itself,
// since "a)|(b" is valid only inside the brackets in which Prometheus anchors it, and then means something else.
func (v validation) expression(text string, keys ...string) {
	if _, err := regexp.Compile(text); err != nil {
		v.Addf(v.at(keys...), "%s is not a regular expression in RE2 syntax", strictjson.Quote(text))
	}
}

func (v validation) tables() {
	for _, key := range sortedKeys(v.profile.Tables) {
		table := v.profile.Tables[key]
		if wrong := checkTableKey(key); wrong != "" {
			v.Addf(v.at("tables", key), "%s", wrong)
			continue
		}
		if table.Category == "" {
			v.Addf(v.at("tables", key, "category"), "is missing")
		}
		if table.Tier == "" {
			v.Addf(v.at("tables", key, "tier"), "is missing")
		} else if _, known := v.profile.Tiers[table.Tier]; !known {
			v.Addf(v.at("tables", key, "tier"), "%s", strictjson.OneOf(table.Tier, strictjson.Quote(table.Tier), sortedKeys(v.profile.Tiers)))
		}
		v.ends(table.Low, table.High, "tables", key)
	}
}

// ends checks the fields low and high of one entry.
func (v validation) ends(low, high float64, keys ...string) {
	if low <= 0 {
		v.Addf(v.at(append(keys, "low")...), "is missing")
	}
	if high <= 0 {
		v.Addf(v.at(append(keys, "high")...), "is missing")
	}
	if low > high && high > 0 {
		v.Addf(v.at(append(keys, "low")...), "%s is above high, %s", strictjson.Number(low), strictjson.Number(high))
	}
}

// checkTableKey returns what is wrong with a table's name or pattern, or "".
func checkTableKey(key string) string {
	const longest = 2*63 + 1 // two PostgreSQL identifiers and the dot
	schema, name, qualified := strings.Cut(key, ".")
	switch {
	case len(key) > longest:
		return "is longer than a schema and a table name can be"
	case strings.ContainsFunc(key, unicode.IsControl):
		return "holds a control character"
	case key == "", qualified && (schema == "" || name == ""):
		return "is no table: write name, schema.name or a pattern with *"
	default:
		return ""
	}
}

func (v validation) tiers() {
	floor := false
	byFrom := map[float64]string{}
	for _, name := range sortedKeys(v.profile.Tiers) {
		from := v.profile.Tiers[name].From
		if name == "" || len(name) > 40 || strings.ContainsFunc(name, unicode.IsControl) {
			v.Addf(v.at("tiers", name), "is no name: give 1 to 40 printable characters")
		}
		if other, taken := byFrom[from]; taken {
			v.Addf(v.at("tiers", name, "from"), "%s is also where %s starts", strictjson.Number(from), strictjson.Quote(other))
		}
		byFrom[from] = name
		floor = floor || from == 0
	}
	if !floor {
		v.Addf(v.at("tiers"), "no tier starts at 0, so a quiet table would have none")
	}
}
