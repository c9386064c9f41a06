package provisioning

import (
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/prometheus/common/model"

	"github.com/headroom/headroom/pkg/query"
)

// dataSourceUID is the uid of the provisioned data source.
const dataSourceUID = "headroom"

// maxUIDLength is Grafana's.
const maxUIDLength = 40

// rule has Grafana's fields of a provisioned alert rule that the files use.
type rule struct {
	UID, Title, Condition string
	For                   string
	NoDataState           string `yaml:"noDataState"`
	ExecErrState          string `yaml:"execErrState"`
	Labels, Annotations   map[string]string
	Data                  []struct {
		RefID             string                 `yaml:"refId"`
		DatasourceUID     string                 `yaml:"datasourceUid"`
		RelativeTimeRange struct{ From, To int } `yaml:"relativeTimeRange"`
		Model             map[string]any
	}
}

// receiver is one address of a contact point.
type receiver struct {
	UID, Type             string
	Settings              map[string]any
	DisableResolveMessage bool `yaml:"disableResolveMessage"`
}

type alerting struct {
	APIVersion int `yaml:"apiVersion"`
	Groups     []struct {
		OrgID                  int `yaml:"orgId"`
		Name, Folder, Interval string
		Rules                  []rule
	}
	ContactPoints []struct {
		OrgID     int `yaml:"orgId"`
		Name      string
		Receivers []receiver
	} `yaml:"contactPoints"`
	// A provisioned policy tree replaces the one that is there, so the format here has none.
}

func alertingFiles(t *testing.T) (all []alerting) {
	t.Helper()
	for _, file := range provisioned(t, "alerting") {
		var content alerting
		read(t, file, &content)
		all = append(all, content)
	}
	return all
}

func rules(t *testing.T) (all []rule) {
	t.Helper()
	for _, file := range alertingFiles(t) {
		for _, group := range file.Groups {
			if _, err := model.ParseDuration(group.Interval); err != nil || group.Name == "" || group.Folder == "" {
				t.Errorf("the group %q needs a name, a folder and an interval: %v", group.Name, err)
			}
			all = append(all, group.Rules...)
		}
	}
	return all
}

func TestAlertRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules(t) {
		if r.UID == "" || len(r.UID) > maxUIDLength || seen[r.UID] {
			t.Errorf("%s: the uid %q is empty, too long for Grafana (%d) or used twice", r.Title, r.UID, maxUIDLength)
		}
		seen[r.UID] = true
		if !slices.Contains([]string{"OK", "NoData", "Alerting", "KeepLast"}, r.NoDataState) {
			t.Errorf("%s: noDataState %q has to be explicit", r.Title, r.NoDataState)
		}
		if !slices.Contains([]string{"OK", "Error", "Alerting", "KeepLast"}, r.ExecErrState) {
			t.Errorf("%s: execErrState %q has to be explicit", r.Title, r.ExecErrState)
		}
		if _, err := model.ParseDuration(r.For); err != nil {
			t.Errorf("%s: for %q has to be explicit: %v", r.Title, r.For, err)
		}
		if r.Annotations["summary"] == "" || r.Annotations["description"] == "" {
			t.Errorf("%s: summary and description are needed", r.Title)
		}
		if !slices.Contains([]string{"page", "ticket"}, r.Labels["severity"]) || r.Labels["owner"] != "headroom" {
			t.Errorf("%s: the labels %v need a severity and the owner that policies match", r.Title, r.Labels)
		}
		checkData(t, r)
	}
}

var mathVariable = regexp.MustCompile(`\$\{?(\w+)\}?`)

// checkData checks the rule's queries, and that its expressions and condition name what stands before them.
func checkData(t *testing.T, r rule) {
	t.Helper()
	var refs []string
	for _, d := range r.Data {
		if d.Model["refId"] != d.RefID || slices.Contains(refs, d.RefID) {
			t.Errorf("%s: the refId %q is used twice, or is another one in the model", r.Title, d.RefID)
		}
		if d.DatasourceUID == "__expr__" {
			expression, _ := d.Model["expression"].(string)
			named := []string{expression}
			if d.Model["type"] == "math" {
				named = nil
				for _, match := range mathVariable.FindAllStringSubmatch(expression, -1) {
					named = append(named, match[1])
				}
			}
			if len(named) == 0 || slices.ContainsFunc(named, func(ref string) bool { return !slices.Contains(refs, ref) }) {
				t.Errorf("%s: the expression %q is not over queries before it", r.Title, expression)
			}
		} else {
			if d.DatasourceUID != dataSourceUID || d.RelativeTimeRange.From <= d.RelativeTimeRange.To {
				t.Errorf("%s: %q asks %q over %v", r.Title, d.RefID, d.DatasourceUID, d.RelativeTimeRange)
			}
			if parsed, ok := checkQuery(t, d.Model, d.RefID); ok && parsed.Format != query.FormatNumeric {
				t.Errorf("%s: a rule evaluates the numeric format only", r.Title)
			}
		}
		refs = append(refs, d.RefID)
	}
	if !slices.Contains(refs, r.Condition) {
		t.Errorf("%s: the condition %q is none of %v", r.Title, r.Condition, refs)
	}
}

// Every health KPI has a rule of its own, and so have table traffic and missing evidence.
func TestWhatTheRulesWatch(t *testing.T) {
	watched := map[string]bool{}
	for _, r := range rules(t) {
		for _, d := range r.Data {
			if d.DatasourceUID != dataSourceUID {
				continue
			}
			parsed, _ := checkQuery(t, d.Model, d.RefID)
			subject := string(parsed.QueryType)
			if len(parsed.KPIs) == 1 {
				subject = parsed.KPIs[0]
			}
			watched[subject] = true
		}
	}
	for _, subject := range []string{
		"availability", "latency_p95", "error_ratio", "throughput", "cpu_utilization", "memory_utilization",
		"traffic", "coverage",
	} {
		if !watched[subject] {
			t.Errorf("no rule watches %s", subject)
		}
	}
}

// An alert leads to the panel that shows its number.
func TestRulesLeadToPanels(t *testing.T) {
	panels := map[string][]string{}
	for _, d := range dashboards(t) {
		for _, panel := range d.Panels {
			panels[d.UID] = append(panels[d.UID], strconv.Itoa(panel.ID))
		}
	}
	linked := 0
	for _, r := range rules(t) {
		uid, panel := r.Annotations["__dashboardUid__"], r.Annotations["__panelId__"]
		if uid == "" && panel == "" {
			continue
		}
		linked++
		if !slices.Contains(panels[uid], panel) {
			t.Errorf("%s: the dashboard %q has no panel %q", r.Title, uid, panel)
		}
	}
	if linked == 0 {
		t.Error("no rule leads to a panel")
	}
}

func TestContactPoints(t *testing.T) {
	points := 0
	seen := map[string]bool{}
	for _, file := range alertingFiles(t) {
		for _, point := range file.ContactPoints {
			points++
			if point.Name == "" || len(point.Receivers) == 0 {
				t.Errorf("the contact point %q has no name or reaches nobody", point.Name)
			}
			for _, r := range point.Receivers {
				if r.UID == "" || len(r.UID) > maxUIDLength || seen[r.UID] {
					t.Errorf("%s: the uid %q is empty, too long for Grafana (%d) or used twice", point.Name, r.UID, maxUIDLength)
				}
				seen[r.UID] = true
				// What Grafana requires of each type.
				required := map[string]string{"email": "addresses", "webhook": "url"}[r.Type]
				if text, _ := r.Settings[required].(string); required == "" || text == "" {
					t.Errorf("%s: a receiver of the type %q needs %q", point.Name, r.Type, required)
				}
			}
		}
	}
	if points == 0 {
		t.Error("there is no contact point")
	}
}
